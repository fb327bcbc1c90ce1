import type {
  Entries,
  FileSpec,
  FormsSpec,
  KeySpec,
  Keys,
  KindsSpec,
  ListSpec,
  ReportHere,
  ValueSpec,
} from '../../dialects/value-spec.ts';
import { quote, type Report } from '../../model/file-fault.ts';
import { nearest } from '../../model/nearest.ts';
import { allKeys } from './kind-keys.ts';
import {
  checkChoice,
  checkFlag,
  checkInteger,
  checkText,
  unknownKey,
  type Walk,
  within,
  wrongType,
} from './value-faults.ts';

/**
 * Holds a value against the specification of its file and reports every fault. True where there is no error. Looks at `most`
 * values, since aliases can make a small text enormous, or endless.
 */
export function validateFile(
  value: unknown,
  file: FileSpec,
  report: Report,
  most: number = Number.MAX_SAFE_INTEGER,
): boolean {
  let sound = true;
  const walk: Walk = {
    file,
    report: (path, code, message, more) => {
      if (more?.severity !== 'warning') sound = false;
      report(path, code, message, more);
    },
    path: [],
    left: most,
  };
  check(value, file.root, walk);
  return sound;
}

/** `hint` is what to do about a text that is something else. */
function check(value: unknown, named: ValueSpec, walk: Walk, hint: string | null = null): void {
  if (!within(walk)) return;
  const spec = specFor(value, named, walk);
  if (spec === null) return;
  switch (spec.type) {
    case 'text':
      checkText(value, spec, walk, hint);
      return;
    case 'flag':
      checkFlag(value, walk);
      return;
    case 'choice':
      checkChoice(value, spec, walk);
      return;
    case 'integer':
      checkInteger(value, spec, walk);
      return;
    case 'list':
      checkList(value, spec, walk);
      return;
    case 'map': {
      const all = mapping(value, spec.what, walk) ?? {};
      for (const key of Object.keys(all)) {
        const hint = typeof all[key] === 'string' ? null : spec.hint?.(key, all);
        checkInside(key, all[key], spec.of, walk, hint ?? null);
      }
      return;
    }
    case 'keys': {
      const all = mapping(value, spec.what, walk, spec.hint?.(value));
      if (!all) return;
      checkKeys(all, spec.keys, spec.what, walk);
      spec.check?.(all, reportHere(walk));
      return;
    }
    case 'forms':
      checkForms(value, spec, walk);
      return;
    case 'kinds':
      checkKinds(value, spec, walk);
      return;
  }
}

const reportHere =
  (walk: Walk): ReportHere =>
  (path, code, message, more) =>
    walk.report([...walk.path, ...path], code, message, more);

function checkInside(
  key: string | number,
  value: unknown,
  spec: ValueSpec,
  walk: Walk,
  hint: string | null = null,
): void {
  walk.path.push(key);
  check(value, spec, walk, hint);
  walk.path.pop();
}

/** What is expected of a value of this type; null where that can't stand here, which is reported, or where it needs no look. */
function specFor(value: unknown, spec: ValueSpec, walk: Walk): ValueSpec | null {
  if (spec.type === 'ref') return specFor(value, walk.file.definitions[spec.to] as ValueSpec, walk);
  if (spec.type !== 'either') return spec;
  const meant = spec[typeOf(value)];
  if (!meant) wrongType(value, spec.what, walk, spec.hint?.(value) ?? null, spec.expected);
  return meant ? specFor(value, meant, walk) : null;
}

function typeOf(value: unknown): 'text' | 'number' | 'flag' | 'null' | 'list' | 'mapping' {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'flag';
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'list' : 'mapping';
}

function mapping(value: unknown, what: string, walk: Walk, hint: string | null = null): Entries | null {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Entries;
  wrongType(value, what, walk, hint, 'a mapping of keys');
  return null;
}

function checkList(value: unknown, spec: ListSpec, walk: Walk): void {
  const { what, of, atLeastOne, hint } = spec;
  if (!Array.isArray(value)) {
    wrongType(value, what, walk, hint?.(value) ?? null);
    return;
  }
  if (atLeastOne && value.length === 0)
    walk.report([...walk.path], 'empty-list', 'this list is empty', { expected: 'at least one entry' });
  for (let i = 0; i < value.length && walk.left > 0; i++) checkInside(i, value[i], of, walk);
  spec.check?.(value, reportHere(walk));
}

/** Every key of a mapping against its specification, and every required key that it lacks and doesn't just misspell. */
function checkKeys(value: Entries, keys: Keys, what: string, walk: Walk): void {
  let meant: Set<string | null> | null = null;
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(keys, key)) {
      const { value: spec, orNull } = keys[key] as KeySpec;
      if (!(orNull && value[key] === null)) checkInside(key, value[key], spec, walk);
    } else {
      const near = unknownKey(key, Object.keys(keys), what, (name) => Object.hasOwn(value, name), walk);
      meant = (meant ?? new Set()).add(near);
    }
  }
  for (const key of requiredKeys(keys)) {
    // The keys of a whole file aren't taken for misspelt: it may be another kind of file.
    if (Object.hasOwn(value, key) || (walk.path.length > 0 && meant?.has(key))) continue;
    const more = { expected: `the key \`${key}\``, hint: keys[key]?.missing ?? null };
    walk.report([...walk.path], 'missing-key', `${what} needs \`${key}\``, more);
  }
}

const required = new WeakMap<Keys, readonly string[]>();

function requiredKeys(keys: Keys): readonly string[] {
  const known = required.get(keys);
  if (known) return known;
  const names = Object.keys(keys).filter((key) => keys[key]?.required);
  required.set(keys, names);
  return names;
}

function checkForms(value: unknown, spec: FormsSpec, walk: Walk): void {
  const entry = mapping(value, spec.what, walk, spec.hint?.(value));
  if (!entry) return;
  const { forms } = spec;
  const named = Object.keys(entry).filter((key) => Object.hasOwn(forms, key));
  const [first, second] = named;
  if (first === undefined) unknownForm(entry, spec, walk);
  else if (second === undefined) {
    const { keys, label } = forms[first] as FormsSpec['forms'][string];
    checkKeys(entry, keys, label, walk);
  } else {
    const labels = named.map((name) => forms[name]?.label);
    walk.report([...walk.path, second], 'mixed-forms', `one entry can't be both ${labels.join(' and ')}`, {
      part: 'key',
      expected: `one of ${named.join(', ')}`,
      hint: 'write a separate entry for each',
    });
  }
}

/** An entry with none of the keys that name a form: a misspelt one, or something else. */
function unknownForm(entry: Entries, { what, forms, missing, hint }: FormsSpec, walk: Walk): void {
  const names = Object.keys(forms);
  for (const key of Object.keys(entry)) {
    const near = nearest(key, names);
    if (!near) continue;
    walk.report([...walk.path, key], 'unknown-key', `${quote(key)} is not a key of ${what}`, {
      part: 'key',
      expected: names.join(', '),
      hint: `${quote(key)}: did you mean \`${near}\`?`,
    });
    return;
  }
  const expected = `one of the keys ${names.join(', ')}`;
  walk.report([...walk.path], 'missing-key', missing, { expected, hint: hint?.(entry) ?? null });
}

/** The kind of a mapping and the keys of that kind; keys of other kinds are faults. */
function checkKinds(value: unknown, spec: KindsSpec, walk: Walk): void {
  const app = mapping(value, spec.what, walk, spec.hint?.(value));
  if (!app) return;
  const { said, keys, kinds } = spec;
  const [named, alias] = said.filter((key) => Object.hasOwn(app, key));
  const name = named === undefined ? spec.standard : app[named];
  const kind = typeof name === 'string' && Object.hasOwn(kinds, name) ? name : null;
  const own = kind === null ? keys : (kinds[kind] as Keys);
  const known = allKeys(spec, own);
  checkKeys(app, known, spec.scope, walk);
  if (alias !== undefined) {
    walk.report([...walk.path, alias], 'mixed-forms', `\`${said.join('` and `')}\` mean the same`, {
      part: 'key',
      expected: 'one of them',
      hint: 'remove one',
    });
    return;
  }
  if (kind === null) return;
  const saying = named === undefined ? `this one is ${kind}, the default` : `this one is ${kind}`;
  for (const key of Object.keys(app)) {
    if (!Object.hasOwn(known, key) || Object.hasOwn(keys, key) || Object.hasOwn(own, key)) continue;
    const owners = Object.keys(kinds).filter((one) => Object.hasOwn(kinds[one] ?? {}, key));
    walk.report([...walk.path, key], 'wrong-kind', `\`${key}\` is an option of ${owners.join(', ')}; ${saying}`, {
      part: 'key',
      expected: `kind: ${owners.join(' or ')}`,
      hint: `remove \`${key}\`, or change the kind`,
    });
  }
}
