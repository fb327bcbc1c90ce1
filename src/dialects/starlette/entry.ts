import type { Registration } from '../../model/registration.ts';
import type { ParamValue } from '../../model/resolution.ts';
import type { AppMatcher } from '../dialect.ts';
import { convert } from './convertors.ts';
import { matchPattern, type Pattern, patternOf } from './match-template.ts';
import { type ParsedPath, parseParts } from './path-syntax.ts';

/** One registration as its application asks it. */
export interface Entry {
  readonly registration: Registration;
  /** Path inside its application; a mount's with the `/{path:path}` that Starlette adds. */
  readonly path: string;
  /** What a mount or host holds; null for everything else. */
  readonly app: AppMatcher | null;
  /** It matches fully for every method: mounts, hosts and endpoint classes. */
  readonly anyMethod: boolean;
  /** Made when the entry is first looked at closely. */
  compiled: CompiledPath | null;
}

/** Name of the parameter that Starlette adds to a mount's path. */
export const MOUNT_REST = 'path';

interface CompiledPath extends ParsedPath {
  /** Every parameter is a whole segment, a `{x:path}` the last: its text ends at the next slash. */
  readonly simple: boolean;
  pattern: Pattern | null;
}

export function makeEntry(registration: Registration, path: string, app: AppMatcher | null = null): Entry {
  return { registration, path, app, anyMethod: app !== null || registration.kind === 'endpoint', compiled: null };
}

/** The parsed path of an entry; kept, since who is asked once is asked again. */
export function compiledPath(entry: Entry): CompiledPath {
  entry.compiled ??= compilePath(entry.path);
  return entry.compiled;
}

function compilePath(path: string): CompiledPath {
  const parsed = parseParts(path);
  return { ...parsed, simple: isSimple(parsed.parts), pattern: null };
}

function isSimple(parts: ParsedPath['parts']): boolean {
  return parts.every((part, i) => {
    if (part.kind === 'literal') return true;
    const [before, after] = [parts[i - 1], parts[i + 1]];
    if (before?.kind !== 'literal' || !before.text.endsWith('/')) return false;
    if (part.convertor === 'path') return after === undefined;
    return after === undefined || (after.kind === 'literal' && after.text.startsWith('/'));
  });
}

/** Whether the entry is a full match for a method; `null` asks for any. */
export function takesMethod({ anyMethod, registration }: Entry, method: string | null): boolean {
  if (anyMethod || method === null) return true;
  return registration.methods.includes(method) || registration.automatic.includes(method);
}

/** Start and end of each parameter in the path, which begins at `start`; null where the path doesn't match. */
export function capture(entry: Entry, path: string, start: number): readonly number[] | null {
  const compiled = compiledPath(entry);
  if (compiled.fault) return null;
  compiled.pattern ??= patternOf(compiled.parts);
  return matchPattern(compiled.pattern, path, start);
}

/** The values of the parameters of an entry that is known to match; null where a convertor raises. */
export function paramValues(entry: Entry, path: string, start: number): Record<string, ParamValue> | null {
  const { parts, simple } = compiledPath(entry);
  if (!simple || path.includes('\n')) {
    const found = capture(entry, path, start);
    return found && convertCaptured(entry, path, found);
  }
  const values: Record<string, ParamValue> = {};
  let at = start;
  for (const part of parts) {
    if (part.kind === 'literal') {
      at += part.text.length;
      continue;
    }
    const slash = part.convertor === 'path' ? -1 : path.indexOf('/', at);
    const end = slash < 0 ? path.length : slash;
    const value = convert(part.convertor, path.slice(at, end));
    if (value === null) return null;
    setOwn(values, part.name, value);
    at = end;
  }
  return values;
}

/** The values of captured parameters; null where a convertor raises. */
export function convertCaptured(
  entry: Entry,
  text: string,
  found: readonly number[],
): Record<string, ParamValue> | null {
  const values: Record<string, ParamValue> = {};
  let i = 0;
  for (const part of compiledPath(entry).parts) {
    if (part.kind !== 'param') continue;
    const value = convert(part.convertor, text.slice(found[i], found[i + 1]));
    if (value === null) return null;
    setOwn(values, part.name, value);
    i += 2;
  }
  return values;
}

/** Sets a key that comes from outside: `__proto__` stays an ordinary name. */
export function setOwn<T>(target: Record<string, T>, name: string, value: T): void {
  if (name !== '__proto__') target[name] = value;
  else Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
