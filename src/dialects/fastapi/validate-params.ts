import { formatAnnotation } from '../../model/annotation.ts';
import type { InvalidParam, ParamValue } from '../../model/resolution.ts';
import type { ParamSpec } from '../dialect.ts';
import { convert } from '../starlette/convertors.ts';
import { compiledPath, type Entry } from '../starlette/entry.ts';
import { setOwn } from '../starlette/own-keys.ts';
import { validate } from './annotations/validate.ts';

/**
 * What an API route makes of its path parameters: those that the handler declares are validated and converted by
 * pydantic, the others stay as the convertor left them. Only names of the route's own path are path parameters; a
 * declared name that isn't there is a query parameter.
 */
export function validateParams(
  entry: Entry,
  params: Readonly<Record<string, ParamValue>>,
): { readonly params: Readonly<Record<string, ParamValue>>; readonly invalid: readonly InvalidParam[] } {
  const { node } = entry.registration;
  if (node?.kind !== 'route' || isEmpty(node.params)) return { params, invalid: NO_FAULTS };
  let values: Record<string, ParamValue> | null = null;
  let invalid: InvalidParam[] | null = null;
  for (const part of compiledPath(entry).parts) {
    if (part.kind !== 'param' || !Object.hasOwn(node.params, part.name)) continue;
    const annotation = node.params[part.name];
    const given = params[part.name];
    if (!annotation || given === undefined) continue;
    const value = validate(annotation, part.convertor, given);
    if (value === null) {
      invalid ??= [];
      invalid.push({ param: part.name, expected: formatAnnotation(annotation), value: String(given) });
    } else if (value !== given) {
      values ??= { ...params };
      setOwn(values, part.name, value);
    }
  }
  return { params: values ?? params, invalid: invalid ?? NO_FAULTS };
}

function isEmpty(params: object): boolean {
  for (const _ in params) return false;
  return true;
}

const NO_FAULTS: readonly InvalidParam[] = [];

/** Whether pydantic takes a captured text for the annotation of a parameter. */
export function acceptsAnnotated({ param, annotation }: ParamSpec, text: string): boolean {
  if (!annotation) return true;
  const given = convert(param.convertor, text);
  return given !== null && validate(annotation, param.convertor, given) !== null;
}
