import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { ROOT } from './whole-process.ts';

export const [COLUMNS, ROWS] = [100, 30];
/** Longest wait for something that must be drawn, in ms. */
const LIMIT = 60_000;

/** A program in a real pseudo-terminal, whose output an emulator draws. */
export interface Terminal {
  readonly pid: number;
  /** Writes keys as a terminal does. */
  type(keys: string): void;
  /** Resolves with the ms since the call when anything visible has been written since. */
  changed(): Promise<number>;
  /** Resolves with the ms since the call when something that fits is on the screen. */
  shown(pattern: RegExp): Promise<number>;
  /** Resolves when nothing has been written for so many ms. */
  quiet(ms: number): Promise<void>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this is about
const ESCAPES = /\x1b(?:\[[0-9;?<>=]*[A-Za-z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>78])/g;

/** Starts `node ...args` in a terminal, with a plain environment. */
export function open(args: readonly string[], env: Readonly<Record<string, string>> = {}): Terminal {
  const state = mkdtempSync(join(tmpdir(), 'nearmiss-bench-state-'));
  const { PATH = '', HOME = '' } = process.env;
  const common = { XDG_STATE_HOME: state, TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8' };
  const pty = spawn(process.execPath, [...args], {
    name: 'xterm-256color',
    cols: COLUMNS,
    rows: ROWS,
    cwd: ROOT,
    env: { PATH, HOME, ...common, ...env },
  });
  const emulator = new headless.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
  const screen = () =>
    Array.from({ length: ROWS }, (_, row) => emulator.buffer.active.getLine(row)?.translateToString(true)).join('\n');
  const written = new Set<(data: string) => void>();
  const drawn = new Set<() => void>();
  pty.onData((data) => {
    for (const listener of [...written]) listener(data);
    emulator.write(data, () => {
      for (const listener of [...drawn]) listener();
    });
  });
  const ended = new Promise<void>((resolve) => pty.onExit(() => resolve()));

  /** Resolves with the ms until a listener of the kind has said yes. */
  const until = <T>(listeners: Set<(value: T) => void>, isThere: (value: T) => boolean, what: string) =>
    new Promise<number>((resolve, reject) => {
      const began = performance.now();
      const timer = setTimeout(() => reject(new Error(`${what} was not drawn:\n${screen()}`)), LIMIT);
      const listener = (value: T) => {
        if (!isThere(value)) return;
        clearTimeout(timer);
        listeners.delete(listener);
        resolve(performance.now() - began);
      };
      listeners.add(listener);
    });

  return {
    pid: pty.pid,
    type: (keys) => pty.write(keys),
    changed: () => until(written, (data) => /\S/.test(data.replace(ESCAPES, '')), 'a change'),
    shown: (pattern) => until(drawn, () => pattern.test(screen()), String(pattern)),
    quiet: (ms) =>
      new Promise((resolve) => {
        const finish = () => {
          written.delete(listener);
          resolve();
        };
        let timer = setTimeout(finish, ms);
        const listener = () => {
          clearTimeout(timer);
          timer = setTimeout(finish, ms);
        };
        written.add(listener);
      }),
    close: async () => {
      pty.kill('SIGKILL');
      await ended;
      emulator.dispose();
      rmSync(state, { recursive: true, force: true });
    },
  };
}
