import { describeValue, quote, type Report } from '../../model/file-fault.ts';
import { nearest } from '../../model/nearest.ts';
import type { KeyPath } from '../text/parsed.ts';
import type { ValueSpec } from './keys.ts';
import { RULES, type TextRule } from './text-rules.ts';

const MOST_LEVELS = 100;

/** What validation needs besides the value: where to report, and how much it has seen. */
export interface Walk {
  readonly report: Report;
  /** Values that may still be looked at. */
  left: number;
}

export type Entries = Readonly<Record<string, unknown>>;

export function mapping(
  value: unknown,
  path: KeyPath,
  what: string,
  walk: Walk,
  hint: string | null = null,
): Entries | null {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Entries;
  wrongType(value, path, what, walk, hint, 'a mapping of keys');
  return null;
}

export function wrongType(
  value: unknown,
  path: KeyPath,
  what: string,
  walk: Walk,
  hint: string | null = null,
  expected: string = what,
): void {
  walk.report(path, 'wrong-type', `${describeValue(value)} stands where ${what} should`, { expected, hint });
}

export function checkFlag(value: unknown, path: KeyPath, walk: Walk): void {
  if (typeof value === 'boolean') return;
  // Lists and mappings are no words, and one with a `toString` of its own makes none.
  const text = typeof value === 'object' ? '' : String(value).toLowerCase();
  const meant = ['yes', 'on', 'y', 'true', '1'].includes(text)
    ? 'true'
    : ['no', 'off', 'n', 'false', '0'].includes(text)
      ? 'false'
      : null;
  wrongType(value, path, 'true or false', walk, meant && `write ${meant}, without quotes`);
}

/** False once a walk has gone further than the text can reach without aliases; said once. */
export function within(path: KeyPath, walk: Walk): boolean {
  if (walk.left <= 0) return false;
  walk.left--;
  const tooDeep = path.length > MOST_LEVELS;
  if (walk.left > 0 && !tooDeep) return true;
  walk.left = 0;
  const message = tooDeep
    ? `this nests more than ${MOST_LEVELS} levels deep`
    : 'aliases blow this file up beyond all measure';
  walk.report(path, tooDeep ? 'too-deep' : 'alias-bomb', message, {
    expected: 'a file that holds what it says, written out',
    hint: 'look for an alias that stands inside the value of its own anchor',
  });
  return false;
}

export function checkText(
  value: unknown,
  rule: TextRule | undefined,
  path: KeyPath,
  expected: string,
  walk: Walk,
): void {
  if (typeof value !== 'string') {
    const scalar = typeof value === 'number' || typeof value === 'boolean';
    const hint = scalar
      ? `put it in quotes: "${value}"`
      : value === null
        ? 'write "" for an empty text, or remove the key'
        : null;
    wrongType(value, path, expected, walk, hint);
  } else if (rule && !matches(rule, value)) {
    walk.report(path, rule.code, `${describeValue(value)} is not ${rule.expected}`, {
      expected: rule.expected,
      hint: textHint(rule, value),
    });
  }
}

function textHint(rule: TextRule, value: string): string | null {
  if (rule === RULES.prefix && value.startsWith('/'))
    return `write ${quote(value.replace(/\/+$/, ''))}: the paths behind it begin with /`;
  if (rule === RULES.prefix || rule === RULES.slash || rule === RULES.slashOrEmpty)
    return `write ${quote(`/${value}`)}`;
  if (rule === RULES.annotation) {
    const near = nearest(value, [
      'int',
      'float',
      'bool',
      'str',
      'uuid',
      'date',
      'datetime',
      'decimal',
      ...ALIASES.keys(),
    ]);
    return near ? `did you mean \`${ALIASES.get(near) ?? near}\`?` : null;
  }
  return rule === RULES.host && value.startsWith('/') ? 'Starlette refuses a host that begins with /' : null;
}

/** What other languages and JSON Schema call the same. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['integer', 'int'],
  ['number', 'float'],
  ['string', 'str'],
  ['boolean', 'bool'],
  ['guid', 'uuid'],
  ['date-time', 'datetime'],
  ['path', 'str'],
]);

export function matches(rule: TextRule, value: string): boolean {
  return rule.pattern.test(value);
}

export function checkChoice(value: unknown, values: readonly (string | null)[], path: KeyPath, walk: Walk): void {
  if (values.includes(value as string | null)) return;
  const names = values.map((choice) => choice ?? 'null');
  const near = typeof value === 'string' ? nearest(value, names) : null;
  const code = typeof value === 'string' ? 'unknown-value' : 'wrong-type';
  walk.report(path, code, `${describeValue(value)} is not one of ${names.join(', ')}`, {
    expected: names.join(', '),
    hint: near ? `did you mean \`${near}\`?` : null,
  });
}

export function checkTexts(value: unknown, spec: ValueSpec & { type: 'texts' }, path: KeyPath, walk: Walk): void {
  if (!Array.isArray(value)) {
    const hint = typeof value === 'string' ? `write [${value}]` : null;
    wrongType(value, path, 'a list of texts', walk, hint);
    return;
  }
  if (spec.atLeastOne && value.length === 0)
    walk.report(path, 'empty-list', 'this list is empty', { expected: 'at least one entry' });
  for (const [i, item] of value.entries()) {
    if (!within([...path, i], walk)) return;
    checkText(item, spec.rule, [...path, i], 'text', walk);
  }
}

export function checkAnnotations(value: unknown, path: KeyPath, walk: Walk): void {
  const params = mapping(value, path, 'parameters by name', walk);
  for (const [name, annotation] of Object.entries(params ?? {})) {
    if (!within([...path, name], walk)) return;
    // `{genre: enum:a,b}` is read as a second parameter `b` without a value
    const listed = annotation === null && Object.values(params ?? {}).find(isListed);
    if (listed)
      wrongType(annotation, [...path, name], 'an annotation', walk, `put the list in quotes: "${listed},${name}"`);
    else checkText(annotation, RULES.annotation, [...path, name], 'an annotation', walk);
  }
}

const isListed = (annotation: unknown) => typeof annotation === 'string' && /^(enum|literal):/.test(annotation);
