import type { Annotation, NumberConstraints, TextConstraints } from '../../model/annotation.ts';
import { detach, type JsonRecord, own } from '../text/plain-values.ts';

/**
 * Constraints of a schema on a path parameter's text. Everything that a path can't show (objects, lists, conditions) is left open:
 * a value is refused only where the schema surely refuses it.
 */
export interface Facts {
  readonly type: Kind | 'open' | undefined;
  /** Allowed values as text; `exact` when they came from `const`. */
  readonly values: readonly string[] | undefined;
  readonly exact: boolean;
  readonly limits: Limits;
}

export type Kind = Exclude<Annotation['kind'], 'enum' | 'literal'>;
type Limits = NumberConstraints & TextConstraints;

const UNLIMITED: Limits = {};
export const NOTHING: Facts = { type: undefined, values: undefined, exact: false, limits: UNLIMITED };

const LIMITS = 'pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'.split(' ');
const TELLING = new Set(['$ref', 'enum', 'const', 'allOf', 'anyOf', 'oneOf', ...LIMITS]);

/** The kind of a schema that has only a type and a format, as nearly all do; undefined where there is more to read. */
export function simpleKind(schema: JsonRecord): Kind | 'open' | undefined {
  const { type } = schema;
  if (typeof type !== 'string') return undefined;
  for (const key in schema) if (TELLING.has(key)) return undefined;
  return type === 'null' ? undefined : kindOf(type, schema.format);
}

/** The reference of a schema that has nothing else. */
export function bareReference(schema: JsonRecord): string | undefined {
  const reference = schema.$ref;
  if (typeof reference !== 'string') return undefined;
  for (const key in schema) if (key !== '$ref' && (key === 'type' || TELLING.has(key))) return undefined;
  return reference;
}

/** The facts in a schema itself, without those of the schemas that it's composed of. */
export function factsOf(schema: object): Facts {
  const facts = { type: typeOf(schema), values: undefined, exact: false, limits: limitsOf(schema) };
  const listed = own(schema, 'enum');
  const allowed = Array.isArray(listed) ? both(facts, oneOf(valuesOf(listed), false)) : facts;
  const only = own(schema, 'const');
  return only === undefined ? allowed : both(allowed, oneOf(valuesOf([only]), true));
}

const oneOf = (values: readonly string[], exact: boolean): Facts => ({ ...NOTHING, values, exact });

function typeOf(schema: object): Kind | 'open' | undefined {
  const given = own(schema, 'type');
  const format = own(schema, 'format');
  if (!Array.isArray(given)) return given === 'null' || given === undefined ? undefined : kindOf(given, format);
  const types = given.filter((type) => type !== 'null' && type !== undefined);
  return types.length === 0 ? undefined : types.map((type) => kindOf(type, format)).reduce(wider);
}

function kindOf(type: unknown, format: unknown): Kind | 'open' {
  if (type === 'integer') return 'int';
  if (type === 'number') return 'float';
  if (type === 'boolean') return 'bool';
  if (type !== 'string') return 'open';
  if (format === 'uuid') return 'uuid';
  if (format === 'date') return 'date';
  return format === 'date-time' ? 'datetime' : 'str';
}

/** One of two types fits: the one that takes both, or no type where none does. */
function wider(a: Kind | 'open', b: Kind | 'open'): Kind | 'open' {
  if (a === b) return a;
  const pair = new Set([a, b]);
  if (pair.has('str') && !pair.has('open')) return 'str';
  return pair.has('int') && pair.has('float') ? 'float' : 'open';
}

/** One of them holds, as in `anyOf`. */
export function either(choices: readonly Facts[]): Facts {
  const [first] = choices;
  if (first === undefined) return NOTHING;
  if (choices.length === 1) return first;
  if (choices.some((choice) => isDecimalText(choice)) && choices.some((choice) => choice.type === 'float')) {
    return { ...NOTHING, type: 'decimal' };
  }
  if (choices.every((choice) => choice.values)) {
    const values = [...new Set(choices.flatMap((choice) => choice.values ?? []))];
    return oneOf(
      values,
      choices.every((choice) => choice.exact),
    );
  }
  if (choices.some((choice) => choice.type === undefined)) return NOTHING;
  const type = choices.map((choice) => (choice.values ? 'open' : (choice.type ?? 'open'))).reduce(wider);
  const same = choices.every((choice) => JSON.stringify(choice.limits) === JSON.stringify(first.limits));
  return { ...NOTHING, type, limits: same ? first.limits : UNLIMITED };
}

/** How pydantic 2 describes the text form of a `Decimal`; beside it stands a number. */
function isDecimalText(choice: Facts): boolean {
  return choice.type === 'str' && (choice.limits.pattern?.startsWith('^(?!^[-+.]*$)[+-]?0*') ?? false);
}

/** Both hold, as in `allOf` or beside a `$ref`. */
export function both(a: Facts, b: Facts): Facts {
  if (a === NOTHING) return b;
  if (b === NOTHING) return a;
  const values = a.values && b.values ? a.values.filter((value) => b.values?.includes(value)) : (a.values ?? b.values);
  const exact = a.exact || b.exact;
  return { type: narrower(a.type, b.type), values, exact, limits: tighter(a.limits, b.limits) };
}

function narrower(a: Facts['type'], b: Facts['type']): Facts['type'] {
  if (a === undefined || a === 'open') return b ?? a;
  if (b === undefined || b === 'open') return a;
  if (a === 'str' || (a === 'float' && b === 'int')) return b;
  return a;
}

function tighter(a: Limits, b: Limits): Limits {
  if (a === UNLIMITED) return b;
  if (b === UNLIMITED) return a;
  const out: Record<string, number | string> = { ...a, ...b };
  for (const name of ['minimum', 'exclusiveMinimum', 'minLength'] as const) {
    if (a[name] !== undefined && b[name] !== undefined) out[name] = Math.max(a[name], b[name]);
  }
  for (const name of ['maximum', 'exclusiveMaximum', 'maxLength'] as const) {
    if (a[name] !== undefined && b[name] !== undefined) out[name] = Math.min(a[name], b[name]);
  }
  return out;
}

function limitsOf(schema: object): Limits {
  if (!LIMITS.some((name) => own(schema, name) !== undefined)) return UNLIMITED;
  const out: Record<string, number | string> = {};
  for (const name of ['minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength']) {
    const value = own(schema, name);
    if (typeof value === 'number' && Number.isFinite(value)) out[name] = value;
  }
  // Up to 3.0 a flag beside `minimum`, from 3.1 the limit itself.
  for (const [name, flagged] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const value = own(schema, name);
    const limit = out[flagged];
    if (typeof value === 'number' && Number.isFinite(value)) out[name] = value;
    else if (value === true && limit !== undefined) {
      out[name] = limit;
      delete out[flagged];
    }
  }
  const pattern = own(schema, 'pattern');
  if (typeof pattern === 'string' && pattern !== '') out.pattern = detach(pattern);
  return out;
}

/** Facts as an annotation; null where nothing is left that a path's text could break. */
export function annotationOf(facts: Facts): Annotation | null {
  if (facts.values && facts.values.length > 0) return { kind: facts.exact ? 'literal' : 'enum', values: facts.values };
  const { limits } = facts;
  const type = facts.type ?? (limits.pattern !== undefined || limits.minLength || limits.maxLength ? 'str' : 'open');
  if (type === 'open') return null;
  if (type === 'int' || type === 'float') {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
    return constrained(type, { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf });
  }
  if (type === 'str') {
    const { minLength, maxLength, pattern } = limits;
    return constrained(type, { minLength, maxLength, pattern });
  }
  return { kind: type };
}

function constrained(kind: 'int' | 'float' | 'str', limits: Record<string, number | string | undefined>): Annotation {
  const given = Object.entries(limits).filter(([, limit]) => limit !== undefined);
  return given.length === 0 ? { kind } : ({ kind, constraints: Object.fromEntries(given) } as Annotation);
}

function valuesOf(listed: readonly unknown[]): readonly string[] {
  return listed
    .filter((value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    .map((value) => detach(String(value)));
}
