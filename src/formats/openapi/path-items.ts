import { describe, isRecord, own, quote } from '../text/plain-values.ts';
import { type Where, warning } from './draft-problems.ts';
import type { Operation, OperationReader } from './operations.ts';
import { type PathKey, readPathKey } from './path-key.ts';
import type { Layer, Resolver, Trail } from './resolver.ts';

/** In lower case to upper case: the same text for all, since upper-casing makes a new one each time. */
const METHODS = new Map(
  ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'].map((name) => [name, name.toUpperCase()]),
);
const FIELDS = new Set(['$ref', 'summary', 'description', 'servers', 'parameters']);

export interface PathItemReader {
  /** The operations of one path, in document order. Where `trail` asks for files, call again when they are there. */
  read(layer: Layer, key: string, trail: Trail): readonly Operation[];
}

/** `since32`: OpenAPI 3.2, which knows the `query` method and `additionalOperations`. */
export function createPathItemReader(
  resolver: Resolver,
  operations: OperationReader,
  since32: boolean,
): PathItemReader {
  const readItem = (path: PathKey, layers: readonly Layer[], trail: Trail): Operation[] => {
    const out: Operation[] = [];
    const add: Add = (method, value, layer, name) => {
      const at = { document: layer.document, holder: layer.value, key: name };
      if (!isRecord(value)) {
        const message = `Operation ${name} of path ${quote(path.path)} is ${describe(value)}, so it was left out`;
        trail.drafts.push(warning('bad-operation', message, at));
      } else if (out.some((operation) => operation.method === method)) {
        const message = `${method} of path ${quote(path.path)} is both beside a $ref and in its target; the first one counts`;
        trail.drafts.push(warning('overridden-operation', message, at));
      } else {
        const operation = operations.read(path, method, value, at, layers, trail);
        if (operation) out.push(operation);
      }
    };
    for (const layer of layers) {
      for (const name of Object.keys(layer.value)) {
        const method = METHODS.get(name);
        if (method !== undefined) add(method, layer.value[name], layer, name);
        else if (!FIELDS.has(name) && !name.startsWith('x-')) readOther(name, layer, path, trail, add);
      }
    }
    return out;
  };

  const readOther = (name: string, layer: Layer, path: PathKey, trail: Trail, add: Add): void => {
    const value = layer.value[name];
    const where = { document: layer.document, holder: layer.value, key: name };
    const lower = name.toLowerCase();
    const newer = name === 'query' || name === 'additionalOperations';
    if (newer && since32) {
      if (name === 'query') add('QUERY', value, layer, name);
      else readAdditional(value, where, path, trail, add);
    } else if (METHODS.has(lower) && isRecord(value) && own(layer.value, lower) === undefined) {
      const message = `${quote(name)} of path ${quote(path.path)} was read as ${quote(lower)}: methods are written in lower case`;
      trail.drafts.push(warning('method-case', message, where));
      add(upper(lower), value, layer, name);
    } else if (isRecord(value)) {
      const hint = newer ? 'it is part of OpenAPI 3.2' : 'keys of a path other than methods begin with "x-"';
      const message = `${quote(name)} of path ${quote(path.path)} isn't an HTTP method of this version, so it was left out`;
      trail.drafts.push(warning('unknown-method', message, where, { hint }));
    }
  };

  return {
    read(layer, written, trail) {
      const item = own(layer.value, written);
      const { document } = layer;
      const where: Where = { document, holder: layer.value, key: written };
      if (written === MAPPING_KEY && document.format === 'yaml') {
        trail.drafts.push(
          warning('bad-path-key', 'A key of "paths" is a mapping, not text, so it was left out', where),
        );
        return [];
      }
      const path = readPathKey(written, where, trail.drafts);
      if (path === null) return [];
      if (!isRecord(item)) {
        const message = `Path ${quote(written)} is ${describe(item)}, not a mapping of methods, so it was left out`;
        trail.drafts.push(warning('bad-path-item', message, where));
        return [];
      }
      const before = trail.drafts.length;
      const found = readItem(path, resolver.layers(item, where, trail), trail);
      if (found.length === 0 && trail.drafts.length === before && trail.wanted.size === 0) {
        trail.drafts.push(warning('empty-path', `Path ${quote(path.path)} has no operations`, where));
      }
      return found;
    },
  };
}

/** What js-yaml makes of a mapping that stands as a key. */
const MAPPING_KEY = '[object Object]';

type Add = (method: string, value: unknown, layer: Layer, name: string) => void;

function upper(method: string): string {
  return METHODS.get(method) ?? method.toUpperCase();
}

function readAdditional(value: unknown, where: Where, path: PathKey, trail: Trail, add: Add): void {
  if (!isRecord(value)) {
    const message = `"additionalOperations" of path ${quote(path.path)} is ${describe(value)}, so it was left out`;
    trail.drafts.push(warning('bad-operation', message, where));
    return;
  }
  const inner: Layer = { document: where.document, value };
  for (const name of Object.keys(value)) {
    if (name.startsWith('x-')) continue;
    // RFC 9110, 5.6.2: a method is a token.
    if (/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/.test(name)) add(upper(name), value[name], inner, name);
    else {
      const message = `${quote(name)} of path ${quote(path.path)} can't be an HTTP method, so it was left out`;
      trail.drafts.push(warning('unknown-method', message, { document: where.document, holder: value, key: name }));
    }
  }
}
