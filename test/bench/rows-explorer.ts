import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IPty, spawn } from '@lydell/node-pty';
import { buildBareInk } from './bare-ink/build.ts';
import { madeUpRoutes } from './documents.ts';
import { type Figure, figureOf, type Row, rowOf, turnByTurn } from './figure.ts';
import type { Bench } from './run.ts';
import { BIN, ROOT } from './whole-process.ts';

const [COLUMNS, ROWS] = [100, 30];
/** Silence after which a screen counts as settled, in ms: longer than a frame and than a slice of a search. */
const QUIET = 60;

/** A program in a real pseudo-terminal and what it writes. */
interface Terminal {
  readonly pty: IPty;
  /** Resolves with the ms since the start when the text (escape sequences apart) has been written. */
  written(text: string, timeout?: number): Promise<number>;
  /** Ms from a key to the first change of the screen, and to the last before silence. */
  press(key: string): Promise<{ readonly first: number; readonly settled: number }>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this is about
const ESCAPES = /\x1b(?:\[[0-9;?<>=]*[A-Za-z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>78])/g;

function open(args: readonly string[]): Terminal {
  const state = mkdtempSync(join(tmpdir(), 'nearmiss-bench-state-'));
  const { PATH = '', HOME = '' } = process.env;
  const began = performance.now();
  const pty = spawn(process.execPath, [...args], {
    name: 'xterm-256color',
    cols: COLUMNS,
    rows: ROWS,
    cwd: ROOT,
    env: { PATH, HOME, XDG_STATE_HOME: state, TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8' },
  });
  let all = '';
  let listener: (printed: string) => void = () => {};
  pty.onData((data) => {
    const printed = data.replace(ESCAPES, '');
    all += printed;
    listener(printed);
  });
  const ended = new Promise<void>((resolve) => pty.onExit(() => resolve()));
  return {
    pty,
    written: (text, timeout = 120_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`"${text}" was not drawn: ${all.slice(-2000)}`)), timeout);
        const look = () => {
          if (!all.includes(text)) return;
          clearTimeout(timer);
          listener = () => {};
          resolve(performance.now() - began);
        };
        listener = look;
        look();
      }),
    press: (key) =>
      new Promise((resolve) => {
        const pressed = performance.now();
        let [first, last] = [Number.NaN, Number.NaN];
        const finish = () => {
          listener = () => {};
          resolve({ first, settled: last });
        };
        // A key that changes nothing visible is given up after ten times the silence.
        let timer = setTimeout(finish, 10 * QUIET);
        listener = (printed) => {
          if (printed.trim() === '') return;
          last = performance.now() - pressed;
          if (Number.isNaN(first)) first = last;
          clearTimeout(timer);
          timer = setTimeout(finish, QUIET);
        };
        pty.write(key);
      }),
    close: async () => {
      pty.kill('SIGKILL');
      await ended;
      rmSync(state, { recursive: true, force: true });
    },
  };
}

/** From the start of the process to its first frame, and to the routes of a small source. */
export const frame: Bench = async ({ short }) => {
  const bare = await buildBareInk();
  const until = (args: readonly string[], text: string) => async () => {
    const terminal = open(args);
    const ms = await terminal.written(text);
    await terminal.close();
    return ms;
  };
  const [first, routes, theirs] = await turnByTurn(short ? 5 : 21, [
    until([BIN, 'samples/bookshop.yaml'], 'Registered Routes'),
    until([BIN, 'samples/bookshop.yaml'], '/api/users'),
    until([bare], `row ${ROWS - 2} of`),
  ]);
  if (!first || !routes || !theirs) return [];
  const against = { what: 'a bare Ink app of as many rows', ...theirs };
  return [
    rowOf({ what: 'explorer, start to first frame', unit: 'ms', ours: first, against, goal: { atMost: 1.25 } }),
    rowOf({ what: 'explorer, start to the routes of a small source', unit: 'ms', ours: routes, against, goal: null }),
  ];
};

/** From a key to the screen that it changes: the request bar with verdict, and then everything. */
export const keys: Bench = async ({ short, sources }) => {
  const bare = await buildBareInk();
  const rows: Row[] = [];
  const sizes = [
    [1000, 1.25],
    [10_000, 1.3],
    [100_000, 1.5],
  ] as const;
  for (const [count, goal] of short ? sizes.slice(0, 2) : sizes) {
    const source = sources.document(count);
    const routes = madeUpRoutes(count);
    const ours = open([BIN, source.path]);
    const theirs = open([bare]);
    await Promise.all([ours.written(routes[0]?.path ?? ''), theirs.written(`row ${ROWS - 2} of`)]);
    let at = 0;
    const samples = { first: [] as number[], settled: [] as number[], bare: [] as number[] };
    for (const letter of typing(
      routes.map(({ path }) => path),
      short ? 40 : 120,
    )) {
      const { first, settled } = await ours.press(letter);
      const other = await theirs.press('abcdefg'[at++ % 7] as string);
      if (Number.isNaN(first) || Number.isNaN(other.first)) continue;
      samples.first.push(first);
      samples.settled.push(settled);
      samples.bare.push(other.first);
    }
    await Promise.all([ours.close(), theirs.close()]);
    const against = { what: 'a bare Ink app echoing the key', ...figureOf(samples.bare) };
    const settled: Figure = figureOf(samples.settled);
    const note = `all settled, near misses included: median ${settled.median.toFixed(1)} ms, 95 % ${settled.p95.toFixed(1)} ms`;
    const figures = { unit: 'ms', ours: figureOf(samples.first), against, goal: { atMost: goal } } as const;
    rows.push(rowOf({ what: `key to changed screen, ${count} routes, median`, ...figures, note }));
    rows.push(rowOf({ what: `key to changed screen, ${count} routes, 95th percentile`, ...figures }, 'p95'));
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
