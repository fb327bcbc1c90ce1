import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { launch } from './driver.ts';

const folder = mkdtempSync(join(tmpdir(), 'nearmiss-trace-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Span {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur: number;
}

/** In the order of a key's way to the screen. */
const WAY = ['input', 'update', 'resolve', 'react', 'view-model', 'layout', 'output', 'diff', 'write', 'frame'];

test('a trace has the whole way from a key to the screen, and nothing of what was typed', async () => {
  const file = join(folder, 'trace.json');
  const screen = launch(['samples/bookshop.yaml', '--trace', file]);
  try {
    await screen.waitFor('/api/users');
    screen.type('GET /api/zebras');
    await screen.waitFor('404 Not Found');
    screen.press('ctrl-c');
    await screen.exit();
  } finally {
    await screen.close();
  }
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain('zebra');
  const spans = (JSON.parse(`${text}]`) as Span[]).filter(({ ph }) => ph === 'X');
  const typed = spans.find(({ name }) => name === 'text');
  expect(typed).toBeDefined();
  // What was read is a key a moment before the key is acted upon.
  const began = (typed?.ts ?? Number.NaN) - 5_000;
  const near = spans.filter(({ ts, dur }) => ts + dur >= began).map(({ name }) => name);
  expect(near).toEqual(expect.arrayContaining(WAY));
});
