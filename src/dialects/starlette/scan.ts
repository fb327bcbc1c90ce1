import { capture, convertCaptured, type Entry, takesMethod } from './entry.ts';
import { hostMatches } from './host-route.ts';
import { methodBit } from './method-set.ts';

/** The routes of a list that match: the first full match, else the first that matches the path but not the method. */
export interface Found {
  readonly full: Entry | null;
  readonly partial: Entry | null;
  /** A convertor raised before an answer was found: the application answers 500. */
  readonly raised: boolean;
  /** False where certainly nothing matches the path with a trailing slash either. */
  readonly slashed: boolean;
}

/**
 * Tries every route in registration order, as Starlette does (starlette/routing.py, Router.app). The index in
 * route-index.ts finds the same; this handles the rare paths that it doesn't, and tests compare both.
 *
 * @param method null for any method, as for the target of a slash redirect.
 * @param barrier order from which on trying a route raises; see AppParts.
 */
export function scan(
  entries: readonly Entry[],
  path: string,
  start: number,
  method: string | null,
  host: string,
  barrier = Infinity,
): Found {
  const bit = method === null ? 0 : methodBit(method);
  let partial: Entry | null = null;
  for (const entry of entries) {
    const match = entry.order >= barrier ? 'raised' : matchEntry(entry, path, start, host);
    if (match === 'none') continue;
    if (match === 'raised') return { full: null, partial: null, raised: true, slashed: true };
    if (takesMethod(entry, method, bit)) return { full: entry, partial, raised: false, slashed: true };
    partial ??= entry;
  }
  return { full: null, partial, raised: false, slashed: true };
}

/** Whether the pattern of one entry matches the path, whatever the method. */
export function matchEntry(entry: Entry, path: string, start: number, host: string): 'none' | 'path' | 'raised' {
  const { kind } = entry.registration;
  if (kind === 'websocket' || kind === 'frontend') return 'none';
  if (kind === 'host') return hostMatches(entry, host);
  if (needsSlash(entry) || !startsAlike(entry.path, path, start)) return 'none';
  const captured = capture(entry, path, start);
  if (!captured) return 'none';
  return convertCaptured(entry, path, captured) ? 'path' : 'raised';
}

/** Whether a path starts with the text before a template's first parameter; this rules out most routes cheaply. */
function startsAlike(template: string, path: string, start: number): boolean {
  for (let i = 0; i < template.length; i++) {
    const code = template.charCodeAt(i);
    if (code === OPEN_BRACE) return true;
    if (code !== path.charCodeAt(start + i)) return false;
  }
  return true;
}

const OPEN_BRACE = 123;

/** Whether the entry can't be registered without a leading slash, as Starlette's own routes (routing.py, Route.__init__). */
export function needsSlash(entry: Entry): boolean {
  if (entry.path.startsWith('/')) return false;
  return entry.registration.kind !== 'route' || entry.registration.mountContext.framework !== 'fastapi';
}
