#!/usr/bin/env node
// Reads a folder of real OpenAPI documents and compares the number of operations with its index.json.
//
//   node scripts/check-specs.mjs [--dir ../shared/specs] [--problems] [FILE...]
//
// --problems prints what was said about each document. With FILEs only those documents are read, index or not.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dir: { type: 'string', default: path.join(root, '../shared/specs') }, problems: { type: 'boolean' } },
});

const index = path.join(values.dir, 'index.json');
if (positionals.length === 0 && !fs.existsSync(index)) {
  console.error(`check-specs: ${index} is not there, so there is nothing to compare with (--dir names another folder)`);
  process.exit(2);
}
const { createReader, parseYaml, tolerantYaml } = await bundled();
const yaml = { parse: parseYaml, tolerant: tolerantYaml };
/** @type {{ file: string, expected?: number }[]} */
const documents =
  positionals.length > 0
    ? positionals.map((file) => ({ file: path.resolve(file) }))
    : JSON.parse(fs.readFileSync(index, 'utf8')).documents.map((/** @type {any} */ entry) => ({
        file: path.join(values.dir, entry.file),
        expected: entry.operationsResolved ?? entry.operations,
      }));

/** @param {string} file */
const read = (file) => {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};
let wrong = 0;
/** @type {Map<string, string>} */
const texts = new Map();
console.log(`${'document'.padEnd(72)}  want   got  files  problems   ms`);
for (const { file, expected } of documents) {
  const text = read(file);
  if (text === null) {
    console.log(`${shown(file)}  can't be read`);
    wrong++;
    continue;
  }
  const start = performance.now();
  const reader = createReader(text, { file, yaml });
  let files = 1;
  for (let wanted = reader.wanted(); wanted.length > 0; wanted = reader.wanted()) {
    files += wanted.length;
    for (const other of wanted) reader.supply(other, read(other));
  }
  const result = reader.finish();
  const took = performance.now() - start;
  /** @type {import('../src/model/route-tree.ts').Route[]} */
  const routes = result.tree?.app.routes ?? [];
  const got = routes.length;
  const misplaced = routes.filter((route) => !pointsAt(route)).length;
  const right = (expected === undefined || got === expected) && misplaced === 0;
  if (!right) wrong++;
  const cells = [expected ?? '?', got, files, result.problems.length, took.toFixed(0)];
  const widths = [4, 4, 5, 8, 5];
  const line = cells.map((cell, i) => String(cell).padStart(widths[i] ?? 0)).join('  ');
  console.log(`${shown(file)}  ${line}${right ? '' : misplaced ? `  <- ${misplaced} WRONG LINES` : '  <- WRONG'}`);
  if (values.problems) {
    for (const problem of result.problems) {
      const at = problem.at ? `${path.basename(problem.at.file)}:${problem.at.line}:${problem.at.column ?? ''} ` : '';
      console.log(`    ${problem.severity} ${problem.code} ${at}${problem.message}`);
    }
  }
}
console.log(wrong === 0 ? `all ${documents.length} as expected` : `${wrong} of ${documents.length} differ`);
process.exitCode = wrong === 0 ? 0 : 1;

/** @param {string} file */
function shown(file) {
  return path.relative(values.dir, file).slice(-72).padEnd(72);
}

/**
 * The line of a route must begin with its method, unless the route is a whole file.
 * @param {import('../src/model/route-tree.ts').Route} route
 */
function pointsAt(route) {
  const { file = '', line = 0, column = 0 } = route.source ?? {};
  const lines = textOf(file)
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/);
  const rest = (lines[line - 1] ?? '').slice(column - 1, column + 200);
  return new RegExp(`^["']?${route.methods[0]}\\b`, 'i').test(rest) || column === 1;
}

/** @param {string} file */
function textOf(file) {
  const known = texts.get(file) ?? read(file) ?? '';
  texts.set(file, known);
  return known;
}

async function bundled() {
  const outfile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'check-specs-')), 'formats.mjs');
  await build({
    stdin: {
      contents: `export { createReader } from './src/formats/openapi/reader.ts';
        export { parseYaml } from './src/formats/text/yaml-document.ts'; export { tolerantYaml } from './src/formats/text/precise-yaml.ts';`,
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const loaded = await import(pathToFileURL(outfile).href);
  fs.rmSync(path.dirname(outfile), { recursive: true });
  return loaded;
}
