import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { readTree, type SourceTree, type TreeOptions } from './read-tree.ts';

/**
 * Bytes from which on a file is read in a thread of its own. Parsing can't be paused, so the keyboard, ctrl-c included, would have
 * to wait for it: 0.1 s for these, 1.3 s for 100,000 operations. The thread takes 40 ms to start, and the tree another fifth
 * of its own time to come over.
 */
const LARGE = 1_000_000;

/** What runs in the thread: a script, since a bundle can't be told from a program there. */
const SCRIPT = `
  const { parentPort, workerData } = require('node:worker_threads');
  require(workerData.bundle).readInThread(workerData.source, workerData.options).then((read) => parentPort.postMessage(read));
`;

/**
 * Reads a source as `readTree` does, a large file beside the keyboard. What goes wrong in the thread is done again in this one,
 * where it can be told.
 */
export async function readBeside(source: string | null, options: TreeOptions): Promise<SourceTree> {
  const bundle = isLarge(source) ? bundleOf(process.argv[1]) : null;
  const read = bundle === null ? null : await inThread(bundle, source, options);
  return read ?? readTree(source, options);
}

function inThread(bundle: string, source: string | null, options: TreeOptions): Promise<SourceTree | null> {
  const { onProgress: _, ...plain } = options;
  return new Promise((resolve) => {
    const worker = new Worker(SCRIPT, { eval: true, workerData: { bundle, source, options: plain } });
    worker.once('message', (read: SourceTree) => {
      resolve(read);
      void worker.terminate();
    });
    worker.once('error', () => resolve(null));
    worker.once('exit', () => resolve(null));
  });
}

function isLarge(source: string | null): boolean {
  if (source === null || source === '-') return false;
  try {
    return statSync(source).size >= LARGE;
  } catch {
    return false; // an address, or nothing that can be read
  }
}

/** The bundle that has the readers, beside the command that was started; null where this is not run from one. */
function bundleOf(command: string | undefined): string | null {
  if (command === undefined) return null;
  const path = join(dirname(realpathSync(command)), '..', 'dist', 'commands.cjs');
  return existsSync(path) ? path : null;
}
