import { capture, convertCaptured, type Entry, takesMethod } from './entry.ts';
import { hostMatches } from './host-route.ts';
import { methodBit } from './method-set.ts';

/** What a list of routes says to a path: the first full match, else the first that matches the path alone. */
export interface Found {
  readonly full: Entry | null;
  readonly partial: Entry | null;
  /** A convertor raised before an answer was found: the application answers 500. */
  readonly raised: boolean;
  /** False where it is certain that nothing takes the path with a slash behind it either. */
  readonly slashed: boolean;
}

/**
 * Asks every route in registration order, as Starlette does (starlette/routing.py, Router.app). The index in
 * route-index.ts gives the same answers; this stays for the corners that it leaves out, and as its measure.
 *
 * @param method null where any method will do, as for the target of a slash redirect.
 * @param barrier order from which on asking raises; see AppParts.
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

/** Whether one entry's pattern takes the path, whatever the method. */
export function matchEntry(entry: Entry, path: string, start: number, host: string): 'none' | 'path' | 'raised' {
  const { kind } = entry.registration;
  if (kind === 'websocket' || kind === 'frontend') return 'none';
  if (kind === 'host') return hostMatches(entry, host);
  if (needsSlash(entry) || !startsAlike(entry.path, path, start)) return 'none';
  const captured = capture(entry, path, start);
  if (!captured) return 'none';
  return convertCaptured(entry, path, captured) ? 'path' : 'raised';
}

/** Whether a path begins as a template does before its first parameter; most routes needn't be looked at any closer. */
function startsAlike(template: string, path: string, start: number): boolean {
  for (let i = 0; i < template.length; i++) {
    const code = template.charCodeAt(i);
    if (code === OPEN_BRACE) return true;
    if (code !== path.charCodeAt(start + i)) return false;
  }
  return true;
}

const OPEN_BRACE = 123;

/** Starlette's own routes must start with a slash; one that doesn't can't be registered (routing.py, Route.__init__). */
export function needsSlash(entry: Entry): boolean {
  if (entry.path.startsWith('/')) return false;
  return entry.registration.kind !== 'route' || entry.registration.mountContext.framework !== 'fastapi';
}
