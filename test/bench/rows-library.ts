import { readFileSync } from 'node:fs';
import findMyWay, { type HTTPMethod } from 'find-my-way';
import { go, prepare } from 'fuzzysort';
import type { CompiledApp } from '../../src/dialects/dialect.ts';
import { compile } from '../../src/dialects/index.ts';
import { readSource } from '../../src/formats/read-source.ts';
import { makeRequest } from '../../src/model/request.ts';
import { filterRows } from '../../src/session/filter.ts';
import { type MadeUpRoute, requestsTo } from './documents.ts';
import { byTurns, figureOf, type Row } from './figure.ts';
import { mistakes } from './nearmiss-mistakes.ts';
import { MATCHERS, type Matcher } from './nearmiss-rivals.ts';
import type { Bench } from './run.ts';
import type { SourceFile } from './sources.ts';

/** A source, read and compiled as the command does. */
async function appOf({ path }: SourceFile): Promise<CompiledApp> {
  const { tree, problems } = await readSource(readFileSync(path, 'utf8'), { name: path });
  if (tree === null) throw new Error(`${path}: ${problems[0]?.message}`);
  return compile(tree);
}

/** Processor time in ms: on a shared machine the clock would tell of others. */
function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Requests per second, over all of them again and again for long enough that the clock is fine. */
function rateOf<T>(items: readonly T[], ask: (item: T) => unknown): number {
  let [done, ms] = [0, 0];
  while (ms < 20) {
    ms += cpuTime(() => {
      for (const item of items) ask(item);
    });
    done += items.length;
  }
  return (done / ms) * 1000;
}

/** Hits, typos, wrong methods, and a slash or segment too many, resolved in process; find-my-way answers less about them. */
export const resolve: Bench = async ({ short, sources }) => {
  const app = await appOf(sources.github);
  const table = app.rows.map(({ method, registration: { path } }): MadeUpRoute => ({ method, path }));
  const router = findMyWay({ ignoreTrailingSlash: false });
  for (const { method, path } of table) {
    try {
      router.on(method as HTTPMethod, path.replace(/\{([^}]+)\}/g, ':$1'), () => {});
    } catch {
      // a path that find-my-way has already, or can't take
    }
  }
  const asked = requestsTo(table);
  const requests = asked.map(({ method, path }) => makeRequest(method, path));
  const { ours, theirs } = await byTurns(
    short ? 10 : 40,
    () => rateOf(requests, (request) => app.resolve(request)),
    () => rateOf(asked, ({ method, path }) => router.find(method as HTTPMethod, path)),
  );
  const what = `requests resolved, ${table.length} routes`;
  const rival = { what: 'find-my-way', ...figureOf(theirs) };
  return [{ what, unit: 'per s', ours: figureOf(ours), rival, goal: { atLeast: 0.7 } }];
};

/** The search for what was meant, beside plain Levenshtein over the same table. */
export const search: Bench = async ({ short, sources }) => {
  const rows: Row[] = [];
  const [own, plain] = MATCHERS as readonly [Matcher, Matcher];
  for (const count of short ? [1000, 10_000] : [1000, 10_000, 100_000]) {
    const app = await appOf(sources.document(count));
    const cases = mistakes(app, 5, 12);
    const clock = (matcher: Matcher) => {
      const find = matcher.prepare(app);
      let at = 0;
      return () => {
        const { method, path } = cases[at++ % cases.length] as (typeof cases)[number];
        const began = performance.now();
        find(method, path);
        return performance.now() - began;
      };
    };
    const { ours, theirs } = await byTurns(short || count > 50_000 ? 15 : 60, clock(own), clock(plain));
    const what = `near-miss search, ${count.toLocaleString('en')} routes`;
    const rival = { what: 'plain Levenshtein', ...figureOf(theirs) };
    rows.push({ what, unit: 'ms', ours: figureOf(ours), rival, goal: count > 1000 ? { atMost: 0.2 } : null });
  }
  return rows;
};

const FILTERS = ['o', 'or', 'ord', 'order', 'p', 'po', 'pos', 'post', 'post u', 'us', 'user', 'users', 'get acc'];

/** A key in the filter, beside one pass of the library over the same texts. */
export const filter: Bench = async ({ short, sources }) => {
  const count = short ? 10_000 : 100_000;
  const app = await appOf(sources.document(count));
  const texts = app.rows.map(({ method, registration: { path, name, node } }) =>
    prepare(`${method} ${path} ${name} ${node && 'tags' in node ? node.tags.join(' ') : ''}`),
  );
  let at = 0;
  const clock = (pass: (word: string) => unknown) => () => {
    const word = FILTERS[(at++ >> 1) % FILTERS.length] as string;
    const began = performance.now();
    pass(word);
    return performance.now() - began;
  };
  const { ours, theirs } = await byTurns(
    FILTERS.length * (short ? 1 : 3),
    clock((word) => filterRows(app, word)),
    clock((word) => go(word, texts, { limit: 0, threshold: 0.3 })),
  );
  const what = `key in the filter, ${count.toLocaleString('en')} routes`;
  const rival = { what: 'one fuzzysort pass', ...figureOf(theirs) };
  return [{ what, unit: 'ms', ours: figureOf(ours), rival, goal: { atMost: 1.1 } }];
};
