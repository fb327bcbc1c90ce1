import { fstatSync, type Stats, statSync, writeSync } from 'node:fs';
import type { WriteStream } from 'node:tty';
import { systemReason } from '../io/fault.ts';

const STREAMS = Symbol.for('nearmiss.streams');

/** Standard output or standard error, as the system numbers them. */
export type Output = 1 | 2;

/**
 * The outputs that a stream writes to. Kept with the process, since the start and the bundle that it loads have a copy of this module
 * each, and nothing may overtake what a stream still has to write.
 */
const streams = kept(process as { [STREAMS]?: Set<Output> });

/**
 * Writes a text. Files and pipes are written as they are, in one go: Node's streams take longer to load than most answers to find.
 * Wherever that could fail (a terminal, a pipe that must not be waited for, Windows) it's a stream that writes, and `written` waits for it.
 */
export function write(output: Output, text: string): void {
  if (streams.has(output) || !isPlain(output)) {
    stream(output).write(text);
    return;
  }
  // Waiting for a reader that doesn't read is for a signal to end, and no function of ours is called meanwhile.
  if (output === 1) process.removeAllListeners('SIGINT');
  const bytes = Buffer.from(text);
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(output, bytes, done);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') stream(output).write(bytes.subarray(done));
    else onFault(output, error);
  }
}

/** What is known of an output without loading its stream: whether it's a terminal, and how wide. */
export function shape(output: Output): Pick<WriteStream, 'isTTY'> & Partial<Pick<WriteStream, 'columns'>> {
  return !streams.has(output) && isPlain(output) ? { isTTY: false } : stream(output);
}

/** The stream of an output; a reader that has enough, or a disk that is full, ends the process. */
export function stream(output: Output): WriteStream {
  const one = output === 1 ? process.stdout : process.stderr;
  if (!streams.has(output)) {
    streams.add(output);
    one.on('error', (error) => onFault(output, error));
  }
  return one;
}

/** Everything has been written that was to be: now the process may leave. */
export async function written(): Promise<void> {
  for (const output of streams) await new Promise((resolve) => stream(output).write('', resolve));
}

/** A reader that has enough (`nearmiss list | head`) is no fault of anybody's. Who doesn't want complaints has none. */
function onFault(output: Output, error: unknown): void {
  if (output === 2) return;
  const enough = (error as NodeJS.ErrnoException).code === 'EPIPE';
  if (!enough) write(2, `nearmiss: cannot write the answer: ${systemReason(error)}\n`);
  process.exit(enough ? 0 : 2);
}

/** Whether what is written to an output arrives, or is waited for: files, pipes and sockets, and the place for what nobody wants. */
function isPlain(output: Output): boolean {
  try {
    const stats = fstatSync(output);
    if (stats.isFile()) return true;
    return process.platform !== 'win32' && (stats.isFIFO() || stats.isSocket() || isNothing(stats));
  } catch {
    return false;
  }
}

/** `> /dev/null`, which is a device as terminals are. */
const isNothing = (stats: Stats) => stats.isCharacterDevice() && stats.rdev === statSync('/dev/null').rdev;

function kept(owner: { [STREAMS]?: Set<Output> }): Set<Output> {
  owner[STREAMS] ??= new Set();
  return owner[STREAMS];
}
