import type { Route } from '../../model/route-tree.ts';
import type { SourceLocation } from '../../model/source.ts';
import type { ParsedDocument } from '../text/parse-text.ts';
import { isRecord, type JsonRecord, own, quote, textOf } from '../text/plain-values.ts';
import { type Where, warning } from './draft-problems.ts';
import type { ParameterReader } from './parameters.ts';
import type { PathKey } from './path-key.ts';
import { fieldOf, type Layer, type Resolver, type Trail } from './resolver.ts';
import { readServers } from './servers.ts';
import { createShared } from './shared-values.ts';

/** One operation: a route that still lacks its id, and what tells it from others. */
export interface Operation {
  readonly method: string;
  /** Writable, because its id is set when all operations are known. */
  readonly route: { -readonly [Key in keyof Route]: Route[Key] };
  /** The document that really holds it. */
  readonly document: ParsedDocument;
  /** Itself: several paths may refer to one. */
  readonly value: object;
  /** It describes a 422 answer, as FastAPI does for every operation that validates something. */
  readonly validates: boolean;
}

export interface OperationReader {
  read(
    path: PathKey,
    method: string,
    value: JsonRecord,
    where: Where,
    item: readonly Layer[],
    trail: Trail,
  ): Operation | null;
}

export interface OperationOptions {
  readonly resolver: Resolver;
  readonly parameters: ParameterReader;
  /** The document's `security`, for operations without their own. */
  readonly security: unknown;
  /** Base path of the application: routes whose servers have the same need none of their own. */
  readonly basePath: string;
  /** Whether routes get the line on which they are declared. */
  readonly locations: boolean;
}

export function createOperationReader(options: OperationOptions): OperationReader {
  const { resolver, parameters, basePath, locations } = options;
  const shared = createShared();
  const documentSecurity = shared.strings(schemesOf(options.security));

  const basePathsOf = (layers: readonly Layer[], near: Where, trail: Trail): readonly string[] | null => {
    const servers = fieldOf(layers, 'servers');
    if (servers === null) return null;
    const at = { document: servers.document, holder: servers.value, near };
    const read = readServers(servers.value, at, trail.drafts);
    return read && shared.strings([...new Set(read.map((server) => server.basePath))]);
  };

  return {
    read(path, method, value, where, item, trail) {
      const layers = resolver.layers(value, where, trail);
      const last = layers[layers.length - 1];
      if (last === undefined) return null;
      const broken = typeof last.value.$ref === 'string';
      if (broken && trail.wanted.size === 0) {
        const message = `${method} of path ${quote(path.path)} is a broken $ref; it is listed without its details`;
        trail.drafts.push(warning('broken-operation', message, where));
      }
      const written = broken ? (layers[0] ?? last) : last;
      const { operationId, summary, tags, deprecated, security, responses } = overlaid(layers);
      const basePaths = basePathsOf(layers, where, trail) ?? basePathsOf(item, where, trail);
      const holder = written.document;
      const route: Operation['route'] = {
        id: 0,
        source: locations ? locationOf(holder, written.value) : null,
        late: false,
        kind: 'route',
        path: path.path,
        methods: shared.strings([method]),
        params: parameters.annotations(path, method, item, layers, where, trail),
        plain: false,
        name: holder.keep(textOf(operationId) ?? ''),
        summary: holder.keep(textOf(summary) ?? ''),
        tags: tags === undefined ? shared.strings([]) : shared.strings(tagsOf(tags)),
        deprecated: deprecated === true,
        security: security === undefined ? documentSecurity : shared.strings(schemesOf(security)),
      };
      if (basePaths && !(basePaths.length === 1 && basePaths[0] === basePath)) route.basePaths = basePaths;
      const validates = own(responses, '422') !== undefined;
      return { method, route, document: holder, value: written.value, validates };
    },
  };
}

/** The fields of all layers; the first layer that has a field wins. */
function overlaid(layers: readonly Layer[]): JsonRecord {
  if (layers.length === 1) return (layers[0] as Layer).value;
  return Object.assign(Object.create(null), ...layers.map((layer) => layer.value).reverse());
}

function locationOf(document: ParsedDocument, operation: object): SourceLocation {
  const { file } = document;
  const at = document.positionOf(operation);
  return at === null ? { file, line: 1 } : { file, line: at.line, column: at.column };
}

function tagsOf(value: unknown): readonly string[] {
  if (Array.isArray(value) && value.every(isText)) return value;
  return (Array.isArray(value) ? value : [value]).map(textOf).filter((tag) => tag !== undefined);
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Names of all schemes that a request may have to satisfy, alternatives together: what a person looks for. */
function schemesOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  if (value.length === 1) return isRecord(value[0]) ? Object.keys(value[0]) : [];
  return [...new Set(value.flatMap((requirement) => (isRecord(requirement) ? Object.keys(requirement) : [])))];
}
