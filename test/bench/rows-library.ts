import { readFileSync } from 'node:fs';
import findMyWay, { type HTTPMethod } from 'find-my-way';
import { go, prepare } from 'fuzzysort';
import type { CompiledApp } from '../../src/dialects/dialect.ts';
import { compile } from '../../src/dialects/index.ts';
import { readSource } from '../../src/formats/read-source.ts';
import { makeRequest } from '../../src/model/request.ts';
import type { FrameworkName } from '../../src/model/route-tree.ts';
import { filterRows } from '../../src/session/filter.ts';
import { type MadeUpRoute, requestsTo } from './documents.ts';
import { type Row, rowOf, turnByTurn } from './figure.ts';
import { mistakes } from './nearmiss-mistakes.ts';
import { MATCHERS } from './nearmiss-rivals.ts';
import type { Bench } from './run.ts';
import type { SourceFile } from './sources.ts';

/** A source, read as the command reads it. */
export async function appOf(source: SourceFile, framework: FrameworkName | null = null): Promise<CompiledApp> {
  const { tree, problems } = await readSource(readFileSync(source.path, 'utf8'), { name: 'bench', framework });
  if (tree === null) throw new Error(`${source.path}: ${problems[0]?.message}`);
  return compile(tree);
}

export const tableOf = (app: CompiledApp): readonly MadeUpRoute[] =>
  app.rows
    .filter(({ registration }) => registration.kind === 'route')
    .map(({ method, registration }) => ({ method, path: registration.path }));

/** Nanoseconds per request when all of them are resolved one after the other. */
function resolving(app: CompiledApp, table: readonly MadeUpRoute[]): () => number {
  const requests = requestsTo(table).map(({ method, path }) => makeRequest(method, path));
  return perItem(requests, (request) => app.resolve(request).status);
}

function finding(table: readonly MadeUpRoute[]): () => number {
  const router = findMyWay({ ignoreTrailingSlash: false });
  for (const { method, path } of table) {
    try {
      router.on(method as HTTPMethod, path.replace(/\{([^}]+)\}/g, ':$1'), () => {});
    } catch {
      // a path that find-my-way has already, or can't take
    }
  }
  return perItem(requestsTo(table), ({ method, path }) => (router.find(method as HTTPMethod, path) ? 1 : 0));
}

/**
 * Nanoseconds of processor time per item: passes over all of them for 20 ms at a time, so that the clock is fine enough. Time
 * in which others had the processor isn't counted: it would be most of it on a shared machine.
 */
function perItem<T>(items: readonly T[], ask: (item: T) => number): () => number {
  let sum = 0;
  return () => {
    const began = processorTime();
    let passes = 0;
    let spent = 0;
    do {
      for (const item of items) sum += ask(item);
      passes++;
      spent = processorTime() - began;
    } while (spent < 20_000);
    if (sum < 0) throw new Error('never');
    return (spent * 1000) / (passes * items.length);
  };
}

/** Microseconds that this process has computed. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

const perSecond = ({ median, p95 }: Row['ours']) => ({ median: 1e9 / median, p95: 1e9 / p95 });

/** Requests resolved in process: hits, typos, wrong methods, slashes and segments too many. */
export const resolve: Bench = async ({ short, sources }) => {
  const rows: Row[] = [];
  const rounds = short ? 10 : 40;
  for (const framework of ['fastapi', 'openapi'] as const) {
    const app = await appOf(sources.json, framework);
    const table = tableOf(app);
    const [ours, theirs] = await turnByTurn(rounds, [resolving(app, table), finding(table)], 10);
    if (!ours || !theirs) continue;
    const against = { what: 'find-my-way', ...perSecond(theirs) };
    const what = `requests resolved as ${framework}, ${table.length} routes (${sources.json.what})`;
    const shared = { unit: 'per s', ours: perSecond(ours), against } as const;
    rows.push(
      rowOf({
        ...shared,
        what,
        goal: { atLeast: 0.7 },
        note: 'find-my-way answers less: no 405, redirects, order, types',
      }),
    );
    rows.push(rowOf({ ...shared, what: `the same, in figures`, goal: { atLeast: 1e6, of: 'ours' } }));
    const [few, many] = [
      await appOf(sources.document(1000), framework),
      await appOf(sources.document(100_000), framework),
    ];
    const [small, large] = await turnByTurn(rounds, [resolving(few, tableOf(few)), resolving(many, tableOf(many))], 5);
    if (!small || !large) continue;
    const base = { what: '1,000 routes', ...small };
    const growth = `time per request as ${framework} at 100,000 routes`;
    rows.push(rowOf({ what: growth, unit: 'ns', ours: large, against: base, goal: { atMost: 3 } }));
  }
  return rows;
};

/** The search for what was meant, beside plain Levenshtein over the same table. */
export const nearmiss: Bench = async ({ short, sources }) => {
  const rows: Row[] = [];
  const [own, plain] = ['nearmiss', 'Levenshtein'].map((wanted) => MATCHERS.find(({ name }) => name === wanted));
  if (!own || !plain) return [];
  for (const count of short ? [1000, 10_000] : [1000, 10_000, 100_000]) {
    const app = await appOf(sources.document(count));
    const cases = mistakes(app, 5, 12);
    const [ask, compare] = [own.prepare(app), plain.prepare(app)];
    for (const { method, path } of cases.slice(0, 30)) ask(method, path);
    let at = 0;
    const next = () => cases[at++ % cases.length] as (typeof cases)[number];
    const clock = (find: typeof ask) => () => {
      const { method, path } = next();
      const began = performance.now();
      find(method, path);
      return performance.now() - began;
    };
    // Theirs is slow and even: few samples will do, ours go through all the cases.
    const few = await turnByTurn(short || count > 50_000 ? 15 : 60, [clock(ask), clock(compare)]);
    const [ours] = await turnByTurn(cases.length, [clock(ask)]);
    if (!ours || !few[1]) continue;
    const against = { what: 'plain Levenshtein', ...few[1] };
    const goal = count >= 10_000 ? { atMost: 0.2 } : null;
    rows.push(rowOf({ what: `near-miss search, ${count} routes`, unit: 'ms', ours, against, goal }));
  }
  return rows;
};

/** A key in the filter, beside one pass of the library over the same texts. */
export const filter: Bench = async ({ short, sources }) => {
  const count = short ? 10_000 : 100_000;
  const app = await appOf(sources.document(count));
  // The same texts as ours: with names and tags.
  const texts = app.rows.map(({ method, registration: { path, name, node } }) =>
    prepare(`${method} ${path} ${name} ${node && 'tags' in node ? node.tags.join(' ') : ''}`),
  );
  const words = [
    'o',
    'or',
    'ord',
    'orde',
    'order',
    'p',
    'po',
    'pos',
    'post',
    'post u',
    'us',
    'user',
    'users',
    'inv_id',
    'get acc',
  ];
  let at = 0;
  const [ours, theirs] = await turnByTurn(
    words.length * (short ? 1 : 3),
    [
      () => {
        const began = performance.now();
        filterRows(app, words[at % words.length] as string);
        return performance.now() - began;
      },
      () => {
        const began = performance.now();
        go(words[at++ % words.length] as string, texts, { limit: 0, threshold: 0.3 });
        return performance.now() - began;
      },
    ],
    5,
  );
  if (!ours || !theirs) return [];
  const against = { what: 'one fuzzysort pass', ...theirs };
  return [rowOf({ what: `filter keystroke, ${count} routes`, unit: 'ms', ours, against, goal: { atMost: 1.1 } })];
};
