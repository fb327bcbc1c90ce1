import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figureOf, type Row, rowOf } from './figure.ts';
import type { Bench } from './run.ts';
import { open } from './terminal.ts';
import { BIN, ROOT } from './whole-process.ts';

/** What of it changes: one path more, in front of all others. */
const FRONT: readonly [RegExp, (path: string) => string][] = [
  [/"paths":\s*\{/, (path) => `"paths":{"${path}":{"get":{"responses":{}}},`],
  [/"routes":\s*\[/, (path) => `"routes":["GET ${path}",`],
  [/^routes:\n/m, (path) => `routes:\n  - GET ${path}\n`],
];

function withPath(text: string, path: string): string {
  const [place = /^/, front = () => ''] = FRONT.find(([pattern]) => pattern.test(text)) ?? [];
  return text.replace(place, () => front(path));
}

/** From a save of the source to the screen that shows it. */
export const reload: Bench = async ({ short, sources }) => {
  const folder = mkdtempSync(join(tmpdir(), 'nearmiss-reload-'));
  const rows: Row[] = [];
  const all = [
    { what: 'the bookshop', path: join(ROOT, 'samples', 'bookshop.yaml'), name: 'shop.yaml', atMost: 300 },
    { what: '1,200 routes', path: sources.routes(1200).path, name: 'routes.json', atMost: 300 },
    { what: sources.json.what, path: sources.json.path, name: 'document.json', atMost: null },
  ];
  for (const { what, path, name, atMost } of all) {
    const text = readFileSync(path, 'utf8');
    const file = join(folder, name);
    writeFileSync(file, text);
    const terminal = open([BIN, file]);
    await terminal.written('watching');
    const samples: number[] = [];
    for (let save = 1; save <= (short ? 7 : 15); save++) {
      // Of other letters each time: only what differs is drawn.
      const added = `/${String.fromCharCode(0x60 + save).repeat(12)}`;
      writeFileSync(`${file}.new`, withPath(text, added));
      const began = performance.now();
      renameSync(`${file}.new`, file);
      await terminal.written(added.slice(3));
      samples.push(performance.now() - began);
    }
    await terminal.close();
    const goal = atMost === null ? null : ({ atMost, of: 'ours' } as const);
    // The first one runs code for the first time.
    rows.push(
      rowOf({ what: `save to screen, ${what}`, unit: 'ms', ours: figureOf(samples.slice(1)), against: null, goal }),
    );
  }
  rmSync(folder, { recursive: true });
  return rows;
};
