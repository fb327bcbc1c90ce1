import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IPty, spawn } from '@lydell/node-pty';
import { ROOT } from './whole-process.ts';

/** Of the terminals that programs are measured in. */
export const [COLUMNS, ROWS] = [100, 30];
/** Silence after which a screen counts as settled, in ms: longer than a frame and than a slice of a search. */
const QUIET = 60;

/** A program in a real pseudo-terminal and what it writes. */
export interface Terminal {
  readonly pty: IPty;
  /** Resolves with the ms since the start when the text (escape sequences apart) has been written. */
  written(text: string, timeout?: number): Promise<number>;
  /** Ms from keys, written one by one as fast as the terminal takes them, to the first change of the screen, and to the last before silence. */
  press(keys: string): Promise<{ readonly first: number; readonly settled: number }>;
  /** Resolves when the program has ended. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this is about
const ESCAPES = /\x1b(?:\[[0-9;?<>=]*[A-Za-z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>78])/g;

/** Starts `node ...args` in a terminal. */
export function open(args: readonly string[]): Terminal {
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
    ended,
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
    press: (keys) =>
      new Promise((resolve) => {
        let pressed = performance.now();
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
        for (const key of keys) {
          pressed = performance.now();
          pty.write(key);
        }
      }),
    close: async () => {
      pty.kill('SIGKILL');
      await ended;
      rmSync(state, { recursive: true, force: true });
    },
  };
}
