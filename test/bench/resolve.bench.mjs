// @ts-nocheck: a script that node runs as it is
// Requests resolved per second, beside find-my-way on the same table and requests. find-my-way answers less: no 405 with
// its Allow, no redirects, no registration order, no validation.
//
//   node test/bench/resolve.bench.mjs [seconds per figure]
//
// GitHub's table comes from ../shared/specs where that is present, else a table of the same size is made up.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import findMyWay from 'find-my-way';

const SECONDS = Number(process.argv[2] ?? 1);
const GITHUB = new URL('../../../shared/specs/npm+octokit-openapi/api.github.com.json', import.meta.url);

const { compile, makeRequest } = await load();

const github = existsSync(GITHUB) ? fromDocument(JSON.parse(readFileSync(GITHUB, 'utf8'))) : null;
if (!github) console.log(`${GITHUB.pathname} is missing: a made-up table stands in for GitHub's`);
const real = github ?? madeUp(1200);

console.log(
  `\n${real.length} operations of ${github ? "GitHub's document" : 'a made-up table'}, hits and misses mixed`,
);
const theirs = measureFindMyWay(real);
report('find-my-way', theirs);
for (const kind of ['fastapi', 'openapi']) {
  const ours = measure(treeOf(real, kind), requestsFor(real));
  report(`${kind}`, ours, `${(ours.perSecond / theirs.perSecond).toFixed(2)} x find-my-way`);
  for (const name of ['hits', 'misses']) {
    const part = measure(treeOf(real, kind), requestsFor(real, name));
    report(`  ${name} only`, part);
  }
}

console.log('\ngrowth');
for (const kind of ['fastapi', 'openapi']) {
  let base = 0;
  for (const size of [1_000, 10_000, 100_000]) {
    const table = madeUp(size);
    globalThis.gc?.();
    const heap = process.memoryUsage().heapUsed;
    const tree = treeOf(table, kind);
    const began = performance.now();
    const app = compile(tree);
    const compiled = performance.now();
    app.resolve(makeRequest('GET', '/'));
    const indexed = performance.now();
    globalThis.gc?.();
    const held = process.memoryUsage().heapUsed - heap;
    const ours = measure(tree, requestsFor(table));
    base ||= ours.nanoseconds;
    report(
      `${kind} ${size}`,
      ours,
      `${(ours.nanoseconds / base).toFixed(2)} x of 1,000; compile ${(compiled - began).toFixed(0)} ms, index ${(indexed - compiled).toFixed(0)} ms, tree and all ${(held / 1e6).toFixed(0)} MB${globalThis.gc ? '' : ' (run with --expose-gc)'}`,
    );
  }
}

function report(what, { perSecond, nanoseconds }, note = '') {
  console.log(
    `${what.padEnd(16)} ${(perSecond / 1e6).toFixed(2).padStart(6)} million/s ${nanoseconds.toFixed(0).padStart(6)} ns  ${note}`,
  );
}

function measure(tree, requests) {
  const app = compile(tree);
  let sum = 0;
  const once = () => {
    for (const request of requests) sum += app.resolve(request).status;
  };
  return timed(once, requests.length, () => sum);
}

function measureFindMyWay(table) {
  const router = findMyWay({ ignoreTrailingSlash: false });
  for (const { method, path } of table) {
    try {
      router.on(method, path.replace(/\{([^}]+)\}/g, ':$1'), () => {});
    } catch {
      // a path that find-my-way has already, or can't take
    }
  }
  const requests = requestsFor(table);
  let found = 0;
  const once = () => {
    for (const { method, path } of requests) if (router.find(method, path)) found++;
  };
  return timed(once, requests.length, () => found);
}

/** The best of many rounds after a warm-up: on a shared machine the others measure its other users. */
function timed(once, count, result) {
  for (let until = performance.now() + SECONDS * 300; performance.now() < until; ) once();
  const rounds = [];
  for (let until = performance.now() + SECONDS * 1000; performance.now() < until; ) {
    const began = performance.now();
    once();
    rounds.push(performance.now() - began);
  }
  rounds.sort((a, b) => a - b);
  const nanoseconds = (Math.min(...rounds) * 1e6) / count;
  if (result() < 0) throw new Error('never');
  return { nanoseconds, perSecond: 1e9 / nanoseconds };
}

/** One hit per operation and, turn by turn, a typo, another method, a slash too many, a segment too many. */
function requestsFor(table, only) {
  const step = Math.max(1, Math.floor(table.length / 20_000));
  const requests = [];
  for (let i = 0; i < table.length; i += step) {
    const { method, path } = table[i];
    const filled = path.replace(/\{[^}]+\}/g, (_, at) => ['octo-cat', 'hello-world', '42', 'v1.2.3'][(i + at) % 4]);
    if (only !== 'misses') requests.push(makeRequest(method, filled));
    if (only === 'hits') continue;
    if (i % 4 === 0) requests.push(makeRequest(method, `${filled.slice(0, -1)}`));
    else if (i % 4 === 1) requests.push(makeRequest(method === 'GET' ? 'PATCH' : 'GET', filled));
    else if (i % 4 === 2) requests.push(makeRequest(method, `${filled}/`));
    else requests.push(makeRequest(method, `${filled}/extra`));
  }
  return requests;
}

function treeOf(table, kind) {
  const info = { name: '', summary: '', tags: [], deprecated: false, security: [] };
  const routes = table.map(({ method, path }, i) => ({
    kind: 'route',
    id: i + 1,
    source: null,
    late: false,
    path,
    methods: [method],
    params: {},
    plain: false,
    ...info,
  }));
  const app =
    kind === 'openapi'
      ? { id: 0, kind, routes, basePath: '', servers: [] }
      : {
          id: 0,
          kind,
          routes,
          redirectSlashes: true,
          rootPath: '',
          docsUrl: '/docs',
          redocUrl: '/redoc',
          openapiUrl: '/openapi.json',
          swaggerUiOauth2RedirectUrl: '/docs/oauth2-redirect',
        };
  return { app, routers: [], serverRootPath: '', blindSpots: [] };
}

function fromDocument({ paths }) {
  return Object.entries(paths).flatMap(([path, item]) =>
    ['get', 'put', 'post', 'delete', 'patch']
      .filter((method) => item[method])
      .map((method) => ({ method: method.toUpperCase(), path })),
  );
}

/** Resources of a few operations each, nested two deep, named by syllables. */
function madeUp(size) {
  const syllables = ['ka', 'lo', 'mi', 'ne', 'pu', 'ra', 'se', 'to', 'vi', 'za'];
  const name = (n) => [...String(n)].map((digit) => syllables[digit]).join('');
  const table = [];
  for (let n = 0; table.length < size; n++) {
    const [outer, inner] = [name(Math.floor(n / 20)), name(n)];
    table.push(
      { method: 'GET', path: `/${outer}/${inner}` },
      { method: 'POST', path: `/${outer}/${inner}` },
      { method: 'GET', path: `/${outer}/${inner}/{id}` },
      { method: 'DELETE', path: `/${outer}/${inner}/{id}` },
      { method: 'GET', path: `/${outer}/${inner}/{id}/items/{item}` },
    );
  }
  return table.slice(0, size);
}

async function load() {
  const source = ['dialects/index.ts', 'model/request.ts']
    .map((file) => `export * from ${JSON.stringify(new URL(`../../src/${file}`, import.meta.url).pathname)};`)
    .join('');
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: '.' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'node20',
    write: false,
  });
  const folder = mkdtempSync(join(tmpdir(), 'nearmiss-bench-'));
  const file = join(folder, 'dialects.mjs');
  writeFileSync(file, outputFiles[0].contents);
  const loaded = await import(pathToFileURL(file).href);
  rmSync(folder, { recursive: true });
  return loaded;
}
