import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type IPty, spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { patience } from '../support/patience.ts';
import { CACHE } from '../support/run-cli.ts';

/** The command as users run it; `test/support/build.ts` has built what it starts. */
const BIN = fileURLToPath(new URL('../../bin/nearmiss.js', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Longest wait for a screen or for an end, in ms: less than a test may take, so that a failure shows the screen. */
const LIMIT = patience(40_000);

/** What keys send, as xterm does. `ctrl-<letter>`, `alt-<character>` and single characters need no entry. */
const KEYS: Readonly<Record<string, string>> = {
  enter: '\r',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  esc: '\x1b',
  space: ' ',
  backspace: '\x7f',
  'alt-backspace': '\x1b\x7f',
  delete: '\x1b[3~',
  insert: '\x1b[2~',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  'ctrl-up': '\x1b[1;5A',
  'ctrl-down': '\x1b[1;5B',
  'ctrl-right': '\x1b[1;5C',
  'ctrl-left': '\x1b[1;5D',
  'alt-up': '\x1b[1;3A',
  'alt-down': '\x1b[1;3B',
  'alt-right': '\x1b[1;3C',
  'alt-left': '\x1b[1;3D',
  'shift-up': '\x1b[1;2A',
  'shift-down': '\x1b[1;2B',
  home: '\x1b[H',
  end: '\x1b[F',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  f1: '\x1bOP',
  f2: '\x1bOQ',
  f3: '\x1bOR',
  f4: '\x1bOS',
  f5: '\x1b[15~',
  f6: '\x1b[17~',
  f7: '\x1b[18~',
  f8: '\x1b[19~',
  f9: '\x1b[20~',
  f10: '\x1b[21~',
  f11: '\x1b[23~',
  f12: '\x1b[24~',
};

export interface DriverOptions {
  readonly cols?: number;
  readonly rows?: number;
  readonly cwd?: string;
  /** Added to a small, fixed environment, so that nobody's own settings decide a test. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another program than `node bin/nearmiss.js`, as its argument list. */
  readonly command?: readonly [string, ...string[]];
}

export interface Driver {
  readonly pid: number;
  /** The screen as lines of text, trailing blanks cut; always as many as the terminal has rows. */
  screen(): readonly string[];
  /** The same as one string. */
  text(): string;
  /** The line that the cursor is on (0-based) and its column. */
  cursor(): { readonly row: number; readonly column: number };
  /** True while the alternate screen is shown. */
  alternate(): boolean;
  /** The emulator itself, for colours and attributes. */
  readonly terminal: headless.Terminal;
  /** Everything that the program wrote, as it wrote it. */
  raw(): string;
  /** Presses named keys, one after the other: `press('tab', 'ctrl-c', 'f1', 'q')`. */
  press(...keys: readonly string[]): void;
  /** Types text as one burst. */
  type(text: string): void;
  /** Pastes text as a terminal with bracketed paste does. */
  paste(text: string): void;
  /** Resolves with the screen as soon as it fulfils the condition; fails with the screen as it is where it takes too long. */
  waitFor(condition: Condition): Promise<string>;
  resize(cols: number, rows: number): void;
  /** Resolves when the program has ended and its output is on the screen. */
  exit(): Promise<{ readonly code: number; readonly signal: number }>;
  /** Ends the program if it still runs, and frees the terminal. Safe to call twice. */
  close(): Promise<void>;
}

/** Part of the screen, a pattern over its text, or a predicate. */
export type Condition = string | RegExp | ((screen: string) => boolean);

/** Starts nearmiss in a real pseudo-terminal whose output an emulator draws. */
export function launch(args: readonly string[] = [], options: DriverOptions = {}): Driver {
  const { cols = 100, rows = 30 } = options;
  const terminal = new headless.Terminal({ cols, rows, allowProposedApi: true, scrollback: 2000 });
  // What the program remembers between sessions is nobody's own, and gone afterwards.
  const state = mkdtempSync(join(tmpdir(), 'nearmiss-state-'));
  const [file, ...leading] = options.command ?? [process.execPath, BIN];
  const pty = spawn(file, [...leading, ...args], {
    // It becomes TERM, whatever `env` says.
    name: options.env?.TERM ?? 'xterm-256color',
    cols,
    rows,
    cwd: options.cwd ?? ROOT,
    env: environment({ XDG_STATE_HOME: state, ...options.env }),
  });

  const watchers = new Set<() => void>();
  const notify = () => {
    for (const watcher of [...watchers]) watcher();
  };
  let raw = '';
  readToItsEnd(pty, () => raw.length);
  let drawing = 0;
  let ended: { code: number; signal: number } | null = null;
  pty.onData((data) => {
    raw += data;
    drawing++;
    terminal.write(data, () => {
      drawing--;
      notify();
    });
  });
  // What a terminal answers to questions (cursor position, device attributes) goes back to the program.
  terminal.onData((data) => send(pty, data, ended !== null));
  pty.onExit(({ exitCode, signal }) => {
    ended = { code: exitCode, signal: signal ?? 0 };
    notify();
  });

  const screen = () => {
    const buffer = terminal.buffer.active;
    const line = (row: number) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '';
    return Array.from({ length: terminal.rows }, (_, row) => line(row));
  };
  const text = () => screen().join('\n');

  /** Asks `ready` now and after every drawing; null where the time is over first. */
  const until = <T>(ready: () => T | null, timeout: number): Promise<T | null> =>
    new Promise((resolve) => {
      const finish = (value: T | null) => {
        clearTimeout(timer);
        watchers.delete(look);
        resolve(value);
      };
      const look = () => {
        const value = ready();
        if (value !== null) finish(value);
      };
      const timer = setTimeout(() => finish(null), timeout);
      watchers.add(look);
      look();
    });

  return {
    pid: pty.pid,
    terminal,
    screen,
    text,
    cursor: () => ({ row: terminal.buffer.active.cursorY, column: terminal.buffer.active.cursorX }),
    alternate: () => terminal.buffer.active.type === 'alternate',
    raw: () => raw,
    press: (...keys) => {
      for (const key of keys) send(pty, bytesOf(key), ended !== null);
    },
    type: (typed) => send(pty, typed, ended !== null),
    paste: (pasted) => send(pty, `\x1b[200~${pasted}\x1b[201~`, ended !== null),
    waitFor: async (condition) => {
      const holds = test(condition);
      const over = () => ended !== null && drawing === 0;
      const done = await until(() => (holds(text()) || over() ? true : null), LIMIT);
      if (done && holds(text())) return text();
      const state = ended ? `the program ended with code ${ended.code}` : `${LIMIT} ms passed`;
      throw new Error(`${state} before the screen fulfilled ${condition}:\n${text()}`);
    },
    resize: (newCols, newRows) => {
      terminal.resize(newCols, newRows);
      pty.resize(newCols, newRows);
    },
    exit: async () => {
      const end = await until(() => (ended && drawing === 0 ? ended : null), LIMIT);
      if (end) return end;
      throw new Error(`the program still runs after ${LIMIT} ms:\n${text()}`);
    },
    close: async () => {
      if (!ended) {
        pty.kill('SIGKILL');
        await until(() => ended, LIMIT);
      }
      terminal.dispose();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

/** What a key sends. */
function bytesOf(key: string): string {
  const named = KEYS[key];
  if (named !== undefined) return named;
  const control = /^ctrl-([a-z@[\\\]^_ ])$/.exec(key)?.[1];
  if (control !== undefined)
    return control === ' ' ? '\0' : String.fromCharCode(control.toUpperCase().charCodeAt(0) & 31);
  const alt = /^alt-(.)$/su.exec(key)?.[1];
  if (alt !== undefined) return `\x1b${alt}`;
  if ([...key].length === 1) return key;
  throw new Error(`no such key: ${key}`);
}

/**
 * node-pty closes a terminal 200 ms after the program's end, whether everything is read or not, and on a busy machine it isn't. So it's
 * closed once a whole turn of the event loop has brought nothing more.
 */
function readToItsEnd(pty: IPty, received: () => number): void {
  const { _socket: socket } = pty as IPty & { readonly _socket?: Socket };
  if (!socket) return;
  const destroy = socket.destroy.bind(socket);
  const destroyWhenRead = (before: number) => {
    const now = received();
    if (now === before) destroy();
    else setImmediate(() => setImmediate(destroyWhenRead, now));
  };
  socket.destroy = (error) => {
    if (error) return destroy(error);
    destroyWhenRead(-1);
    return socket;
  };
}

function test(condition: Condition): (screen: string) => boolean {
  if (typeof condition === 'string') return (screen) => screen.includes(condition);
  if (condition instanceof RegExp) return (screen) => condition.test(screen);
  return condition;
}

function send(pty: IPty, data: string, ended: boolean): void {
  if (!ended) pty.write(data);
}

function environment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    XDG_CACHE_HOME: CACHE,
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    LANG: 'C.UTF-8',
    ...extra,
  };
}
