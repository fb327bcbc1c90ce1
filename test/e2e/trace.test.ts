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

/** By span, what lies within it; a microsecond is lost by rounding. */
const WITHIN = [
  ['input', 'text'],
  ['text', 'update'],
  ['frame', 'update'],
  ['frame', 'view'],
  ['frame', 'draw'],
] as const;
const isWithin = (outer: Span, inner: Span) =>
  outer.ts <= inner.ts + 2 && outer.ts + outer.dur >= inner.ts + inner.dur - 2;

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
  const names = spans.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['read', 'compile', 'loaded']));
  for (const [outer, inner] of WITHIN) {
    const found = spans.some(
      (one) => one.name === outer && spans.some((other) => other.name === inner && isWithin(one, other)),
    );
    expect([outer, inner, found]).toEqual([outer, inner, true]);
  }
});
