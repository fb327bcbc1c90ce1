import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { defaultSource, isAddress, readSource, type SourceBytes } from '../io/read-source.ts';
import type { Problem } from '../model/problem.ts';
import { receiveParts } from './in-parts.ts';
import { type ReadProgress, summed } from './read-progress.ts';
import { headersFor, readTree, type SourceTree, type TreeOptions } from './read-tree.ts';

/**
 * Bytes from which on sources are read in a thread of its own, all that they refer to among it. Parsing can't be paused, so the
 * keyboard, ctrl-c included, would have to wait for it.
 */
const LARGE = 400_000;

/** What runs in the thread: a script, since a bundle can't be told from a program there. It reads one source, then it is done. */
const SCRIPT = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { readInThread } = require(workerData);
  parentPort.once('message', ({ source, options, port }) => {
    const onProgress = (progress) => parentPort.postMessage({ progress });
    readInThread(source, { ...options, onProgress }, port).then((read) => parentPort.postMessage({ read }));
  });
`;

/** Reads sources as `readTree` does, large ones beside the keyboard. */
export interface BesideReader {
  readonly read: (source: string | null, options: TreeOptions) => Promise<SourceTree>;
}

/**
 * A reader for one source that may be read again and again. Once it has needed a thread, the next one waits ready: starting it
 * and loading the readers takes as long as parsing a megabyte.
 */
export function createBesideReader(bundle: string | null = bundleOf(process.argv[1])): BesideReader {
  let spare: Worker | null = null;
  /** What it refers to turned out to be large. */
  let refersToMuch = false;

  const inThread = async (source: string | null, options: TreeOptions): Promise<SourceTree> => {
    const worker = spare ?? startThread(bundle ?? '');
    spare = null;
    const read = await ask(worker, source, options);
    // What goes wrong in the thread is done again in this one, where it can be told.
    if (read === null) return readTree(source, options);
    spare = startThread(bundle ?? '');
    return read;
  };

  const here = async (source: string | null, options: TreeOptions, size: number): Promise<SourceTree | null> => {
    let bytes = size;
    const onReferenced = (more: number) => {
      bytes += more;
      if (bytes >= LARGE) throw new Error('it is read in a thread');
    };
    const read = await readTree(source, bundle === null ? options : { ...options, onReferenced });
    return bundle !== null && bytes >= LARGE ? null : read;
  };

  return {
    read: async (source, options) => {
      const { given, size } = await fetchFirst(source, options);
      const all = { ...options, given };
      if (bundle !== null && (refersToMuch || size >= LARGE)) return inThread(source, all);
      const read = await here(source, all, size);
      refersToMuch = read === null;
      return read ?? inThread(source, all);
    },
  };
}

/** Reads what comes bit by bit, from the network or a pipe, which nobody has to wait for; and how large everything is. */
async function fetchFirst(source: string | null, options: TreeOptions) {
  const given = new Map<string, SourceBytes | Problem>();
  const { news } = options;
  const report = summed(options.onProgress);
  let size = 0;
  const fetchOne = async (name: string) => {
    const { onProgress } = report();
    const onBytes = (received: number, expected: number | null) => onProgress?.({ kind: 'bytes', received, expected });
    const headers = headersFor(name, source, options);
    const read = await readSource(name, { headers, onProgress: onBytes, ...(news && { news }) });
    given.set(name, read);
    if ('bytes' in read) size += read.bytes.length;
  };
  const names = [source ?? defaultSource() ?? '', ...options.mounted.map((one) => one.source)];
  await Promise.all(
    [...new Set(names)].map((name) => {
      const bytes = isAddress(name) ? null : fileSize(name);
      size += bytes ?? 0;
      return bytes === null ? fetchOne(name) : undefined;
    }),
  );
  return { given, size };
}

/** A gzip file holds about so many times what it takes: documents repeat themselves a lot. */
const PACKED = 10;

/** The size of a file; null for what can be read only once, 0 where nothing is. */
function fileSize(path: string): number | null {
  try {
    const stats = statSync(path);
    return stats.isFile()
      ? stats.size * (path.endsWith('.gz') ? PACKED : 1)
      : /^\/(?:dev|proc\/self)\//.test(path)
        ? null
        : 0;
  } catch {
    return path === '-' ? null : 0;
  }
}

function startThread(bundle: string): Worker {
  const worker = new Worker(SCRIPT, { eval: true, workerData: bundle });
  // Neither an idle thread nor a busy one is a reason not to leave.
  worker.unref();
  return worker;
}

function ask(
  worker: Worker,
  source: string | null,
  { onProgress, ...options }: TreeOptions,
): Promise<SourceTree | null> {
  const { port1: ours, port2: theirs } = new MessageChannel();
  return new Promise((resolve) => {
    worker.on('message', ({ read, progress }: { read?: SourceTree; progress?: ReadProgress }) => {
      if (progress) onProgress?.(progress);
      if (!read) return;
      // It ends with its work; what it sent is here already, and whatever becomes of it now is nobody's concern.
      worker.removeAllListeners().once('error', () => {});
      void worker.terminate();
      if (read.tree === null) resolve(read);
      else void receiveParts(read.tree, ours).then((tree) => resolve({ ...read, tree }));
    });
    worker.once('error', () => resolve(null));
    worker.once('exit', () => resolve(null));
    worker.postMessage({ source, options, port: theirs }, [theirs]);
  });
}

/** The bundle that has the readers, beside the command that was started; null where this is not run from one. */
function bundleOf(command: string | undefined): string | null {
  if (command === undefined) return null;
  const path = join(dirname(realpathSync(command)), '..', 'dist', 'list.cjs');
  return existsSync(path) ? path : null;
}
