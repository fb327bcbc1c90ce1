import {
  APP_KEYS,
  type AppKind,
  FORMS,
  type KeySpec,
  type Keys,
  ROUTER_KEYS,
  TOP_KEYS,
  type ValueSpec,
} from './keys.ts';
import { RULES, type TextRule } from './text-rules.ts';

type Schema = { readonly [key: string]: unknown };

/**
 * The JSON Schema (draft 2020-12) of routes files, made from the table that the reader validates with. It is published as
 * `schema/routes-file.schema.json` for editors; a test holds the file equal to this.
 */
export function routesFileSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'nearmiss routes file',
    description: 'An application as its program registers it, in registration order.',
    ...mapping(TOP_KEYS),
    ...appRules(TOP_KEYS),
    $defs: {
      route: {
        description:
          'What an application or router registers: METHOD[,METHOD] PATH, or a mapping whose first key says what it is.',
        oneOf: [
          shortForm(),
          ...Object.values(FORMS).map((form) => ({
            title: form.label,
            description: form.about,
            ...mapping(form.keys),
          })),
        ],
      },
      router: { description: 'An APIRouter.', ...mapping(ROUTER_KEYS) },
      app: {
        description: 'An application that is mounted or served for a host.',
        ...mapping(APP_KEYS),
        ...appRules(APP_KEYS),
      },
    },
  };
}

function shortForm(): Schema {
  return {
    title: 'short form',
    description: 'METHOD[,METHOD] PATH',
    type: 'string',
    pattern: patternOf(RULES.short),
  };
}

function mapping(keys: Keys): Schema {
  const required = Object.keys(keys).filter((key) => keys[key]?.required);
  const properties = Object.fromEntries(Object.entries(keys).map(([key, spec]) => [key, property(spec)]));
  return { type: 'object', properties, ...(required.length > 0 && { required }), additionalProperties: false };
}

function property({ value, about }: KeySpec): Schema {
  return { description: about, ...valueSchema(value) };
}

function valueSchema(value: ValueSpec): Schema {
  switch (value.type) {
    case 'text':
      return {
        type: value.orNull ? ['string', 'null'] : 'string',
        ...(value.rule && { pattern: patternOf(value.rule) }),
      };
    case 'flag':
      return { type: 'boolean' };
    case 'choice':
      return { enum: value.values };
    case 'texts': {
      const items = { type: 'string', ...(value.rule && { pattern: patternOf(value.rule) }) };
      return { type: 'array', items, ...(value.atLeastOne && { minItems: 1 }) };
    }
    case 'annotations':
      return { type: 'object', additionalProperties: { type: 'string', pattern: patternOf(RULES.annotation) } };
    case 'routes':
      return { type: 'array', items: { $ref: '#/$defs/route' } };
    case 'routers':
      return { type: 'object', additionalProperties: { $ref: '#/$defs/router' } };
    case 'app':
      return { $ref: '#/$defs/app' };
  }
}

/** `kind` and `framework` exclude each other, and each option exists for some kinds only. */
function appRules(keys: Keys): Schema {
  const kinds = keys.kind?.value.type === 'choice' ? (keys.kind.value.values as readonly AppKind[]) : [];
  const allOf = kinds.map((kind) => {
    const foreign = Object.keys(keys).filter((key) => keys[key]?.kinds && !keys[key]?.kinds?.includes(kind));
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own keyword
    return { if: saysKind(kind), then: { properties: Object.fromEntries(foreign.map((key) => [key, false])) } };
  });
  return { not: { required: ['kind', 'framework'] }, allOf };
}

/** That an application is of a kind: by `kind`, by `framework`, or by neither, which means FastAPI. */
function saysKind(kind: AppKind): Schema {
  const said = (key: string) => ({ required: [key], properties: { [key]: { const: kind } } });
  const silent = { not: { anyOf: [{ required: ['kind'] }, { required: ['framework'] }] } };
  return { anyOf: [said('kind'), said('framework'), ...(kind === 'fastapi' ? [silent] : [])] };
}

/** A slash needs no backslash in JSON Schema. */
function patternOf({ pattern }: TextRule): string {
  return pattern.source.replaceAll('\\/', '/');
}
