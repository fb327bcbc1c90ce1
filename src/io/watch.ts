import { type FSWatcher, watch } from 'node:fs';
import { basename } from 'node:path';
import { fileVersion, statsOf } from './file-stats.ts';
import { foldersOf } from './folders-of.ts';
import { type OnChange, pollAddress } from './poll-address.ts';
import type { SecretHeaders } from './secret-headers.ts';
import type { FileOrigin, Origin } from './source-bytes.ts';

/** Milliseconds without another event after which a save is taken to be over; editors write, rename and set modes. */
const QUIET = 30;
/** Whoever saves without a pause is read this often all the same. */
const AT_LEAST_EVERY = 150;
/** Between two looks at files without waiting for events. */
const LOOK = 2000;

export interface WatchOptions {
  readonly headers?: SecretHeaders;
  /** Milliseconds between two looks at an address, 0 for none; null: what suits it. */
  readonly every?: number | null;
  /** Milliseconds between two checks of files for changes without an event. */
  readonly look?: number;
}

/** Tells when one of the origins of a source has changed, until the answer is called. Standard input never changes. */
export function watchOrigins(origins: readonly Origin[], onChange: OnChange, options: WatchOptions = {}): () => void {
  const { headers = {}, every = null, look = LOOK } = options;
  const files: FileOrigin[] = [];
  const stops: (() => void)[] = [];
  for (const origin of origins) {
    if (origin.kind === 'file') files.push(origin);
    else if (origin.kind === 'url') {
      if (every !== 0) stops.push(pollAddress(origin, onChange, { headers, every }));
    } else origin satisfies { readonly kind: 'stdin' };
  }
  if (files.length > 0) stops.push(watchFiles(files, () => onChange(), look));
  return () => {
    for (const stop of stops) stop();
  };
}

interface Watched {
  readonly watcher: FSWatcher;
  /** What the folder was when it was watched first: another one of the same name has to be watched again. */
  readonly identity: string;
}

/**
 * Tells when one of the files has changed, gone or come back, until the answer is called. Events of the folders that decide what the
 * paths lead to tell at once (an atomic save is a change of the folder), and a slow look at the files themselves catches what they
 * miss: a folder further up that was replaced, network disks that send none. (chokidar 5 drops changes that follow another within
 * 50 ms, so that the last of several quick saves is never seen.)
 */
function watchFiles(files: readonly FileOrigin[], onChange: () => void, every: number): () => void {
  const paths = files.map(({ path }) => path);
  const folders = new Map<string, Watched>();
  // Compared with what was read, so that a save between reading and watching is seen too.
  let seen = files.map(({ version }) => version).join();
  let pending: NodeJS.Timeout | null = null;
  let first = 0;

  const settle = () => {
    pending = null;
    // Before the files are looked at, so that no change falls in between.
    attach();
    const now = paths.map(fileVersion).join();
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
    folders.get(folder)?.watcher.close();
    folders.delete(folder);
  };
  const attach = () => {
    const needed = foldersOf(paths);
    for (const [folder, { identity }] of folders)
      if (!needed.has(folder) || identity !== identityOf(folder)) lose(folder);
    for (const folder of needed) if (!folders.has(folder)) watchFolder(folder);
  };
  const watchFolder = (folder: string) => {
    try {
      const identity = identityOf(folder);
      const watcher = watch(folder, { persistent: false }, (event, name) => {
        // It may be the folder itself that went, and one of the same name and number that came.
        if (event === 'rename' && name === basename(folder)) lose(folder);
        note();
      });
      watcher.on('error', () => lose(folder));
      folders.set(folder, { watcher, identity });
    } catch {
      // The folder is away, or the system allows no more watches: the slow look goes on.
    }
  };
  const look = setInterval(() => {
    if (pending === null) settle();
  }, every);
  attach();
  note();
  return () => {
    clearInterval(look);
    if (pending !== null) clearTimeout(pending);
    for (const folder of folders.keys()) lose(folder);
  };
}

function identityOf(folder: string): string {
  const stats = statsOf(folder);
  return stats ? `${stats.dev}:${stats.ino}:${stats.birthtimeNs}` : '';
}
