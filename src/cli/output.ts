import { fstatSync, statSync, writeSync } from 'node:fs';
import type { WriteStream } from 'node:tty';
import { systemReason } from '../io/fault.ts';
import { attempt } from '../model/attempt.ts';
import { quote } from '../model/parse-request.ts';
import { sanitize } from '../model/sanitize.ts';

/** Exit codes, as every command uses them. */
export const EXIT = {
  /** Answered: a route handles the request, nothing was found, every check holds. */
  ok: 0,
  /** It doesn't, there are findings, or a check failed. */
  no: 1,
  /** Wrong usage or an unreadable source. */
  usage: 2,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Whether standard output is a file, a pipe, a socket or nothing (`> /dev/null`); a terminal is another device. */
const isFileOrPipe =
  attempt(() => {
    const stats = fstatSync(1);
    return !stats.isCharacterDevice() || stats.rdev === statSync('/dev/null').rdev;
  }) ?? false;

/** Opened when they're first needed; null until then. */
let output: WriteStream | null = null;
let errors: WriteStream | null = null;

/** Bytes of an answer that a pipe takes at once, whoever reads it (PIPE_BUF on Linux). */
const SHORT = 4096;

/** Columns of the terminal that shows the answers; null where they go elsewhere. */
export const terminalWidth = (): number | null =>
  isFileOrPipe || !process.stdout.isTTY ? null : process.stdout.columns || 80;

/**
 * Answers go to standard output, with a final line break. A short one is written to a file or pipe without opening Node's stream, since
 * that takes 5 of the 60 ms that a command needs: docs/decisions/002.
 */
export function print(text: string): void {
  if (text === '') return;
  const bytes = Buffer.from(`${text}\n`);
  const isShort = isFileOrPipe && output === null && bytes.length <= SHORT;
  // What can't be written now is left to the stream, which waits for its reader and knows what a fault is.
  const written = isShort ? (attempt(() => writeSync(1, bytes)) ?? 0) : 0;
  if (written < bytes.length) standardOutput().write(bytes.subarray(written));
}

/** Errors and warnings go to standard error; names of files and words of the command line among them, so that every line is made safe. */
export function complain(text: string): void {
  const lines = text.split('\n').map((line) => sanitize(line));
  standardError().write(`${lines.join('\n')}\n`);
}

/** Reports wrong usage on stderr, with what to do; returns its exit code. */
export function usageFault(message: string, hint?: string): ExitCode {
  complain(`nearmiss: ${message}${hint === undefined ? '' : `\n  ${hint}`}`);
  return EXIT.usage;
}

/** Words of the command line as somebody would type them, for a hint. */
export const asTyped = (words: readonly string[]): string => words.map((word) => sanitize(quote(word))).join(' ');

/** The stream of the answers. The process ends where one can't be written: quietly where the reader has read enough (`nearmiss list | head`). */
export function standardOutput(): WriteStream {
  output ??= process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    complain(`nearmiss: cannot write the answer: ${systemReason(error)}`);
    process.exit(EXIT.usage);
  });
  return output;
}

function standardError(): WriteStream {
  // A fault of stderr itself can't be reported.
  errors ??= process.stderr.on('error', () => {});
  return errors;
}

/** Resolves when everything is written: a pipe takes only as much as its reader reads. */
export async function flushOutput(): Promise<void> {
  const opened = [output, errors].filter((one) => one !== null);
  await Promise.all(opened.map((one) => new Promise((done) => one.write('', done))));
}

/** Whether colours are shown: a terminal that can show them, unless the user says otherwise (no-color.org, force-color.org). */
export function takesColour(isTerminal = terminalWidth() !== null, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '')
    return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return isTerminal && env.TERM !== 'dumb';
}

/** Marks up a text for people; the same text without marks where colours aren't taken. */
export type Paint = (style: Style, text: string) => string;

export type Style = 'bold' | 'dim' | 'good' | 'bad' | 'notice' | 'accent' | 'mark';

/** The terminal's own palette, which reads on dark and on light backgrounds; no style is the only sign of anything. */
const CODES: Readonly<Record<Style, readonly [on: string, off: string]>> = {
  bold: ['1', '22'],
  dim: ['2', '22'],
  good: ['32', '39'],
  bad: ['31', '39'],
  notice: ['33', '39'],
  accent: ['36', '39'],
  mark: ['1;4', '22;24'],
};

export function painter(colour: boolean): Paint {
  if (!colour) return (_, text) => text;
  return (style, text) => (text === '' ? '' : `\u001b[${CODES[style][0]}m${text}\u001b[${CODES[style][1]}m`);
}
