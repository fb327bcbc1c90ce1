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
  /** Made when the entry is first looked at closely. */
  compiled: CompiledPath | null;
}

/** Name of the parameter that Starlette adds to a mount's path. */
export const MOUNT_REST = 'path';

interface CompiledPath extends ParsedPath {
  readonly pattern: Pattern;
  /** Positions in `parts` of its parameters. */
  readonly names: readonly string[];
}

export function makeEntry(registration: Registration, path: string, app: AppMatcher | null = null): Entry {
  return { registration, path, app, compiled: null };
}

/** The parsed path of an entry; kept, since who is asked once is asked again. */
export function compiledPath(entry: Entry): CompiledPath {
  entry.compiled ??= compilePath(entry.path);
  return entry.compiled;
}

function compilePath(path: string): CompiledPath {
  const parsed = parseParts(path);
  const names = parsed.parts.flatMap((part) => (part.kind === 'param' ? [part.name] : []));
  return { ...parsed, pattern: patternOf(parsed.parts), names };
}

/** Whether the entry answers the method itself; `null` asks for any method. */
export function takesMethod(registration: Registration, method: string | null): boolean {
  if (method === null || registration.kind === 'endpoint' || registration.kind === 'mount') return true;
  if (registration.kind === 'host' || registration.kind === 'static' || registration.kind === 'asgi') return true;
  return registration.methods.includes(method) || registration.automatic.includes(method);
}

/** Captured pieces of the path by name, in order; null where the path doesn't match. */
export function capture(entry: Entry, path: string, start: number): Captured | null {
  const compiled = compiledPath(entry);
  if (compiled.fault) return null;
  const found = matchPattern(compiled.pattern, path, start);
  if (!found) return null;
  return compiled.names.map((name, i) => [name, path.slice(found[i * 2], found[i * 2 + 1])] as const);
}

export type Captured = readonly (readonly [name: string, text: string])[];

/** The values of an entry's parameters; null where a convertor raises. */
export function convertCaptured(entry: Entry, captured: Captured): Record<string, ParamValue> | null {
  const values: Record<string, ParamValue> = {};
  let i = 0;
  for (const part of compiledPath(entry).parts) {
    if (part.kind !== 'param') continue;
    const [name, text] = captured[i++] ?? [part.name, ''];
    const value = convert(part.convertor, text);
    if (value === null) return null;
    setOwn(values, name, value);
  }
  return values;
}

/** Sets a key that comes from outside: `__proto__` stays an ordinary name. */
export function setOwn<T>(target: Record<string, T>, name: string, value: T): void {
  if (name !== '__proto__') target[name] = value;
  else Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
