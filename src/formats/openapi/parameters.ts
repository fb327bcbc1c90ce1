import type { Annotation } from '../../model/annotation.ts';
import type { PathKey } from './path-key.ts';
import { perReference } from './per-reference.ts';
import { type Where, warning } from './report.ts';
import { fieldOf, type Layer, type Located, type Resolver, type Trail } from './resolver.ts';
import type { SchemaReader } from './schema.ts';
import { createShared } from './shared.ts';
import { describe, isRecord, own, quote, textOf } from './values.ts';

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
  const none = shared.params([]);

  const readOne = (entry: unknown, list: Located, index: number, trail: Trail): PathParameter | null => {
    if (isRecord(entry) && own(entry, '$ref') === undefined) return parameterOf(entry, list, trail);
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
    if (layer === undefined || own(layer.value, '$ref') !== undefined) return null;
    const parameter = parameterOf(layer.value, layer, trail);
    if (trail.wanted.size === 0) referred.set(list.document, reference, parameter);
    return parameter;
  };

  const parameterOf = (value: Layer['value'], from: Located, trail: Trail): PathParameter | null => {
    if (own(value, 'in') !== 'path') return null;
    const name = textOf(own(value, 'name'));
    if (name === undefined) return null;
    const schema = own(value, 'schema');
    // Swagger 2.0 writes the schema into the parameter itself. `content` is a serialised value, of which a path shows nothing.
    const inline = schema === undefined && own(value, 'content') === undefined;
    return { name, annotation: schemas.annotation(inline ? value : schema, { document: from.document, value }, trail) };
  };

  const collect = (list: Located | null, into: PathParameter[], trail: Trail): void => {
    if (list === null) return;
    if (!Array.isArray(list.value)) {
      const message = `"parameters" is ${describe(list.value)}, not a list, so it was left out`;
      trail.drafts.push(warning('bad-parameters', message, { document: list.document, holder: list.value }));
      return;
    }
    const from = into.length;
    for (let i = 0; i < list.value.length; i++) {
      const parameter = readOne(list.value[i], list, i, trail);
      if (parameter === null) continue;
      const twin = indexOf(into, parameter.name);
      if (twin >= from) {
        const message = `Path parameter ${quote(parameter.name)} is declared twice in one list; the last one counts`;
        const where = { document: list.document, holder: list.value, key: i };
        trail.drafts.push(warning('duplicate-parameter', message, where));
      }
      if (twin >= 0) into[twin] = parameter;
      else into.push(parameter);
    }
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
      const lists = [fieldOf(item, 'parameters'), fieldOf(operation, 'parameters')] as const;
      // Without a template no declaration can matter, and files that only hold query parameters needn't be read.
      if (path.templates.length === 0 && lists.every((list) => list === null || Array.isArray(list.value))) return none;
      const before = trail.drafts.length;
      const declared: PathParameter[] = [];
      collect(lists[0], declared, trail);
      collect(lists[1], declared, trail);
      for (let i = before; i < trail.drafts.length; i++) {
        const draft = trail.drafts[i];
        if (draft?.where) trail.drafts[i] = { ...draft, where: { ...draft.where, near: where } };
      }
      const entries: [string, Annotation][] = [];
      let found = 0;
      for (let i = 0; i < path.templates.length; i++) {
        const name = path.templates[i] ?? '';
        const parameter = find(declared, name);
        if (parameter) found++;
        if (parameter?.annotation) entries.push([withoutConvertor(name), parameter.annotation]);
      }
      if (found < path.templates.length || found < declared.length) check(path, method, declared, where, trail);
      return shared.params(entries);
    },
  };
}

function find(declared: readonly PathParameter[], template: string): PathParameter | undefined {
  for (let i = 0; i < declared.length; i++) {
    const parameter = declared[i];
    if (parameter && isFor(parameter, template)) return parameter;
  }
  return undefined;
}

function indexOf(declared: readonly PathParameter[], name: string): number {
  for (let i = 0; i < declared.length; i++) if (declared[i]?.name === name) return i;
  return -1;
}

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
