import type { FileSpec, TextSpec, ValueSpec } from '../../dialects/value-spec.ts';
import { describeValue, quote, type Report } from '../../model/file-fault.ts';
import { nearest } from '../../model/nearest.ts';

const MOST_LEVELS = 100;

/** What validation needs besides the value: where it is, where to report, and how much it may still look at. */
export interface Walk {
  readonly file: FileSpec;
  readonly report: Report;
  /** The way to the value that is looked at; changed on the way, so that a file without faults costs no copies. */
  readonly path: (string | number)[];
  left: number;
}

/** Reports a value whose type can't stand here. */
export function wrongType(
  value: unknown,
  what: string,
  walk: Walk,
  hint: string | null,
  expected: string = what,
): void {
  const message = `expected ${what}, found ${describeValue(value)}`;
  walk.report([...walk.path], 'wrong-type', message, { expected, hint });
}

/** False once a walk has gone further than the text can reach without aliases, which is reported once. */
export function within(walk: Walk): boolean {
  if (walk.left <= 0) return false;
  walk.left--;
  const tooDeep = walk.path.length > MOST_LEVELS;
  if (walk.left > 0 && !tooDeep) return true;
  walk.left = 0;
  const message = tooDeep ? `more than ${MOST_LEVELS} levels of nesting` : 'YAML aliases expand too far';
  walk.report([...walk.path], tooDeep ? 'too-deep' : 'alias-bomb', message, {
    expected: 'values that are written out',
    hint: 'look for an alias inside the value of its own anchor',
  });
  return false;
}

export function checkText(value: unknown, spec: TextSpec, walk: Walk, hint: string | null): void {
  const { rule } = spec;
  if (typeof value !== 'string') {
    if (value === null && spec.orNull) return;
    wrongType(value, spec.what ?? (spec.orNull ? 'text or null' : 'text'), walk, hint ?? quotesHint(value));
    return;
  }
  if (!rule) return;
  const fault = rule.fault?.(value);
  if (fault) walk.report([...walk.path], rule.code, fault.message, { expected: rule.expected, hint: fault.hint });
  else if (rule.pattern && !rule.pattern.test(value)) {
    const message = `${describeValue(value)} is not ${rule.what ?? rule.expected}`;
    walk.report([...walk.path], rule.code, message, { expected: rule.expected, hint: rule.hint?.(value) ?? null });
  }
}

function quotesHint(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return `put it in quotes: "${value}"`;
  return value === null ? 'write "" for an empty text, or remove the key' : null;
}

export function checkFlag(value: unknown, walk: Walk): void {
  if (typeof value === 'boolean') return;
  // Lists and mappings are no words, and one with a `toString` of its own makes none.
  const text = typeof value === 'object' ? '' : String(value).toLowerCase();
  const meant = ['yes', 'on', 'y', 'true', '1'].includes(text)
    ? 'true'
    : ['no', 'off', 'n', 'false', '0'].includes(text)
      ? 'false'
      : null;
  wrongType(value, 'true or false', walk, meant && `write ${meant}, without quotes`);
}

export function checkInteger(value: unknown, spec: ValueSpec & { type: 'integer' }, walk: Walk): void {
  const { what, from, to } = spec;
  const isRight = (one: unknown) => Number.isInteger(one) && Number(one) >= from && Number(one) <= to;
  if (isRight(value)) return;
  const quoted = typeof value === 'string' && /^\d+$/.test(value) && isRight(Number(value));
  walk.report([...walk.path], what, `${describeValue(value)} is not a ${what}`, {
    expected: `a number from ${from} to ${to}`,
    hint: quoted ? `write it without quotes: ${value}` : null,
  });
}

export function checkChoice(value: unknown, { values }: ValueSpec & { type: 'choice' }, walk: Walk): void {
  if (values.includes(value as string | null)) return;
  const names = values.map((choice) => choice ?? 'null');
  const near = typeof value === 'string' ? nearest(value, names) : null;
  const code = typeof value === 'string' ? 'unknown-value' : 'wrong-type';
  walk.report([...walk.path], code, `${describeValue(value)} is not one of ${names.join(', ')}`, {
    expected: names.join(', '),
    hint: near ? `did you mean \`${near}\`?` : null,
  });
}

/** Reports a key that isn't known, with where it belongs or which one it was probably meant to be; gives the latter. */
export function unknownKey(
  key: string,
  known: readonly string[],
  what: string,
  has: (key: string) => boolean,
  walk: Walk,
): string | null {
  const near = nearest(
    key,
    known.filter((name) => !has(name)),
  );
  const owners = ownersOf(key, walk.file);
  const elsewhere = owners ? `\`${key}\` belongs to ${owners}` : null;
  walk.report([...walk.path, key], 'unknown-key', `${quote(key)} is not a key of ${what}`, {
    part: 'key',
    expected: known.filter((name) => name !== '$schema').join(', '),
    hint: elsewhere ?? (near ? `${quote(key)}: did you mean \`${near}\`?` : null),
  });
  return elsewhere ? null : near;
}

/** The forms that have a key, or the top level; null where nothing has. */
function ownersOf(key: string, { definitions, root }: FileSpec): string | null {
  const labels = Object.values(definitions)
    .map((spec) => (spec.type === 'either' ? (spec.mapping ?? spec) : spec))
    .flatMap((spec) => (spec.type === 'forms' ? Object.values(spec.forms) : []))
    .filter((form) => Object.hasOwn(form.keys, key))
    .map((form) => form.label);
  if (labels.length > 0) return labels.join(', ');
  const top =
    root.type === 'kinds' ? [root.keys, ...Object.values(root.kinds)] : root.type === 'keys' ? [root.keys] : [];
  return top.some((keys) => Object.hasOwn(keys, key)) ? 'the top level' : null;
}
