import { RULES } from './text-rules.ts';
import type { ListSpec, MapSpec, TextRule, TextSpec, ValueSpec } from './value-spec.ts';

/** Values of routes files that every framework may have. */
export const text = (rule?: TextRule): TextSpec => (rule ? { type: 'text', rule } : { type: 'text' });
export const flag: ValueSpec = { type: 'flag' };

const list = (of: ValueSpec): ListSpec => ({
  type: 'list',
  what: 'a list of texts',
  of,
  hint: (value) => (typeof value === 'string' ? `write [${value}]` : null),
});
export const texts = list(text());

/** Methods of a route. */
export const METHOD_LIST: ListSpec = { ...list(text(RULES.method)), atLeastOne: true };

const isListed = (annotation: unknown) => typeof annotation === 'string' && /^(enum|literal):/.test(annotation);

/** Annotations of path parameters by their names. */
export const ANNOTATIONS: MapSpec = {
  type: 'map',
  what: 'parameters by name',
  of: { type: 'text', rule: RULES.annotation, what: 'an annotation' },
  // `{genre: enum:a,b}` is read as a second parameter `b` without a value
  hint(name, all) {
    const listed = all[name] === null ? Object.values(all).find(isListed) : undefined;
    return listed === undefined ? null : `put the list in quotes: "${listed},${name}"`;
  },
};
