import type { Annotation } from '../../model/annotation.ts';
import { detach } from '../text/plain-values.ts';

/**
 * Equal small values as one object. A hundred thousand operations have a few dozen tag lists and a few thousand parameter sets,
 * and each list of its own would cost a hundred bytes.
 */
export interface Shared {
  strings(values: readonly string[]): readonly string[];
  readonly noParams: ParamSet;
  /** A set with one parameter more. Annotations are compared by identity. */
  extended(set: ParamSet, name: string, annotation: Annotation): ParamSet;
}

export interface ParamSet {
  /** By parameter name, without a prototype: a parameter may be called `constructor`. */
  readonly params: Readonly<Record<string, Annotation>>;
  /** The sets that have been made of it, so that one that is known is found without a key being written for it. */
  extensions: Map<string, Map<Annotation, ParamSet>> | null;
}

export function createShared(): Shared {
  const lists = new Map<string, readonly string[]>();
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
    noParams: { params: Object.freeze(Object.create(null)), extensions: null },
    extended(set, name, annotation) {
      set.extensions ??= new Map();
      const known = set.extensions.get(name);
      const found = known?.get(annotation);
      if (found) return found;
      const own = detach(name);
      const params = Object.assign(Object.create(null), set.params, { [own]: annotation });
      const made: ParamSet = { params, extensions: null };
      if (known) known.set(annotation, made);
      else set.extensions.set(own, new Map([[annotation, made]]));
      return made;
    },
  };
}

const NONE: readonly string[] = Object.freeze([]);
