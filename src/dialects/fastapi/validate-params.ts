import { formatAnnotation } from '../../model/annotation.ts';
import type { InvalidParam, ParamValue } from '../../model/resolution.ts';
import type { ParamSpec } from '../dialect.ts';
import { convert } from '../starlette/convertors.ts';
import { compiledPath, type DeclaredParam, type Entry } from '../starlette/entry.ts';
import { setOwn } from '../starlette/own-keys.ts';
import { validate } from './annotations/validate.ts';

/**
 * What an API route makes of its path parameters: those that the handler declares are validated and converted by
 * pydantic, in place and only if all of them fit; the others stay as the convertor left them. Only names of the route's
 * own path are path parameters; a declared name that isn't there is a query parameter.
 */
export function validateParams(entry: Entry, params: Record<string, ParamValue>): readonly InvalidParam[] {
  entry.declared ??= declaredOf(entry);
  const { declared } = entry;
  if (declared.length === 0) return NO_FAULTS;
  const values: ParamValue[] = new Array(declared.length);
  let invalid: InvalidParam[] | null = null;
  for (let i = 0; i < declared.length; i++) {
    const { name, convertor, annotation } = declared[i] as DeclaredParam;
    const given = params[name] as ParamValue;
    const value = validate(annotation, convertor, given);
    values[i] = value ?? given;
    if (value !== null) continue;
    invalid ??= [];
    invalid.push({ param: name, expected: formatAnnotation(annotation), value: String(given) });
  }
  if (invalid) return invalid;
  for (let i = 0; i < declared.length; i++) {
    const { name } = declared[i] as DeclaredParam;
    const value = values[i] as ParamValue;
    if (value !== params[name]) setOwn(params, name, value);
  }
  return NO_FAULTS;
}

/** Without those that are text and may be any: nothing becomes of them. */
function declaredOf(entry: Entry): readonly DeclaredParam[] {
  const { node } = entry.registration;
  if (node?.kind !== 'route' || Object.keys(node.params).length === 0) return NONE;
  const declared: DeclaredParam[] = [];
  for (const part of compiledPath(entry).parts) {
    if (part.kind !== 'param' || !Object.hasOwn(node.params, part.name)) continue;
    const { name, convertor } = part;
    const annotation = node.params[name];
    const isText = annotation?.kind === 'str' && (convertor === 'str' || convertor === 'path');
    if (annotation && !isText) declared.push({ name, convertor, annotation });
  }
  return declared.length === 0 ? NONE : declared;
}

const NONE: readonly DeclaredParam[] = [];
const NO_FAULTS: readonly InvalidParam[] = [];

/** Whether pydantic takes a captured text for the annotation of a parameter. */
export function acceptsAnnotated({ param, annotation }: ParamSpec, text: string): boolean {
  if (!annotation) return true;
  const given = convert(param.convertor, text);
  return given !== null && validate(annotation, param.convertor, given) !== null;
}
