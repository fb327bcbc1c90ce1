import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { statsOf } from '../io/file-stats.ts';
import { defaultSource, isAddress, readSourceBytes, type SourceBytes } from '../io/source-bytes.ts';
import type { Problem } from '../model/problem.ts';
import type { Progress } from '../session/state.ts';
import { headersFor, onBytes, readTree, type SourceTree, type TreeOptions } from './read-tree.ts';

/** Bytes from which on a source is read in a thread, with all that it refers to. Parsing can't be paused, and the keyboard would have to wait. */
const LARGE = 400_000;

/** What runs in the thread: a script, since a bundle can't tell there that it isn't a program. */
const SCRIPT = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { bundle, source, options } = workerData;
  const onProgress = (progress) => parentPort.postMessage({ progress });
  require(bundle).readTree(source, { ...options, onProgress }).then((read) => parentPort.postMessage({ read }));
`;

/** A `readTree` for one source, read again and again: in a thread where it's large. Without a `bundle` that has the readers nothing is. */
export function createSourceReader(bundle: string | null = bundleOf(process.argv[1])): typeof readTree {
  let isLarge = false;
  return async (source, options) => {
    const { given, size } = await readAhead(source, options);
    const all = { ...options, given };
    if (bundle === null) return readTree(source, all);
    isLarge ||= size >= LARGE;
    if (!isLarge) {
      let bytes = size;
      const onReferenced = (more: number) => {
        bytes += more;
        isLarge = bytes >= LARGE;
        if (isLarge) throw new Error('it is read in a thread');
      };
      const read = await readTree(source, { ...all, onReferenced });
      if (!isLarge) return read;
    }
    // What goes wrong in the thread goes wrong here again, where it can be handled.
    return (await readInThread(bundle, source, all)) ?? readTree(source, all);
  };
}

/** Reads what comes from the network or a pipe, which nothing has to wait for, and finds out how large everything is. */
async function readAhead(source: string | null, options: TreeOptions) {
  const given = new Map<string, SourceBytes | Problem>();
  const { cache, onProgress } = options;
  const names = [source ?? defaultSource() ?? '', ...options.mounted.map((one) => one.source)];
  const sizes = [...new Set(names)].map(async (name) => {
    const known = isAddress(name) ? null : fileSize(name);
    if (known !== null) return known;
    const headers = headersFor(name, source, options);
    const read = await readSourceBytes(name, {
      headers,
      onProgress: onBytes(onProgress),
      ...(cache && { cache }),
    });
    given.set(name, read);
    return 'bytes' in read ? read.bytes.length : 0;
  });
  return { given, size: (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) };
}

/** How many times larger than a gzip file its content is, about: documents repeat themselves. */
const PACKED = 10;

/** The size of a file; null for what can be read only once, 0 where there is nothing. */
function fileSize(path: string): number | null {
  if (path === '-' || /^\/(?:dev|proc\/self)\//.test(path)) return null;
  const stats = statsOf(path);
  return stats?.isFile() ? Number(stats.size) * (path.endsWith('.gz') ? PACKED : 1) : 0;
}

/** What `readTree` gives, from a thread; null where the thread fails. */
function readInThread(
  bundle: string,
  source: string | null,
  { onProgress, ...options }: TreeOptions,
): Promise<SourceTree | null> {
  const worker = new Worker(SCRIPT, { eval: true, workerData: { bundle, source, options } });
  // A thread is no reason to stay.
  worker.unref();
  return new Promise((resolve) => {
    worker.on('message', ({ read, progress }: { read?: SourceTree; progress?: Progress }) => {
      if (progress) onProgress?.(progress);
      if (!read) return;
      resolve(read);
      void worker.terminate();
    });
    worker.once('error', () => resolve(null));
    worker.once('exit', () => resolve(null));
  });
}

/** The bundle that has the readers, beside the command that was started; null where this is not run from one. */
function bundleOf(command: string | undefined): string | null {
  if (command === undefined) return null;
  const path = join(dirname(realpathSync(command)), '..', 'dist', 'nearmiss.cjs');
  return existsSync(path) ? path : null;
}
