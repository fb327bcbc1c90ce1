import type { ParamValue } from '../../model/resolution.ts';
import { compiledPath, convertCaptured, type Entry } from './entry.ts';
import { matchPattern } from './match-template.ts';

/**
 * Matches the Host header against a Host route's pattern: the whole host without its port, letters in either case
 * (starlette/routing.py, Host.matches; before Starlette 1.9 case mattered).
 */
export function hostMatches(entry: Entry, header: string): 'none' | 'path' | 'raised' {
  const values = hostValues(entry, header);
  return values === undefined ? 'none' : values ? 'path' : 'raised';
}

/** The parameters of a Host route that its pattern takes from the header; none where it doesn't match. */
export function hostParams(entry: Entry, header: string): Record<string, ParamValue> {
  return hostValues(entry, header) ?? {};
}

/** Undefined where the pattern doesn't match, null where a convertor raises. */
function hostValues(entry: Entry, header: string): Record<string, ParamValue> | null | undefined {
  const host = hostOf(header);
  const compiled = compiledPath(entry);
  if (host === null || compiled.fault || entry.path.startsWith('/')) return undefined;
  const found = matchPattern(compiled.pattern, host.toLowerCase(), 0);
  return found ? convertCaptured(entry, host, found) : undefined;
}

/**
 * The host of a Host header, brackets of an IPv6 address kept, port dropped; null for a header that Starlette takes
 * for invalid and that therefore matches no Host route (starlette/_utils.py, parse_host_header).
 */
function hostOf(header: string): string | null {
  const match = HOST.exec(header);
  return match ? (match[1] ?? null) : null;
}

const HOST =
  /^([a-z0-9._~%!$&'()*+,;=-]+|\[[a-f0-9]*:[a-f0-9.:]+\]|\[v[a-f0-9]+\.[a-z0-9._~!$&'()*+,;=:-]+\])(?::[0-9]+)?$/i;

/** The pattern of a Host route without its port: `api.example.org:8000` is asked as `api.example.org`. */
export function withoutPort(pattern: string): string {
  const lastParam = pattern.lastIndexOf('}') + 1;
  const tail = pattern.slice(lastParam);
  const colon = tail.lastIndexOf(':');
  return colon < 0 || tail.endsWith(']') ? pattern : pattern.slice(0, lastParam + colon);
}
