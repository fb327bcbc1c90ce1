import type { Annotation } from '../../model/annotation.ts';
import { warning } from './report.ts';
import type { Layer, Located, Resolver, Trail } from './resolver.ts';
import type { SchemaReader } from './schema.ts';
import { describe, isRecord, own, quote, textOf } from './values.ts';

/** A path parameter as some document declares it. */
export interface PathParameter {
  readonly name: string;
  readonly annotation: Annotation | null;
}

export interface ParameterReader {
  /**
   * The path parameters that an operation has: those of its path item, overridden by its own with the same name. Others
   * (query, header, cookie, body) take no part in routing. `said` names the operation in messages.
   */
  pathParameters(
    item: Located | null,
    operation: Located | null,
    said: string,
    trail: Trail,
  ): Map<string, PathParameter>;
}

/** Reads `parameters` lists; a parameter that many operations refer to is read once. */
export function createParameterReader(resolver: Resolver, schemas: SchemaReader): ParameterReader {
  const read = new Map<object, PathParameter | null>();

  const one = (entry: unknown, list: Located, index: number, said: string, trail: Trail): PathParameter | null => {
    const where = { document: list.document, holder: list.value, key: index };
    if (!isRecord(entry)) {
      trail.drafts.push(
        warning('bad-parameter', `Parameter ${index + 1} of ${said} is ${describe(entry)}, so it was left out`, where),
      );
      return null;
    }
    const layers = resolver.layers(entry, where, trail);
    const layer = layers.at(-1);
    if (layer === undefined || isRecordWithRef(layer)) return null;
    const known = read.get(layer.value);
    if (known !== undefined) return known;
    const waiting = trail.wanted.size;
    const parameter = parameterOf(layer, trail);
    if (trail.wanted.size === waiting) read.set(layer.value, parameter);
    return parameter;
  };

  const parameterOf = (layer: Layer, trail: Trail): PathParameter | null => {
    const { value } = layer;
    if (own(value, 'in') !== 'path') return null;
    const name = textOf(own(value, 'name'));
    if (name === undefined) return null;
    const schema = own(value, 'schema');
    // Swagger 2.0 writes the schema into the parameter itself. `content` is a serialised value, of which a path shows nothing.
    const inline = schema === undefined && own(value, 'content') === undefined;
    return { name, annotation: schemas.annotation(inline ? value : schema, layer, trail) };
  };

  return {
    pathParameters(item, operation, said, trail) {
      const out = new Map<string, PathParameter>();
      for (const list of [item, operation]) {
        if (list === null) continue;
        if (!Array.isArray(list.value)) {
          const where = { document: list.document, holder: list.value };
          const message = `"parameters" of ${said} is ${describe(list.value)}, not a list, so it was left out`;
          trail.drafts.push(warning('bad-parameters', message, where));
          continue;
        }
        const seen = new Set<string>();
        for (const [index, entry] of list.value.entries()) {
          const parameter = one(entry, list, index, said, trail);
          if (parameter === null) continue;
          if (seen.has(parameter.name)) {
            const where = { document: list.document, holder: list.value, key: index };
            const message = `Path parameter ${quote(parameter.name)} is declared twice for ${said}; the last one counts`;
            trail.drafts.push(warning('duplicate-parameter', message, where));
          }
          seen.add(parameter.name);
          out.set(parameter.name, parameter);
        }
      }
      return out;
    },
  };
}

function isRecordWithRef(layer: Layer): boolean {
  return typeof own(layer.value, '$ref') === 'string';
}
