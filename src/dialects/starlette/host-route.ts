import type { ParamValue } from '../../model/resolution.ts';
import { compiledPath, convertCaptured, type Entry } from './entry.ts';
import { hostOf } from './host-header.ts';
import { matchPattern } from './match-template.ts';

/**
 * Matches the Host header against a Host route's pattern: the whole host without its port, letters in either case
 * (starlette/routing.py, Host.matches; before Starlette 1.9 case mattered).
 */
export function hostMatches(entry: Entry, header: string): 'none' | 'path' | 'raised' {
  const host = hostOf(header);
  const found = host === null ? null : captureHost(entry, host);
  if (!found) return 'none';
  return convertCaptured(entry, host ?? '', found) ? 'path' : 'raised';
}

/** The parameters of a Host route that its pattern takes from the header; none where it doesn't match. */
export function hostParams(entry: Entry, header: string): Record<string, ParamValue> {
  const host = hostOf(header);
  const found = host === null ? null : captureHost(entry, host);
  return (found && convertCaptured(entry, host ?? '', found)) ?? {};
}

function captureHost(entry: Entry, host: string): readonly number[] | null {
  const compiled = compiledPath(entry);
  if (compiled.fault || entry.path.startsWith('/')) return null;
  return matchPattern(compiled.pattern, host.toLowerCase(), 0);
}
