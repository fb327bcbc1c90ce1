import type { ParamValue } from '../../model/resolution.ts';
import { type Captured, compiledPath, convertCaptured, type Entry } from './entry.ts';
import { hostOf } from './host-header.ts';
import { matchPattern, patternOf } from './match-template.ts';

/**
 * Matches the Host header against a Host route's pattern: the whole host without its port, letters in either case
 * (starlette/routing.py, Host.matches; before Starlette 1.9 case mattered).
 */
export function hostMatches(entry: Entry, header: string): 'none' | 'path' | 'raised' {
  const captured = captureHost(entry, header);
  if (!captured) return 'none';
  return convertCaptured(entry, captured) ? 'path' : 'raised';
}

/** The parameters of a Host route that its pattern takes from the header; null where it doesn't match. */
export function hostParams(entry: Entry, header: string): Record<string, ParamValue> {
  const captured = captureHost(entry, header);
  return (captured && convertCaptured(entry, captured)) ?? {};
}

function captureHost(entry: Entry, header: string): Captured | null {
  const host = hostOf(header);
  const compiled = compiledPath(entry);
  if (host === null || compiled.fault || entry.path.startsWith('/')) return null;
  const found = matchPattern(patternOf(compiled.parts, true), host.toLowerCase(), 0);
  if (!found) return null;
  return compiled.names.map((name, i) => [name, host.slice(found[i * 2], found[i * 2 + 1])] as const);
}
