import type { Annotation } from '../../model/annotation.ts';
import type { ParsedDocument } from '../text/parse-text.ts';
import { describe, isRecord, type JsonRecord, quote, textOf } from '../text/plain-values.ts';
import { type Where, warning } from './draft-problems.ts';
import type { SchemaReader } from './parameter-schema.ts';
import type { PathKey } from './path-key.ts';
import { perReference } from './per-reference.ts';
import { fieldOf, type Layer, type Located, type Resolver, type Trail } from './resolver.ts';
import { createShared } from './shared-values.ts';

export interface ParameterReader {
  /**
   * Annotations of an operation's path parameters: those of its path item, overridden by its own of the same name. Others
   * (query, header, cookie, body) take no part in routing. `where` is the operation.
   */
  annotations(
    path: PathKey,
    method: string,
    item: readonly Layer[],
    operation: readonly Layer[],
    where: Where,
    trail: Trail,
  ): Readonly<Record<string, Annotation>>;
}

/** A path parameter as some document declares it. */
interface PathParameter {
  readonly name: string;
  readonly annotation: Annotation | null;
}

/** Reads `parameters` lists; a parameter that many operations refer to is read once. */
export function createParameterReader(resolver: Resolver, schemas: SchemaReader): ParameterReader {
  const referred = perReference<PathParameter | null>();
  const shared = createShared();
  const { noParams } = shared;

  const readOne = (entry: unknown, list: Located, index: number, trail: Trail): PathParameter | null => {
    if (isRecord(entry) && entry.$ref === undefined) return parameterOf(entry, list.document, trail);
    const where = { document: list.document, holder: list.value, key: index };
    if (!isRecord(entry)) {
      const message = `Item ${index + 1} of "parameters" is ${describe(entry)}, so it was left out`;
      trail.drafts.push(warning('bad-parameter', message, where));
      return null;
    }
    const reference = String(entry.$ref);
    const known = referred.get(list.document, reference);
    if (known !== undefined) return known;
    const layer = resolver.layers(entry, where, trail).at(-1);
    if (layer === undefined || layer.value.$ref !== undefined) return null;
    const parameter = parameterOf(layer.value, layer.document, trail);
    if (trail.wanted.size === 0) referred.set(list.document, reference, parameter);
    return parameter;
  };

  const parameterOf = (value: JsonRecord, document: ParsedDocument, trail: Trail): PathParameter | null => {
    if (value.in !== 'path') return null;
    const name = textOf(value.name);
    if (name === undefined) return null;
    const { schema, content } = value;
    // Swagger 2.0 writes the schema into the parameter itself. `content` is a serialised value, of which a path shows nothing.
    const inline = schema === undefined && content === undefined;
    return { name, annotation: schemas.annotation(inline ? value : schema, document, trail) };
  };

  /** The path parameters of a list, over those of the path item: the same list where it has none. */
  const declaredIn = (list: Located | null, inherited: readonly PathParameter[], trail: Trail) => {
    if (list === null) return inherited;
    if (!Array.isArray(list.value)) {
      const message = `"parameters" is ${describe(list.value)}, not a list, so it was left out`;
      trail.drafts.push(warning('bad-parameters', message, { document: list.document, holder: list.value }));
      return inherited;
    }
    let declared: PathParameter[] | null = null;
    for (let i = 0; i < list.value.length; i++) {
      const parameter = readOne(list.value[i], list, i, trail);
      if (parameter === null) continue;
      declared ??= inherited.slice();
      const twin = declared.findIndex(({ name }) => name === parameter.name);
      if (twin >= inherited.length) {
        const message = `Path parameter ${quote(parameter.name)} is declared twice in one list; the last one counts`;
        const where = { document: list.document, holder: list.value, key: i };
        trail.drafts.push(warning('duplicate-parameter', message, where));
      }
      if (twin >= 0) declared[twin] = parameter;
      else declared.push(parameter);
    }
    return declared ?? inherited;
  };

  /** Of the list of a path item: its operations follow one another, and share it. */
  let latest: { readonly list: unknown; readonly declared: readonly PathParameter[] } | null = null;
  const declaredForAll = (list: Located | null, trail: Trail): readonly PathParameter[] => {
    if (list === null) return NONE;
    if (latest !== null && latest.list === list.value) return latest.declared;
    const before = trail.drafts.length;
    const declared = declaredIn(list, NONE, trail);
    if (trail.drafts.length === before && trail.wanted.size === 0) latest = { list: list.value, declared };
    return declared;
  };

  const check = (
    path: PathKey,
    method: string,
    declared: readonly PathParameter[],
    where: Where,
    trail: Trail,
  ): void => {
    for (const name of path.templates) {
      if (trail.wanted.size > 0 || find(declared, name)) continue;
      const message = `{${name}} in ${quote(path.path)} isn't declared as a path parameter of ${method}; any value will do`;
      trail.drafts.push(warning('undeclared-template', message, where));
    }
    for (const parameter of declared) {
      if (path.templates.some((name) => isFor(parameter, name))) continue;
      const message = `Path parameter ${quote(parameter.name)} of ${method} ${quote(path.path)} doesn't occur in the path`;
      trail.drafts.push(warning('unused-path-parameter', message, where));
    }
  };

  return {
    annotations(path, method, item, operation, where, trail) {
      const forAll = fieldOf(item, 'parameters');
      const own = fieldOf(operation, 'parameters');
      // Without a template no declaration can matter, and files that only hold query parameters needn't be read.
      if (path.templates.length === 0 && isListOrNothing(forAll) && isListOrNothing(own)) return noParams.params;
      const before = trail.drafts.length;
      const declared = declaredIn(own, declaredForAll(forAll, trail), trail);
      for (let i = before; i < trail.drafts.length; i++) {
        const draft = trail.drafts[i];
        if (draft?.where) trail.drafts[i] = { ...draft, where: { ...draft.where, near: where } };
      }
      let annotated = noParams;
      let found = 0;
      for (let i = 0; i < path.templates.length; i++) {
        const name = path.templates[i] as string;
        const parameter = find(declared, name);
        if (parameter) found++;
        if (parameter?.annotation) {
          annotated = shared.extended(annotated, withoutConvertor(name), parameter.annotation);
        }
      }
      if (found < path.templates.length || found < declared.length) check(path, method, declared, where, trail);
      return annotated.params;
    },
  };
}

const NONE: readonly never[] = [];

const isListOrNothing = (list: Located | null) => list === null || Array.isArray(list.value);

const find = (declared: readonly PathParameter[], template: string) =>
  declared.find((parameter) => isFor(parameter, template));

/** `{id:[0-9]+}` and `{rest*}` in a path are often declared by their bare names. */
function isFor(parameter: PathParameter, template: string): boolean {
  if (parameter.name === template) return true;
  const end = template.search(/[:*]/);
  return end > 0 && parameter.name === template.slice(0, end).trim();
}

/** The dialects' name of a parameter: `{id:int}` comes from a program whose framework was overridden. */
function withoutConvertor(template: string): string {
  return template.includes(':') ? template.replace(/:(?:str|path|int|float|uuid)$/, '') : template;
}
