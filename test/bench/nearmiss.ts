import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CompiledApp } from '../../src/dialects/dialect.ts';
import { compile } from '../../src/dialects/index.ts';
import { readSource } from '../../src/formats/read-source.ts';
import { type Case, mistakes } from './nearmiss-mistakes.ts';
import { MATCHERS, type Matcher } from './nearmiss-rivals.ts';
import { hasShared, sharedCases } from './nearmiss-shared.ts';

/*
 * How well and how fast the route meant is found, side by side with plain Levenshtein and fuzzysort in one run:
 *   npm run bench:nearmiss [-- --seed 1 --quick]
 * Always over the project's own samples; over the documents and the generator of ../shared as well where they are present.
 */
const { values: options } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, quick: { type: 'boolean' } },
});
const DOCUMENTS = [
  'npm+octokit-openapi/api.github.com.json',
  'moby+moby/api/swagger.yaml',
  'swagger-api+swagger-petstore/src/main/resources/openapi.yaml',
  'keephq+keep/docs/openapi.json',
  'Kong+kong/kong-admin-api.yml',
  'weaviate+weaviate/openapi-specs/schema.json',
];

interface Score {
  n: number;
  top1: number;
  top3: number;
  cause: number;
  readonly times: number[];
  readonly kinds: Map<string, { n: number; top1: number; cause: number }>;
}
const newScore = (): Score => ({ n: 0, top1: 0, top3: 0, cause: 0, times: [], kinds: new Map() });

function ask(matcher: Matcher, app: CompiledApp, cases: readonly Case[], into: Score): void {
  const find = matcher.prepare(app);
  for (const { method, path } of cases.slice(0, 20)) find(method, path);
  for (const one of cases) {
    const start = performance.now();
    const answers = find(one.method, one.path);
    into.times.push(performance.now() - start);
    const anyMethod = one.kinds.includes('method');
    const place = answers.findIndex(
      ({ method, path }) => path === one.meant.path && (anyMethod || method === one.meant.method),
    );
    const got = new Set(answers[0]?.kinds);
    const want = new Set<string>(one.kinds);
    const cause = place === 0 && got.size === want.size && [...want].every((kind) => got.has(kind));
    const name = want.size > 1 ? 'two at once' : (one.kinds[0] as string);
    const kind = into.kinds.get(name) ?? { n: 0, top1: 0, cause: 0 };
    into.kinds.set(name, kind);
    for (const score of [into, kind]) {
      score.n++;
      if (place === 0) score.top1++;
      if (cause) score.cause++;
    }
    if (place >= 0 && place < 3) into.top3++;
  }
}

const percent = (part: number, n: number) => (n === 0 ? '–' : `${((100 * part) / n).toFixed(1)} %`);
function quantile(times: readonly number[], at: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? 0;
}

function table(title: string, scores: ReadonlyMap<string, Score>): void {
  const [first] = scores.values();
  console.log(`\n### ${title}: ${first?.n ?? 0} requests\n`);
  console.log('| matcher | top-1 | top-3 | right cause | ms median | ms 95 % |');
  console.log('|---|---:|---:|---:|---:|---:|');
  for (const [name, { n, top1, top3, cause, times }] of scores) {
    const named = name === 'nearmiss' ? percent(cause, n) : '–';
    const [median, slow] = [quantile(times, 0.5), quantile(times, 0.95)].map((ms) => ms.toFixed(2));
    console.log(`| ${name} | ${percent(top1, n)} | ${percent(top3, n)} | ${named} | ${median} | ${slow} |`);
  }
  const own = scores.get('nearmiss');
  if (!own) return;
  console.log('\n| mistake | n | top-1 | right cause |\n|---|---:|---:|---:|');
  for (const [name, { n, top1, cause }] of [...own.kinds].sort(([a], [b]) => a.localeCompare(b))) {
    console.log(`| ${name} | ${n} | ${percent(top1, n)} | ${percent(cause, n)} |`);
  }
}

async function run(title: string, sources: AsyncIterable<{ app: CompiledApp; cases: readonly Case[] }>): Promise<void> {
  const scores = new Map(MATCHERS.map(({ name }) => [name, newScore()]));
  for await (const { app, cases } of sources) {
    for (const matcher of MATCHERS) ask(matcher, app, cases, scores.get(matcher.name) as Score);
  }
  table(title, scores);
}

async function* samples() {
  const folder = 'samples';
  for (const name of readdirSync(folder).filter((file) => /\.(ya?ml|json)$/.test(file))) {
    const { tree } = await readSource(readFileSync(join(folder, name), 'utf8'), { name });
    if (!tree) continue;
    const app = compile(tree);
    yield { app, cases: mistakes(app, Number(options.seed), 12) };
  }
}

async function* documents() {
  for (const document of options.quick ? DOCUMENTS.slice(2, 4) : DOCUMENTS)
    yield sharedCases(document, `bench${options.seed}`);
}

await run('The project’s samples', samples());
if (hasShared) await run('Real documents', documents());
else console.log('\n(../shared/near-miss isn’t there: no real documents in this run)');
