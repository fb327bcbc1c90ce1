import { BARE_INK, bareInk } from './bare-ink/build.ts';
import { madeUpRoutes } from './documents.ts';
import { figureOf, type Row, rowOf, turnByTurn } from './figure.ts';
import type { Bench } from './run.ts';
import { open, ROWS, type Terminal } from './terminal.ts';
import { BIN } from './whole-process.ts';

const BARE_IS_THERE = `row ${ROWS - 2} of`;

/** From the start of the process to its first frame, and to the routes of a small source. */
export const frame: Bench = async ({ short }) => {
  const bare = await bareInk();
  const until = (args: readonly string[], text: string) => async () => {
    const terminal = open(args);
    const ms = await terminal.written(text);
    await terminal.close();
    return ms;
  };
  const [first, routes, theirs] = await turnByTurn(short ? 7 : 21, [
    until([BIN, 'samples/bookshop.yaml'], 'Registered Routes'),
    until([BIN, 'samples/bookshop.yaml'], '/api/users'),
    until([bare], BARE_IS_THERE),
  ]);
  if (!first || !routes || !theirs) return [];
  const unit = 'ms';
  const against = { what: `${BARE_INK} of as many rows`, ...theirs };
  return [
    rowOf({ what: 'explorer, start to first frame', unit, ours: first, against, goal: { atMost: 1.25 } }),
    rowOf({ what: 'explorer, start to the routes of a small source', unit, ours: routes, against, goal: null }),
  ];
};

const SIZES = [
  [1000, 1.25],
  [10_000, 1.3],
  [100_000, 1.5],
] as const;

/** Ours with so many routes, and the bare app, both ready to be typed into. */
async function opened(document: string, count: number): Promise<readonly [Terminal, Terminal]> {
  const all = [open([BIN, document]), open([await bareInk()])] as const;
  const there = [madeUpRoutes(count)[0]?.path ?? '', BARE_IS_THERE];
  await Promise.all(all.map((terminal, i) => terminal.written(there[i] as string)));
  return all;
}

/** From a key to the screen that it changes: the request bar with verdict, and then everything. */
export const keys: Bench = async ({ short, sources }) => {
  const rows: Row[] = [];
  for (const [count, atMost] of short ? SIZES.slice(0, 2) : SIZES) {
    const terminals = await opened(sources.document(count).path, count);
    const [ours, bare] = terminals;
    let at = 0;
    const samples = { first: [] as number[], settled: [] as number[], bare: [] as number[] };
    for (const letter of typing(
      madeUpRoutes(count).map(({ path }) => path),
      short ? 60 : 120,
    )) {
      const echoed = 'abcdefg'[at++ % 7] as string;
      const { first, settled } = await ours.press(letter);
      const other = (await bare.press(echoed)).first;
      if ([first, other].some(Number.isNaN)) continue;
      samples.first.push(first);
      samples.settled.push(settled);
      samples.bare.push(other);
    }
    for (const terminal of terminals) await terminal.close();
    const what = `key to changed screen, ${count} routes`;
    const against = { what: `${BARE_INK} echoing the key`, ...figureOf(samples.bare) };
    const { median, p95 } = figureOf(samples.settled);
    const note = `all settled, near misses included: median ${median.toFixed(1)} ms, 95 % ${p95.toFixed(1)} ms`;
    const figures = { unit: 'ms', ours: figureOf(samples.first), against, goal: { atMost } } as const;
    rows.push(rowOf({ what: `${what}, median`, ...figures, note }));
    rows.push(rowOf({ what: `${what}, 95th percentile`, ...figures }, 'p95'));
  }
  return rows;
};

/** What is typed at once: more than the request bar is wide. */
const BURST = 200;

/** Typing at full speed: from the last of 200 letters to the last change of the screen. */
export const burst: Bench = async ({ short, sources }) => {
  const rows: Row[] = [];
  for (const count of short ? [1000] : [1000, 100_000]) {
    const terminals = await opened(sources.document(count).path, count);
    const [ours, bare] = terminals;
    // Near misses that were never asked for are not ready yet.
    await ours.press('GET /nothing');
    const texts = madeUpRoutes(count).map(({ path }) => path.replace(/\{[^}]*\}/g, '42').replace(/(.)(.)$/, '$2$1'));
    const samples = { settled: [] as number[], bare: [] as number[], frame: [] as number[] };
    for (let round = -2; round < (short ? 6 : 16); round++) {
      const from = ((round + 2) * 97) % texts.length;
      const text = `GET ${Array.from({ length: 20 }, (_, i) => texts[(from + i) % texts.length]).join('')}`.slice(
        0,
        BURST,
      );
      await ours.press('\x15');
      const [settled, other] = [await ours.press(text), await bare.press(text)];
      const single = (await bare.press('ab'[round & 1] as string)).first;
      if (round < 0 || [settled.settled, other.settled, single].some(Number.isNaN)) continue;
      samples.settled.push(settled.settled);
      samples.bare.push(other.settled);
      samples.frame.push(single);
    }
    for (const terminal of terminals) await terminal.close();
    const ours_ = figureOf(samples.settled);
    const what = `${BURST} letters at full speed, the last to the settled screen, ${count} routes`;
    const frameOf = figureOf(samples.frame).median;
    const note = `one frame of the bare Ink app takes ${frameOf.toFixed(1)} ms`;
    const against = { what: BARE_INK, ...figureOf(samples.bare) };
    rows.push(rowOf({ what, unit: 'ms', ours: ours_, against, goal: null, note }));
  }
  return rows;
};

/** Requests with a typo, letter by letter, each deleted again: what a user does to the bar. */
function* typing(paths: readonly string[], presses: number): Generator<string> {
  for (let i = 0, left = presses; left > 0; i++) {
    const path = paths[(i * 7919 + 13) % paths.length] as string;
    const letters = path.replace(/\{[^}]*\}/g, '42').replace(/(.)(.)$/, '$2$1');
    for (const letter of letters) if (left-- > 0) yield letter;
    for (const _ of letters) if (left-- > 0) yield '\x7f';
  }
}
