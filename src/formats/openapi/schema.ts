import type { Annotation, NumberConstraints, TextConstraints } from '../../model/annotation.ts';
import type { Layer, Resolver, Trail } from './resolver.ts';
import { detach, isRecord, own } from './values.ts';

/**
 * What a schema says of a path parameter's text. Everything that a path can't show (objects, lists, conditions) is left open:
 * a value is refused only where the schema surely refuses it.
 */
interface Facts {
  readonly type?: Kind | 'open';
  /** Allowed values as text; `exact` when they came from `const`. */
  readonly values?: readonly string[];
  readonly exact?: boolean;
  readonly limits: NumberConstraints & TextConstraints;
}

type Kind = Exclude<Annotation['kind'], 'enum' | 'literal'>;

const NOTHING: Facts = { limits: {} };
const MAX_DEPTH = 12;
/** Schemas looked at for one parameter: branches multiply where schemas refer to each other. */
const MAX_SCHEMAS = 300;

/** Reads parameter schemas of OpenAPI 2.0 to 3.2. Equal annotations are one object, because a large document repeats a handful. */
export interface SchemaReader {
  /** Null where the schema says nothing that a path's text could break. */
  annotation(schema: unknown, holder: Layer, trail: Trail): Annotation | null;
}

export function createSchemaReader(resolver: Resolver): SchemaReader {
  const shared = new Map<string, Annotation>();

  let left = MAX_SCHEMAS;
  const read = (schema: unknown, from: Layer, trail: Trail, depth: number): Facts => {
    if (depth > MAX_DEPTH || left-- <= 0 || !isRecord(schema)) return NOTHING;
    const layers = resolver.layers(schema, { document: from.document, holder: schema }, trail);
    return layers.map((layer) => readOne(layer, trail, depth)).reduce(both, NOTHING);
  };

  const readOne = (layer: Layer, trail: Trail, depth: number): Facts => {
    const schema = layer.value;
    let facts: Facts = { ...typeFacts(schema), limits: limitsOf(schema) };
    const listed = own(schema, 'enum');
    if (Array.isArray(listed)) facts = both(facts, { values: valuesOf(listed), limits: {} });
    const only = own(schema, 'const');
    if (only !== undefined) facts = both(facts, { values: valuesOf([only]), exact: true, limits: {} });
    for (const part of listOf(schema, 'allOf')) facts = both(facts, read(part, layer, trail, depth + 1));
    for (const name of ['anyOf', 'oneOf']) {
      const choices = listOf(schema, name).filter((choice) => own(choice, 'type') !== 'null');
      if (choices.length > 0)
        facts = both(facts, either(choices.map((choice) => read(choice, layer, trail, depth + 1))));
    }
    return facts;
  };

  const plain = new Map<Kind, Annotation>();
  const plainOf = (kind: Kind): Annotation => {
    const known = plain.get(kind);
    if (known) return known;
    const made: Annotation = { kind };
    plain.set(kind, made);
    shared.set(JSON.stringify(made), made);
    return made;
  };

  return {
    annotation(schema, holder, trail) {
      const kind = isRecord(schema) ? simpleKind(schema) : undefined;
      if (kind !== undefined) return kind === 'open' ? null : plainOf(kind);
      left = MAX_SCHEMAS;
      const annotation = annotationOf(read(schema, holder, trail, 0));
      if (annotation === null) return null;
      const key = JSON.stringify(annotation);
      const known = shared.get(key);
      if (known) return known;
      shared.set(detach(key), annotation);
      return annotation;
    },
  };
}

const TELLING = new Set(
  '$ref enum const allOf anyOf oneOf pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'.split(
    ' ',
  ),
);

/** The kind of a schema that says nothing but its type and format, as nearly all do; undefined where there is more to read. */
function simpleKind(schema: object): Kind | 'open' | undefined {
  const type = own(schema, 'type');
  if (typeof type !== 'string') return undefined;
  for (const key in schema) if (TELLING.has(key)) return undefined;
  return type === 'null' ? undefined : kindOf(type, own(schema, 'format'));
}

function typeFacts(schema: object): { type?: Kind | 'open' } {
  const given = own(schema, 'type');
  const types = (Array.isArray(given) ? given : [given]).filter((type) => type !== 'null' && type !== undefined);
  if (types.length === 0) return {};
  const kinds = types.map((type) => kindOf(type, own(schema, 'format')));
  return { type: kinds.reduce(wider) };
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

function either(choices: readonly Facts[]): Facts {
  const [first] = choices;
  if (first === undefined) return NOTHING;
  if (choices.length === 1) return first;
  if (choices.some((choice) => isDecimalText(choice)) && choices.some((choice) => choice.type === 'float')) {
    return { type: 'decimal', limits: {} };
  }
  if (choices.every((choice) => choice.values)) {
    const exact = choices.every((choice) => choice.exact);
    return { values: [...new Set(choices.flatMap((choice) => choice.values ?? []))], exact, limits: {} };
  }
  if (choices.some((choice) => choice.type === undefined)) return NOTHING;
  const type = choices.map((choice) => (choice.values ? 'open' : (choice.type ?? 'open'))).reduce(wider);
  const same = choices.every((choice) => JSON.stringify(choice.limits) === JSON.stringify(first.limits));
  return { type, limits: same ? first.limits : {} };
}

/** How pydantic 2 describes the text form of a `Decimal`; beside it stands a number. */
function isDecimalText(choice: Facts): boolean {
  return choice.type === 'str' && (choice.limits.pattern?.startsWith('^(?!^[-+.]*$)[+-]?0*') ?? false);
}

/** Both hold, as in `allOf` or beside a `$ref`. */
function both(a: Facts, b: Facts): Facts {
  const values = a.values && b.values ? a.values.filter((value) => b.values?.includes(value)) : (a.values ?? b.values);
  const type = narrower(a.type, b.type);
  return {
    ...(type === undefined ? {} : { type }),
    ...(values === undefined ? {} : { values }),
    ...(a.exact || b.exact ? { exact: true } : {}),
    limits: { ...a.limits, ...b.limits, ...tightest(a.limits, b.limits) },
  };
}

function narrower(a: Facts['type'], b: Facts['type']): Facts['type'] {
  if (a === undefined || a === 'open') return b ?? a;
  if (b === undefined || b === 'open') return a;
  if (a === 'str' || (a === 'float' && b === 'int')) return b;
  return a;
}

function tightest(a: Facts['limits'], b: Facts['limits']): Facts['limits'] {
  const out: Record<string, number> = {};
  for (const name of ['minimum', 'exclusiveMinimum', 'minLength'] as const) {
    if (a[name] !== undefined && b[name] !== undefined) out[name] = Math.max(a[name], b[name]);
  }
  for (const name of ['maximum', 'exclusiveMaximum', 'maxLength'] as const) {
    if (a[name] !== undefined && b[name] !== undefined) out[name] = Math.min(a[name], b[name]);
  }
  return out;
}

function limitsOf(schema: object): Facts['limits'] {
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

function annotationOf(facts: Facts): Annotation | null {
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

function listOf(schema: object, name: string): readonly unknown[] {
  const value = own(schema, name);
  return Array.isArray(value) ? value.slice(0, 200) : [];
}
