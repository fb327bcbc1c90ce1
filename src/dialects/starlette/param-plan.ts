import type { ConvertorName } from '../../model/path-template.ts';
import type { ParamValue } from '../../model/resolution.ts';
import { convert } from './convertors.ts';
import { setOwn } from './own-keys.ts';

/**
 * Where the parameters of a path stand whose every parameter is a whole segment: `/users/{id}/items/{n:int}` has `id` in
 * segment 1 and `n` in segment 3. Most paths are such, and most of those share their plan with many others; it is
 * all that reading the values takes.
 */
export interface ParamPlan {
  readonly segments: readonly number[];
  readonly names: readonly string[];
  readonly convertors: readonly ConvertorName[];
}

/**
 * The values of the first `count` parameters, of a path that is known to match and has no line end; null where a convertor
 * raises.
 */
export function plannedValues(
  plan: ParamPlan,
  path: string,
  start: number,
  count = plan.segments.length,
): Record<string, ParamValue> | null {
  const values: Record<string, ParamValue> = {};
  const { segments, names, convertors } = plan;
  let from = start + 1;
  let segment = 0;
  for (let i = 0; i < count; i++) {
    for (const wanted = segments[i] as number; segment < wanted; segment++) from = path.indexOf('/', from) + 1;
    const convertor = convertors[i] as ConvertorName;
    const slash = convertor === 'path' ? -1 : path.indexOf('/', from);
    const text = slash < 0 ? path.slice(from) : path.slice(from, slash);
    const value = convertor === 'str' || convertor === 'path' ? text : convert(convertor, text);
    if (value === null) return null;
    setOwn(values, names[i] as string, value);
  }
  return values;
}

/** Where the last parameter of a plan begins. */
export function lastParamStart({ segments }: ParamPlan, path: string, start: number): number {
  let from = start + 1;
  for (let left = segments.at(-1) ?? 0; left > 0; left--) from = path.indexOf('/', from) + 1;
  return from;
}
