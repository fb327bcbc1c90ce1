import type { Entry } from './entry.ts';
import { type Found, matchEntry, scan } from './scan.ts';

/** A list of routes, indexed. Gives the answers that asking one after the other gives. */
export interface RouteIndex {
  find(path: string, start: number, method: string | null, host: string): Found;
  /** Every entry whose pattern takes the path, in registration order. */
  all(path: string, start: number, host: string): readonly Entry[];
}

export function routeIndex(entries: readonly Entry[]): RouteIndex {
  return {
    find: (path, start, method, host) => scan(entries, path, start, method, host),
    all: (path, start, host) => entries.filter((entry) => matchEntry(entry, path, start, host) === 'path'),
  };
}
