import type { Annotation } from '../../model/annotation.ts';
import { detach } from './values.ts';

/**
 * Equal small values as one object. A hundred thousand operations have a few dozen tag lists and a few thousand parameter sets,
 * and each list of its own would cost a hundred bytes.
 */
export interface Shared {
  strings(values: readonly string[]): readonly string[];
  /** By parameter name, without a prototype: a parameter may be called `constructor`. Annotations are compared by identity. */
  params(entries: readonly (readonly [string, Annotation])[]): Readonly<Record<string, Annotation>>;
}

export function createShared(): Shared {
  const lists = new Map<string, readonly string[]>();
  const records = new Map<string, Readonly<Record<string, Annotation>>>();
  const ids = new Map<Annotation, number>();
  const idOf = (annotation: Annotation): number => {
    const known = ids.get(annotation);
    if (known !== undefined) return known;
    ids.set(annotation, ids.size);
    return ids.size - 1;
  };
  return {
    strings(values) {
      if (values.length === 0) return NONE;
      const key = values.length === 1 ? (values[0] as string) : values.join('\0');
      const known = lists.get(key);
      if (known) return known;
      const own = values.map(detach);
      lists.set(detach(key), own);
      return own;
    },
    params(entries) {
      if (entries.length === 0) return NO_PARAMS;
      let key = '';
      for (let i = 0; i < entries.length; i++) {
        const entry = entries[i];
        if (entry) key += `${entry[0]}\0${idOf(entry[1])}\0`;
      }
      const known = records.get(key);
      if (known) return known;
      const made: Record<string, Annotation> = Object.create(null);
      for (const [name, annotation] of entries) made[detach(name)] = annotation;
      records.set(key, made);
      return made;
    },
  };
}

const NONE: readonly string[] = Object.freeze([]);
const NO_PARAMS: Readonly<Record<string, Annotation>> = Object.freeze(Object.create(null));
