import { existsSync, type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';
import type { FetchOptions } from './fetch-document.ts';
import { fileVersion } from './file-version.ts';
import { pollAddress } from './poll-address.ts';
import type { Look } from './poll-pace.ts';
import type { FileOrigin, Origin } from './read-source.ts';

/** Milliseconds without another event after which a save is taken to be over; editors write, rename and set modes. */
const QUIET = 30;
/** Whoever saves without a pause is read this often all the same. */
const AT_LEAST_EVERY = 150;
/** Between two looks at files without waiting for events. */
const LOOK = 2000;

export interface WatchOptions extends Pick<FetchOptions, 'headers'> {
  /** Milliseconds until an address is looked at again. */
  readonly pace?: (look: Look) => number;
}

/**
 * Tells when one of the origins of a source has changed, until the answer is called. Standard input never changes.
 * Files are watched through their folders: an atomic save, a deletion and a new file of the same name are changes of the
 * folder, and only the old file's own watch would be lost with it.
 */
export function watchOrigins(origins: readonly Origin[], onChange: () => void, options: WatchOptions = {}): () => void {
  const files = origins.flatMap((origin) => (origin.kind === 'file' ? [origin] : []));
  const stops = origins.flatMap((origin) => (origin.kind === 'url' ? [pollAddress(origin, onChange, options)] : []));
  if (files.length > 0) stops.push(watchFiles(files, onChange));
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Events of the folders tell at once, and a slow look at the files themselves catches what they miss: folders that went
 * and came back, network disks that send none. (chokidar 5 drops changes that follow another within 50 ms, so that the
 * last of several quick saves is never seen.)
 */
function watchFiles(files: readonly FileOrigin[], onChange: () => void): () => void {
  const folders = new Map<string, FSWatcher | null>(files.map(({ path }) => [dirname(path), null]));
  // Compared with what was read, so that a save between reading and watching is seen too.
  let seen = files.map(({ version }) => version).join();
  let pending: NodeJS.Timeout | null = null;
  let first = 0;

  const settle = () => {
    pending = null;
    const now = files.map(({ path }) => fileVersion(path)).join();
    if (now === seen) return;
    seen = now;
    onChange();
  };
  const note = () => {
    const now = performance.now();
    if (pending === null) first = now;
    else clearTimeout(pending);
    pending = setTimeout(settle, Math.max(0, Math.min(QUIET, first + AT_LEAST_EVERY - now)));
  };
  const lose = (folder: string) => {
    folders.get(folder)?.close();
    folders.set(folder, null);
  };
  const attach = () => {
    for (const [folder, watcher] of folders) {
      if (watcher !== null && existsSync(folder)) continue;
      lose(folder);
      try {
        const fresh = watch(folder, { persistent: false }, note);
        fresh.on('error', () => lose(folder));
        folders.set(folder, fresh);
      } catch {
        // The folder is away, or the system allows no more watches: the slow look goes on.
      }
    }
  };
  const look = setInterval(() => {
    attach();
    if (pending === null) settle();
  }, LOOK);
  attach();
  note();
  return () => {
    clearInterval(look);
    if (pending !== null) clearTimeout(pending);
    for (const folder of folders.keys()) lose(folder);
  };
}
