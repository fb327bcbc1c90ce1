import { bareInk } from './bare-ink/build.ts';
import { madeUpRoutes } from './documents.ts';
import { byTurns, figureOf, type Row } from './figure.ts';
import type { Bench } from './run.ts';
import { open, ROWS, type Terminal } from './terminal.ts';
import { BIN } from './whole-process.ts';

/** Silence after which a screen counts as settled, in ms: longer than a frame and than a slice of a search. */
const QUIET = 60;
const SIZES = [
  [1000, 1.25],
  [10_000, 1.3],
  [100_000, 1.5],
] as const;

/** From a key in the request bar to the first change of the screen, beside an Ink app with as many rows that echoes the key. */
export const keys: Bench = async ({ short, sources }) => {
  const rows: Row[] = [];
  const bare = await bareInk();
  for (const [count, atMost] of short ? SIZES.slice(0, 2) : SIZES) {
    const paths = madeUpRoutes(count).map(({ path }) => path);
    const ours = open([BIN, sources.document(count).path]);
    await ours.shown(new RegExp(`${count.toLocaleString('en').replace(',', ',?')} routes`));
    const theirs = open([bare]);
    await theirs.shown(new RegExp(`row ${ROWS - 2} of`));
    const typed = typing(paths);
    let at = 0;
    const { ours: own, theirs: other } = await byTurns(
      short ? 60 : 150,
      () => press(ours, typed.next().value as string),
      () => press(theirs, 'abcdefg'[at++ % 7] as string),
    );
    await ours.close();
    await theirs.close();
    const rival = { what: 'a bare Ink app', ...figureOf(other) };
    const figures = { unit: 'ms', ours: figureOf(own), rival } as const;
    const what = `key to changed screen, ${count.toLocaleString('en')} routes`;
    rows.push({ what, ...figures, goal: { atMost } }, { what, ...figures, by: 'p95', goal: { atMost: 1.6 } });
  }
  return rows;
};

async function press(terminal: Terminal, key: string): Promise<number> {
  const first = terminal.changed();
  terminal.type(key);
  const ms = await first;
  await terminal.quiet(QUIET);
  return ms;
}

/** Requests with a typo, letter by letter, without end: what a user does to the bar. */
function* typing(paths: readonly string[]): Generator<string> {
  for (let i = 0; ; i++) {
    const path = paths[(i * 7919 + 13) % paths.length] as string;
    const letters = path.replace(/\{[^}]*\}/g, '42').replace(/(.)(.)$/, '$2$1');
    yield* letters;
    for (const _ of letters) yield '\x7f';
  }
}
