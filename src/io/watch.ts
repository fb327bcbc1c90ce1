import type { FetchOptions } from './fetch-document.ts';
import { type OnChange, pollAddress } from './poll-address.ts';
import type { Origin } from './source-bytes.ts';
import { watchFiles } from './watch-files.ts';

export interface WatchOptions extends Pick<FetchOptions, 'headers'> {
  /** Milliseconds between two looks at an address, 0 for none; null: what suits it. */
  readonly every?: number | null;
  /** Milliseconds between two checks of files for changes without an event. */
  readonly look?: number;
}

/**
 * Tells when one of the origins of a source has changed, until the answer is called. Standard input never changes.
 * Files are watched through their folders: an atomic save, a deletion and a new file of the same name are changes of the
 * folder, and only the old file's own watch would be lost with it.
 */
export function watchOrigins(origins: readonly Origin[], onChange: OnChange, options: WatchOptions = {}): () => void {
  const { headers = {}, every = null } = options;
  const files = origins.flatMap((origin) => (origin.kind === 'file' ? [origin] : []));
  const stops = origins.flatMap((origin) =>
    origin.kind === 'url' && every !== 0 ? [pollAddress(origin, onChange, { headers, every })] : [],
  );
  if (files.length > 0) stops.push(watchFiles(files, () => onChange(), options.look));
  return () => {
    for (const stop of stops) stop();
  };
}
