import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { CompiledApp } from '../../src/dialects/dialect.ts';
import { compile } from '../../src/dialects/index.ts';
import { readSource } from '../../src/formats/read-source.ts';
import { makeRequest } from '../../src/model/request.ts';
import { filterRows } from '../../src/session/filter.ts';
import { madeUpRoutes, requestsTo } from './documents.ts';
import { figureOf } from './figure.ts';
import { heap } from './heap.ts';
import { mistakes } from './nearmiss-mistakes.ts';

const SIZES = [1000, 10_000, 100_000, 1_000_000];
const DEPTHS = [1, 4, 16, 30];

const clock = <T>(work: () => T): readonly [T, number] => {
  const began = processorTime();
  const result = work();
  return [result, processorTime() - began];
};

/** Milliseconds that this process has computed: others on the machine don't count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** How cost grows: the figures of ARCHITECTURE.md, printed as its tables. */
export async function growth(): Promise<void> {
  console.log(
    '| routes | read ms | compile ms | first request ms | request ns | near miss: index ms | median ms | 95 % ms | filter ms | heap MB |',
  );
  console.log('|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|');
  for (const size of SIZES) await ofRoutes(size);
  console.log('\n| mounts inside one another | request ns | near miss median ms |');
  console.log('|---:|---:|---:|');
  for (const depth of DEPTHS) await ofDepth(depth);
  console.log('\n| mounts beside one another | request ns | near miss median ms |');
  console.log('|---:|---:|---:|');
  for (const mounts of [10, 100, 1000, 10_000]) await ofMounts(mounts);
}

async function ofRoutes(size: number): Promise<void> {
  const routes = madeUpRoutes(size);
  const text = JSON.stringify({ framework: 'fastapi', routes: routes.map(({ method, path }) => `${method} ${path}`) });
  const before = await heap();
  const began = processorTime();
  const { tree } = await readSource(text, { name: 'growth' });
  const read = processorTime() - began;
  if (!tree) throw new Error('not read');
  const [app, compiled] = clock(() => compile(tree));
  const [, first] = clock(() => app.resolve(makeRequest('GET', '/')));
  const each = perRequest(app, requestsTo(routes));
  const [, index] = clock(() => diagnose(app, makeRequest('GET', '/nothing/like/this')));
  const missed = misses(app);
  filterRows(app, 'warm up');
  const filter = figureOf(
    ['o', 'or', 'ord', 'order', 'post us', 'users'].map((word) => clock(() => filterRows(app, word))[1]),
  );
  const held = (await heap()) - before;
  const cells = [read, compiled, first].map((ms) => ms.toFixed(0));
  console.log(
    `| ${size.toLocaleString('en')} | ${cells.join(' | ')} | ${each.toFixed(0)} | ${index.toFixed(0)} | ${missed.median.toFixed(2)} | ${missed.p95.toFixed(2)} | ${filter.median.toFixed(1)} | ${held.toFixed(0)} |`,
  );
}

async function ofDepth(depth: number): Promise<void> {
  let app: object = { framework: 'fastapi', routes: ['GET /items/{id}', 'POST /items'] };
  for (let i = 0; i < depth; i++) app = { framework: 'fastapi', routes: ['GET /here', { mount: `/level${i}`, app }] };
  const base = Array.from({ length: depth }, (_, i) => `/level${depth - 1 - i}`).join('');
  await ofApp(depth, app, [`${base}/items/5`, `${base}/itms/5`, `${base}/here`]);
}

async function ofMounts(count: number): Promise<void> {
  const part = { framework: 'fastapi', routes: ['GET /items/{id}', 'POST /items'] };
  const routes = Array.from({ length: count }, (_, i) => ({ mount: `/part${i}`, app: part }));
  await ofApp(count, { framework: 'fastapi', routes }, [
    `/part${count >> 1}/items/5`,
    `/part${count - 1}/itms/5`,
    '/prt3/items/5',
  ]);
}

async function ofApp(count: number, file: object, paths: readonly string[]): Promise<void> {
  const { tree, problems } = await readSource(JSON.stringify(file), { name: 'growth' });
  if (!tree) throw new Error(problems[0]?.message);
  const app = compile(tree);
  const each = perRequest(
    app,
    paths.map((path) => ({ method: 'GET', path })),
  );
  diagnose(app, makeRequest('GET', '/nothing/like/this'));
  const times = Array.from(
    { length: 40 },
    (_, i) => clock(() => diagnose(app, makeRequest('GET', paths[i % paths.length] ?? '/')))[1],
  );
  console.log(`| ${count.toLocaleString('en')} | ${each.toFixed(0)} | ${figureOf(times).median.toFixed(2)} |`);
}

/** Nanoseconds per request, after a warm-up. */
function perRequest(app: CompiledApp, asked: readonly { readonly method: string; readonly path: string }[]): number {
  const requests = asked.map(({ method, path }) => makeRequest(method, path));
  const pass = () => {
    for (const request of requests) app.resolve(request);
  };
  const passes = Math.ceil(40_000 / requests.length);
  for (let i = 0; i < passes * 2; i++) pass();
  const [, ms] = clock(() => {
    for (let i = 0; i < passes; i++) pass();
  });
  return (ms * 1e6) / (passes * requests.length);
}

function misses(app: CompiledApp): { readonly median: number; readonly p95: number } {
  const cases = mistakes(app, 7, 8);
  return figureOf(cases.map(({ method, path }) => clock(() => diagnose(app, makeRequest(method, path)))[1]));
}
