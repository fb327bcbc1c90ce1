import type { Annotation } from '../../model/annotation.ts';
import type { OpenApiDocument } from './document.ts';
import { createParameterReader, type PathParameter } from './parameters.ts';
import { type PathKey, readPathKey } from './path-key.ts';
import { type Where, warning } from './report.ts';
import { fieldOf, type Layer, note, type Resolver, type Trail } from './resolver.ts';
import { createSchemaReader } from './schema.ts';
import { readServers } from './servers.ts';
import { createShared, type Shared } from './shared.ts';
import { describe, detach, isRecord, type JsonRecord, own, quote, textOf } from './values.ts';

/** One operation, ready to become a route as soon as its place is known. */
export interface Operation {
  readonly path: string;
  readonly method: string;
  readonly params: Readonly<Record<string, Annotation>>;
  readonly name: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly security: readonly string[];
  /** Base paths of servers of its own or of its path; null where the application's serve. */
  readonly basePaths: readonly string[] | null;
  /** Where it stands: the operation in the document that holds it. */
  readonly document: OpenApiDocument;
  readonly value: object;
  /** It describes a 422 answer, as FastAPI does for every operation that validates something. */
  readonly validates: boolean;
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);
const FIELDS = new Set(['$ref', 'summary', 'description', 'servers', 'parameters', 'additionalOperations', 'query']);

export interface OperationsOptions {
  readonly main: OpenApiDocument;
  readonly resolver: Resolver;
  /** OpenAPI 3.2: the `query` method and `additionalOperations`. */
  readonly since32: boolean;
}

export interface OperationsReader {
  /** The operations of one path, in document order. Where `trail` asks for files, call again when they are there. */
  read(key: string, item: unknown, where: Where, trail: Trail): readonly Operation[];
}

export function createOperationsReader({ main, resolver, since32 }: OperationsOptions): OperationsReader {
  const parameters = createParameterReader(resolver, createSchemaReader(resolver));
  const shared = createShared();
  const documentSecurity = own(main.root, 'security');

  const readItem = (key: PathKey, layers: readonly Layer[], where: Where, trail: Trail): Operation[] => {
    const out: Operation[] = [];
    const found = new Set<string>();
    const add = (method: string, value: unknown, layer: Layer, name: string): void => {
      const at = { document: layer.document, holder: layer.value, key: name };
      note({ document: layer.document, value }, true);
      if (!isRecord(value)) {
        const message = `Operation ${name} of path ${quote(key.path)} is ${describe(value)}, so it was left out`;
        trail.drafts.push(warning('bad-operation', message, at));
      } else if (found.has(method)) {
        const message = `${method} of path ${quote(key.path)} stands both beside a $ref and in what it refers to; the first counts`;
        trail.drafts.push(warning('overridden-operation', message, at));
      } else {
        found.add(method);
        const operation = readOperation(key, method, value, at, layers, trail);
        if (operation) out.push(operation);
      }
    };
    for (const layer of layers) {
      for (const name of Object.keys(layer.value)) {
        const value = layer.value[name];
        if (METHODS.has(name) || (name === 'query' && since32)) add(name.toUpperCase(), value, layer, name);
        else if (name === 'additionalOperations' && since32) readAdditional(value, layer, key, trail, add);
        else if (!name.startsWith('x-')) readUnknown(name, value, layer, key, trail, add);
      }
    }
    if (layers.length > 0 && out.length === 0 && trail.drafts.length === 0 && trail.wanted.size === 0) {
      trail.drafts.push(warning('empty-path', `Path ${quote(key.path)} has no operations`, where));
    }
    return out;
  };

  const readUnknown = (name: string, value: unknown, layer: Layer, key: PathKey, trail: Trail, add: Add): void => {
    const where = { document: layer.document, holder: layer.value, key: name };
    const lower = name.toLowerCase();
    if (METHODS.has(lower) && isRecord(value) && own(layer.value, lower) === undefined) {
      const message = `${quote(name)} of path ${quote(key.path)} was read as ${quote(lower)}: methods are written in lower case`;
      trail.drafts.push(warning('method-case', message, where));
      add(lower.toUpperCase(), value, layer, name);
    } else if ((!FIELDS.has(name) || name === 'query' || name === 'additionalOperations') && isRecord(value)) {
      const newer = name === 'query' || name === 'additionalOperations';
      const hint = newer ? 'it is part of OpenAPI 3.2 only' : 'other keys of a path begin with "x-"';
      const message = `${quote(name)} of path ${quote(key.path)} is no HTTP method that this version knows, so it was left out`;
      trail.drafts.push(warning('unknown-method', message, where, { hint }));
    }
  };

  const readOperation = (
    key: PathKey,
    method: string,
    value: object,
    where: Where,
    item: readonly Layer[],
    trail: Trail,
  ): Operation | null => {
    const plain = own(value, '$ref') === undefined;
    const layers = plain
      ? [{ document: where.document, value: value as JsonRecord }]
      : resolver.layers(value, where, trail, 'placed');
    const last = layers.at(-1);
    if (last === undefined) return null;
    // The innermost layer that says something is where the operation is really written.
    const written = typeof own(last.value, '$ref') === 'string' && layers.length > 1 ? (layers[0] ?? last) : last;
    note(written, true);
    if (typeof own(last.value, '$ref') === 'string' && Object.keys(last.value).length === 1) {
      if (trail.wanted.size === 0) {
        const message = `${method} of path ${quote(key.path)} is a $ref that leads nowhere; it is listed without its details`;
        trail.drafts.push(warning('broken-operation', message, where));
      }
    }
    const said = `${method} ${key.path}`;
    const text = (name: string) => detach(textOf(fieldOf(layers, name)?.value) ?? '');
    const operation: Operation = {
      path: key.path,
      method,
      params: readParams(key, item, layers, said, where, trail),
      name: text('operationId'),
      summary: text('summary'),
      tags: shared.strings(tagsOf(fieldOf(layers, 'tags')?.value)),
      deprecated: fieldOf(layers, 'deprecated')?.value === true,
      security: readSecurity(fieldOf(layers, 'security')?.value ?? documentSecurity, shared),
      basePaths: readBasePaths(layers, trail) ?? readBasePaths(item, trail),
      document: written.document,
      value: written.value,
      validates: own(fieldOf(layers, 'responses')?.value, '422') !== undefined,
    };
    return operation;
  };

  const readParams = (
    key: PathKey,
    item: readonly Layer[],
    operation: readonly Layer[],
    said: string,
    where: Where,
    trail: Trail,
  ): Readonly<Record<string, Annotation>> => {
    const lists = [fieldOf(item, 'parameters'), fieldOf(operation, 'parameters')] as const;
    if (key.templates.length === 0 && lists.every((list) => list === null || Array.isArray(list.value)))
      return shared.params([]);
    const before = trail.drafts.length;
    const declared = parameters.pathParameters(lists[0], lists[1], said, trail);
    for (const [i, draft] of trail.drafts.entries()) {
      if (i >= before && draft.where) trail.drafts[i] = { ...draft, where: { ...draft.where, near: where } };
    }
    const known = new Set<string>();
    const entries: [string, Annotation][] = [];
    for (const name of key.templates) {
      const parameter = declared.get(name) ?? declaredAs(name, declared);
      if (parameter) known.add(parameter.name);
      if (parameter?.annotation) entries.push([name, parameter.annotation]);
      if (!parameter && trail.wanted.size === 0) {
        const message = `{${name}} in ${quote(key.path)} isn't declared as a path parameter of ${said}; any value will do`;
        trail.drafts.push(warning('undeclared-template', message, where));
      }
    }
    for (const name of declared.keys()) {
      if (known.has(name)) continue;
      const message = `Path parameter ${quote(name)} of ${said} doesn't occur in the path`;
      trail.drafts.push(warning('unused-path-parameter', message, where));
    }
    return shared.params(entries);
  };

  const readBasePaths = (layers: readonly Layer[], trail: Trail): readonly string[] | null => {
    const servers = fieldOf(layers, 'servers');
    if (servers === null) return null;
    const read = readServers(servers.value, { document: servers.document, holder: servers.value }, trail.drafts);
    return read && shared.strings([...new Set(read.map((server) => server.basePath))]);
  };

  return {
    read(written, item, where, trail) {
      note({ document: where.document, value: item }, true);
      const key = readPathKey(written, where, trail.drafts);
      if (key === null) return [];
      if (!isRecord(item)) {
        const message = `Path ${quote(written)} is ${describe(item)}, not a mapping of methods, so it was left out`;
        trail.drafts.push(warning('bad-path-item', message, where));
        return [];
      }
      return readItem(key, resolver.layers(item, where, trail, 'placed'), where, trail);
    },
  };
}

type Add = (method: string, value: unknown, layer: Layer, name: string) => void;

function readAdditional(value: unknown, layer: Layer, key: PathKey, trail: Trail, add: Add): void {
  const where = { document: layer.document, holder: layer.value, key: 'additionalOperations' };
  if (!isRecord(value)) {
    const message = `"additionalOperations" of path ${quote(key.path)} is ${describe(value)}, so it was left out`;
    trail.drafts.push(warning('bad-operation', message, where));
    return;
  }
  const inner: Layer = { document: layer.document, value };
  note(inner);
  for (const name of Object.keys(value)) {
    if (name.startsWith('x-')) continue;
    // RFC 9110, 5.6.2: a method is a token.
    if (/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) add(name.toUpperCase(), value[name], inner, name);
    else {
      const message = `${quote(name)} of path ${quote(key.path)} can't be an HTTP method, so it was left out`;
      trail.drafts.push(warning('unknown-method', message, { ...where, holder: value, key: name }));
    }
  }
}

/** `{id:[0-9]+}` in a path is often declared as `id`. */
function declaredAs(template: string, declared: ReadonlyMap<string, PathParameter>): PathParameter | undefined {
  const colon = template.indexOf(':');
  return declared.get((colon < 0 ? template : template.slice(0, colon)).replace(/[*+?]$/, '').trim());
}

function tagsOf(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.map(textOf).filter((tag) => tag !== undefined);
}

/** Names of all schemes that a request may have to satisfy, alternatives together: what a person looks for. */
function readSecurity(value: unknown, shared: Shared): readonly string[] {
  if (!Array.isArray(value)) return shared.strings([]);
  return shared.strings([
    ...new Set(value.flatMap((requirement) => (isRecord(requirement) ? Object.keys(requirement) : []))),
  ]);
}
