import { quote } from '../../model/file-fault.ts';
import { nearest } from '../../model/nearest.ts';
import type { KeyPath } from '../text/parsed.ts';
import { FORM_NAMES } from './keys.ts';
import type { Entries, Walk } from './validate-value.ts';

/** An entry with none of the keys that name a form: a misspelt one, or a short form that YAML took for a mapping. */
export function unknownForm(route: Entries, path: KeyPath, walk: Walk): void {
  const keys = Object.keys(route);
  const methodKey = keys.find((key) => /^[A-Z]+(,[A-Z]+)* *\S*$/.test(key));
  for (const key of keys) {
    const near = nearest(key, FORM_NAMES);
    if (!near) continue;
    walk.report([...path, key], 'unknown-key', `${quote(key)} is not a key of a route`, {
      part: 'key',
      expected: FORM_NAMES.join(', '),
      hint: `${quote(key)}: did you mean \`${near}\`?`,
    });
    return;
  }
  walk.report(path, 'missing-key', 'this entry does not say what it registers', {
    expected: `one of the keys ${FORM_NAMES.join(', ')}`,
    hint: methodKey
      ? `write it without the colon (- ${methodKey} /path), or in quotes`
      : 'the shortest form is `- GET /path`',
  });
}

/** What to do about a text that isn't a short form. */
export function shortHint(value: string): string | null {
  if (value.trim() === '') return null;
  if (/^\s/.test(value)) return 'remove the space before the method';
  if (/^[A-Za-z]+\/\S*$/.test(value)) return `write ${quote(value.replace('/', ' /'))}`;
  if (value.startsWith('/')) return `write ${quote(`GET ${value}`)}`;
  if (/^\S+,\s+\S+\s+\S/.test(value)) return 'no space after the comma between methods';
  return /^\S+\s*$/.test(value)
    ? 'the path is missing; an empty one needs the long form: {path: "", methods: [GET]}'
    : null;
}
