import type { FileSpec, Keys, KindsSpec, TextSpec, ValueSpec } from '../../dialects/value-spec.ts';
import { allKeys } from './kind-keys.ts';

type Schema = { readonly [key: string]: unknown };

/** The JSON Schema (draft 2020-12) of a file, made from the specification that it is validated with; published for editors. */
export function jsonSchema({ title, about, root, definitions }: FileSpec): Schema {
  const $defs = Object.fromEntries(Object.entries(definitions).map(([name, spec]) => [name, schemaOf(spec)]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    description: about,
    ...schemaOf(root),
    $defs,
  };
}

function schemaOf(spec: ValueSpec): Schema {
  switch (spec.type) {
    case 'text':
      return textSchema(spec);
    case 'flag':
      return { type: 'boolean' };
    case 'null':
    case 'number':
      return { type: spec.type };
    case 'integer':
      return { type: 'integer', minimum: spec.from, maximum: spec.to };
    case 'choice':
      return { enum: spec.values };
    case 'list':
      return { type: 'array', items: schemaOf(spec.of), ...(spec.atLeastOne && { minItems: 1 }) };
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(spec.of) };
    case 'ref':
      return { $ref: `#/$defs/${spec.to}` };
    case 'keys':
      return { ...described(spec.about), ...mapping(spec.keys) };
    case 'kinds':
      return { ...described(spec.about), ...mapping(allKeys(spec)), ...kindRules(spec) };
    case 'forms':
      return { ...described(spec.about), oneOf: formSchemas(spec) };
    case 'either': {
      const { text, number, flag, null: nothing, list, mapping: entries } = spec;
      const schemas = [text, number, flag, nothing, list, entries].flatMap((one) =>
        one === undefined ? [] : one.type === 'forms' ? formSchemas(one) : [schemaOf(one)],
      );
      return { ...described(spec.about), oneOf: schemas };
    }
  }
}

const described = (about: string | undefined): Schema => (about === undefined ? {} : { description: about });

/** A slash needs no backslash in JSON Schema. */
function textSchema({ rule, orNull, title, about }: TextSpec): Schema {
  return {
    ...(title !== undefined && { title }),
    ...described(about),
    type: orNull ? ['string', 'null'] : 'string',
    ...(rule?.pattern && { pattern: rule.pattern.source.replaceAll('\\/', '/') }),
  };
}

const formSchemas = ({ forms }: ValueSpec & { type: 'forms' }): Schema[] =>
  Object.values(forms).map(({ label, about, keys }) => ({ title: label, description: about, ...mapping(keys) }));

function mapping(keys: Keys): Schema {
  const required = Object.keys(keys).filter((key) => keys[key]?.required);
  const properties = Object.fromEntries(
    Object.entries(keys).map(([key, { about, value, orNull }]) => {
      const schema = schemaOf(value);
      return [key, { description: about, ...(orNull ? { oneOf: [schema, { type: 'null' }] } : schema) }];
    }),
  );
  return { type: 'object', properties, ...(required.length > 0 && { required }), additionalProperties: false };
}

/** The keys that say what it is exclude each other, and each option exists for some kinds only. */
function kindRules(spec: KindsSpec): Schema {
  const { said, kinds, keys } = spec;
  const all = allKeys(spec);
  const allOf = Object.entries(kinds).map(([kind, own]) => {
    const foreign = Object.keys(all).filter((key) => !Object.hasOwn(keys, key) && own[key]?.value !== all[key]?.value);
    const rule = (key: string) => [key, own[key] === undefined ? false : schemaOf(own[key].value)];
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own keyword
    return { if: saysKind(kind, spec), then: { properties: Object.fromEntries(foreign.map(rule)) } };
  });
  return { not: { required: said }, allOf };
}

/** That it is of a kind: by one of the keys that say so, or by neither. */
function saysKind(kind: string, { said, standard }: KindsSpec): Schema {
  const names = said.map((key) => ({ required: [key], properties: { [key]: { const: kind } } }));
  const silent = { not: { anyOf: said.map((key) => ({ required: [key] })) } };
  return { anyOf: [...names, ...(kind === standard ? [silent] : [])] };
}
