import type { Annotation } from '../../model/annotation.ts';
import type { ConvertorName } from '../../model/path-template.ts';
import type { Registration } from '../../model/registration.ts';
import type { ParamValue } from '../../model/resolution.ts';
import type { AppMatcher } from '../app-matcher.ts';
import { convert } from './convertors.ts';
import { matchPattern, type Pattern, patternOf } from './match-template.ts';
import { ANY_METHOD, methodBits, OTHER_METHOD } from './method-set.ts';
import { setOwn } from './own-keys.ts';
import { type ParamPlan, plannedValues } from './param-plan.ts';
import { type ParsedPath, parseParts } from './path-syntax.ts';

/** One registration as its application matches it. Everything needed for matching is a field, because following references is slow. */
export interface Entry {
  readonly registration: Registration;
  /** Order of the registration. */
  readonly order: number;
  /** Methods for which it is a full match, as bits (method-set.ts). */
  readonly methods: number;
  /** Path inside its application; a mount's with the `/{path:path}` that Starlette adds. */
  readonly path: string;
  /** The application of a mount or host; null for everything else. */
  readonly app: AppMatcher | null;
  /** Set by the index where every parameter is a whole segment. */
  plan: ParamPlan | null;
  /** Set when the entry is first matched by its pattern. */
  compiled: CompiledPath | null;
  /** FastAPI: path parameters that the handler declares; set when it first answers. */
  declared: readonly DeclaredParam[] | null;
}

/** A parameter of a route's path and the annotation that its handler gives it. */
export interface DeclaredParam {
  readonly name: string;
  readonly convertor: ConvertorName;
  readonly annotation: Annotation;
}

/** Name of the parameter that Starlette adds to a mount's path. */
export const MOUNT_REST = 'path';

interface CompiledPath extends ParsedPath {
  readonly pattern: Pattern;
}

export function makeEntry(registration: Registration, path: string, app: AppMatcher | null = null): Entry {
  const methods = app || registration.kind === 'endpoint' ? ANY_METHOD : methodBits(registration);
  return { registration, order: registration.order, methods, path, app, plan: null, compiled: null, declared: null };
}

/** The parsed path of an entry, cached. A host is compared in lower case. */
export function compiledPath(entry: Entry): CompiledPath {
  if (!entry.compiled) {
    const parsed = parseParts(entry.path);
    entry.compiled = { ...parsed, pattern: patternOf(parsed.parts, entry.registration.kind === 'host') };
  }
  return entry.compiled;
}

/** Whether the entry is a full match for a method, given with its bit; null means any method. */
export function takesMethod(entry: Entry, method: string | null, bit: number): boolean {
  if (method === null) return true;
  if ((entry.methods & bit) === 0) return false;
  if (bit !== OTHER_METHOD || entry.methods === ANY_METHOD) return true;
  return entry.registration.methods.includes(method);
}

/** Start and end of each parameter in the path, which begins at `start`; null where the path doesn't match. */
export function capture(entry: Entry, path: string, start: number): readonly number[] | null {
  const compiled = compiledPath(entry);
  return compiled.fault ? null : matchPattern(compiled.pattern, path, start);
}

/** The values of the parameters of an entry that is known to match; null where a convertor raises. */
export function paramValues(entry: Entry, path: string, start: number): Record<string, ParamValue> | null {
  if (entry.plan && !path.includes('\n')) return plannedValues(entry.plan, path, start);
  const found = capture(entry, path, start);
  return found && convertCaptured(entry, path, found);
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
