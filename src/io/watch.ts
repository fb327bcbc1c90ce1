import type { FetchOptions } from './fetch-document.ts';
import { pollAddress } from './poll-address.ts';
import type { Look } from './poll-pace.ts';
import type { Origin } from './read-source.ts';
import { watchFiles } from './watch-files.ts';

export interface WatchOptions extends Pick<FetchOptions, 'headers'> {
  /** Milliseconds until an address is looked at again. */
  readonly pace?: (look: Look) => number;
  /** Milliseconds between two looks at files that no event has told of. */
  readonly look?: number;
}

/**
 * Tells when one of the origins of a source has changed, until the answer is called. Standard input never changes.
 * Files are watched through their folders: an atomic save, a deletion and a new file of the same name are changes of the
 * folder, and only the old file's own watch would be lost with it.
 */
export function watchOrigins(origins: readonly Origin[], onChange: () => void, options: WatchOptions = {}): () => void {
  const files = origins.flatMap((origin) => (origin.kind === 'file' ? [origin] : []));
  const stops = origins.flatMap((origin) => (origin.kind === 'url' ? [pollAddress(origin, onChange, options)] : []));
  if (files.length > 0) stops.push(watchFiles(files, onChange, options.look));
  return () => {
    for (const stop of stops) stop();
  };
}
