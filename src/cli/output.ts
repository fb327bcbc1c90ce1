import type { WriteStream } from 'node:tty';
import { systemReason } from '../io/fault.ts';
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

/** Answers go to standard output, with a final line break. */
export function print(text: string): void {
  if (text !== '') process.stdout.write(`${text}\n`);
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

/** Opened by the first complaint, since that takes Node 2 ms; null until then. */
let errors: WriteStream | null = null;

function standardError(): WriteStream {
  // A fault of stderr itself can't be reported.
  errors ??= process.stderr.on('error', () => {});
  return errors;
}

/** Ends the process where its answer can't be written: quietly where the reader has read enough (`nearmiss list | head`). */
export function handleOutputFaults(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    complain(`nearmiss: cannot write the answer: ${systemReason(error)}`);
    process.exit(EXIT.usage);
  });
}

/** Resolves when everything is written: a pipe takes only as much as its reader reads. */
export async function flushOutput(): Promise<void> {
  const opened = errors === null ? [process.stdout] : [process.stdout, errors];
  await Promise.all(opened.map((one) => new Promise((done) => one.write('', done))));
}

/** Whether a stream takes colours: a terminal that can show them, unless the user says otherwise (no-color.org, force-color.org). */
export function takesColour(stream: Pick<WriteStream, 'isTTY'>, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '')
    return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
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
