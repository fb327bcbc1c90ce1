import type { Annotation } from '../../model/annotation.ts';
import type { ParsedDocument } from '../text/parse-text.ts';
import { detach, isRecord, type JsonRecord, own } from '../text/plain-values.ts';
import { perReference } from './per-reference.ts';
import type { Layer, Resolver, Trail } from './resolver.ts';
import { annotationOf, bareReference, both, either, type Facts, factsOf, NOTHING, simpleKind } from './schema-facts.ts';

const MAX_DEPTH = 12;
/** Schemas looked at for one parameter: branches multiply where schemas refer to each other. */
const MAX_SCHEMAS = 300;

/** Reads parameter schemas of OpenAPI 2.0 to 3.2. Equal annotations are one object, because a large document repeats a handful. */
export interface SchemaReader {
  /** Null where the schema has no constraint that applies to a path's text. */
  annotation(schema: unknown, document: ParsedDocument, trail: Trail): Annotation | null;
}

/** What a reference leads to, and how much of the limits it takes to find that out. */
interface Target {
  readonly facts: Facts;
  readonly schemas: number;
  readonly depth: number;
  /** Of a parameter with this reference for its schema; undefined until there is one. */
  annotation?: Annotation | null;
}

export function createSchemaReader(resolver: Resolver): SchemaReader {
  const shared = new Map<string, Annotation>();
  const targets = perReference<Target>();
  // Of the parameter at hand: schemas that may still be looked at, the depth that was reached, whether a limit was met.
  let left = MAX_SCHEMAS;
  let deepest = 0;
  let isCut = false;

  const read = (schema: unknown, document: ParsedDocument, trail: Trail, depth: number): Facts => {
    const reference = isRecord(schema) ? bareReference(schema) : undefined;
    if (reference !== undefined) return readTarget(reference, schema, document, trail, depth).facts;
    return readSchema(schema, document, trail, depth);
  };

  /** A schema that is just a reference, as most are that have one: thousands of parameters share a few targets. */
  const readTarget = (
    reference: string,
    schema: unknown,
    document: ParsedDocument,
    trail: Trail,
    depth: number,
  ): Target => {
    const known = targets.get(document, reference);
    if (known && depth + known.depth <= MAX_DEPTH && known.schemas <= left) {
      left -= known.schemas;
      deepest = Math.max(deepest, depth + known.depth);
      return known;
    }
    const before = { left, deepest, isCut, drafts: trail.drafts.length };
    deepest = depth;
    isCut = false;
    const facts = readSchema(schema, document, trail, depth);
    const target: Target = { facts, schemas: before.left - left, depth: deepest - depth };
    const isClean = trail.drafts.length === before.drafts && trail.wanted.size === 0;
    if (isClean && !isCut) targets.set(document, reference, target);
    deepest = Math.max(deepest, before.deepest);
    isCut ||= before.isCut;
    return target;
  };

  const readSchema = (schema: unknown, document: ParsedDocument, trail: Trail, depth: number): Facts => {
    if (depth > MAX_DEPTH || left <= 0) {
      isCut = true;
      return NOTHING;
    }
    left--;
    deepest = Math.max(deepest, depth);
    if (!isRecord(schema)) return NOTHING;
    let facts = NOTHING;
    for (const layer of resolver.layers(schema, { document, holder: schema }, trail)) {
      facts = both(facts, readOne(layer, trail, depth));
    }
    return facts;
  };

  const readOne = (layer: Layer, trail: Trail, depth: number): Facts => {
    const schema = layer.value;
    let facts = factsOf(schema);
    for (const part of listOf(schema, 'allOf')) facts = both(facts, read(part, layer.document, trail, depth + 1));
    for (const name of ['anyOf', 'oneOf']) {
      const choices = listOf(schema, name).filter((choice) => own(choice, 'type') !== 'null');
      if (choices.length > 0)
        facts = both(facts, either(choices.map((choice) => read(choice, layer.document, trail, depth + 1))));
    }
    return facts;
  };

  const sharedOf = (annotation: Annotation | null): Annotation | null => {
    if (annotation === null) return null;
    const key = JSON.stringify(annotation);
    const known = shared.get(key);
    if (known) return known;
    shared.set(detach(key), annotation);
    return annotation;
  };

  const ofSchema = (schema: JsonRecord, document: ParsedDocument, trail: Trail): Annotation | null => {
    left = MAX_SCHEMAS;
    const reference = bareReference(schema);
    if (reference === undefined) return sharedOf(annotationOf(readSchema(schema, document, trail, 0)));
    const target = readTarget(reference, schema, document, trail, 0);
    if (target.annotation === undefined) target.annotation = sharedOf(annotationOf(target.facts));
    return target.annotation;
  };

  return {
    annotation(schema, document, trail) {
      if (!isRecord(schema)) return null;
      const kind = simpleKind(schema);
      if (kind === undefined) return ofSchema(schema, document, trail);
      return kind === 'open' ? null : sharedOf({ kind });
    },
  };
}

function listOf(schema: object, name: string): readonly unknown[] {
  const value = own(schema, name);
  return Array.isArray(value) ? value.slice(0, 200) : NONE;
}

const NONE: readonly unknown[] = [];
