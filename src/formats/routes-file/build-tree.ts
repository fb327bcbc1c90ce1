import { makeApp, makeOpaqueApp } from '../../dialects/make-app.ts';
import { completeOptions, fileKeyOf, type OptionSpecs } from '../../dialects/option.ts';
import { appKind, DEFAULT_FRAMEWORK, routerOptions } from '../../dialects/registry.ts';
import { type Annotation, parseAnnotation } from '../../model/annotation.ts';
import type {
  App,
  FrameworkName,
  Options,
  OptionValue,
  RouteNode,
  Router,
  RouteTree,
  RoutingApp,
} from '../../model/route-tree.ts';
import type { SourceLocation } from '../../model/source.ts';
import type { AppOptions, AppShape, RouterShape, RouteShape, RoutesFile } from './shape.ts';

/** Where a value of the file stands, by its path of keys (`['routes', 3]`); null where nobody knows. */
export type Locate = (path: readonly (string | number)[]) => SourceLocation | null;

/**
 * A RouteTree from a validated routes file. Node ids count up in reading order, so the same text gives the same ids.
 * `framework` overrides what the file says of its outermost application.
 */
export function buildTree(file: RoutesFile, locate: Locate = () => null, framework?: FrameworkName): RouteTree {
  const next = counter();
  const app = routingApp(framework ?? file.kind ?? file.framework ?? DEFAULT_FRAMEWORK, file, [], next, locate);
  buildRouters(file.routers, [], next, locate);
  return { app, routers: next.routers, serverRootPath: file.server_root_path ?? '', blindSpots: [] };
}

type Path = readonly (string | number)[];

/** Hands out ids, and gathers the routers, which may be declared in a sub-application as well. */
interface Next {
  (): number;
  readonly routers: Router[];
}

function counter(): Next {
  let id = 0;
  return Object.assign(() => id++, { routers: [] });
}

function buildRouters(shapes: Record<string, RouterShape> = {}, path: Path, next: Next, locate: Locate): void {
  for (const [name, shape] of Object.entries(shapes)) {
    next.routers.push(buildRouter(name, shape, [...path, 'routers', name], next, locate));
  }
}

function buildRouter(name: string, shape: RouterShape, path: Path, next: Next, locate: Locate): Router {
  return {
    id: next(),
    name,
    prefix: shape.prefix ?? '',
    options: completeOptions(routerOptions, given(routerOptions, shape)),
    routes: buildRoutes(shape.routes, path, next, locate),
    source: locate(path),
  };
}

function buildRoutes(shapes: readonly RouteShape[] = [], path: Path, next: Next, locate: Locate): RouteNode[] {
  return shapes.map((shape, i) => buildNode(shape, [...path, 'routes', i], next, locate));
}

function routingApp(
  kind: string,
  shape: AppOptions & { prefix?: string; routes?: RouteShape[] },
  path: Path,
  next: Next,
  locate: Locate,
): RoutingApp {
  const id = next();
  const routes = buildRoutes(shape.routes, path, next, locate);
  return makeApp(kind, id, routes, given(appKind(kind).options, shape));
}

/** The options that a file gives, under their own names. */
function given(specs: OptionSpecs, shape: object): Options {
  const options: [string, OptionValue][] = [];
  for (const name of Object.keys(specs)) {
    const key = fileKeyOf(specs, name);
    const value = key === null ? undefined : (shape as Readonly<Record<string, OptionValue | undefined>>)[key];
    if (value !== undefined) options.push([name, value]);
  }
  return Object.fromEntries(options);
}

function buildApp(shape: AppShape, path: Path, next: Next, locate: Locate): App {
  const kind = shape.kind ?? shape.framework ?? DEFAULT_FRAMEWORK;
  const { opaque, options } = appKind(kind);
  if (opaque) return makeOpaqueApp(kind, next(), given(options, shape));
  const app = routingApp(kind, shape, path, next, locate);
  buildRouters(shape.routers, path, next, locate);
  return app;
}

/** Every field is written out: copying objects into each other costs three times as much, and there may be 100,000 routes. */
function buildNode(shape: RouteShape, path: Path, next: Next, locate: Locate): RouteNode {
  const id = next();
  if (typeof shape === 'string') return shortRoute(shape, id, locate(path));
  const source = readSource(shape.source) ?? locate(path);
  const late = shape.late ?? false;
  if ('include' in shape)
    return { kind: 'include', id, source, late, router: shape.include, prefix: shape.prefix ?? '' };
  if ('mount' in shape) {
    const app = buildApp(shape.app, [...path, 'app'], next, locate);
    return { kind: 'mount', id, source, late, path: shape.mount, app, name: shape.name ?? '' };
  }
  if ('host' in shape) {
    const app = buildApp(shape.app, [...path, 'app'], next, locate);
    return { kind: 'host', id, source, late, host: shape.host, app, name: shape.name ?? '' };
  }
  if ('frontend' in shape) {
    const fallback = shape.fallback === undefined ? 'auto' : shape.fallback;
    return { kind: 'frontend', id, source, late, path: shape.frontend, files: shape.files ?? NONE, fallback };
  }
  const { name = '', summary = '', tags = NONE, deprecated = false, security = NONE } = shape;
  if ('websocket' in shape) {
    return { kind: 'websocket', id, source, late, path: shape.websocket, name, summary, tags, deprecated, security };
  }
  const methods = upper(shape.methods);
  if ('endpoint' in shape) {
    return {
      kind: 'endpoint',
      id,
      source,
      late,
      path: shape.endpoint,
      methods,
      name,
      summary,
      tags,
      deprecated,
      security,
    };
  }
  const { plain = false } = shape;
  const params = annotations(shape.params);
  return {
    kind: 'route',
    id,
    source,
    late,
    path: shape.path,
    methods,
    params,
    plain,
    name,
    summary,
    tags,
    deprecated,
    security,
  };
}

const NONE: readonly string[] = [];
const NO_PARAMS: Readonly<Record<string, Annotation>> = {};

function shortRoute(shape: string, id: number, source: SourceLocation | null): RouteNode {
  const space = shape.search(/\s/);
  return {
    kind: 'route',
    id,
    source,
    late: false,
    path: shape.slice(space).trim(),
    methods: upper(shape.slice(0, space).split(',')),
    params: NO_PARAMS,
    plain: false,
    name: '',
    summary: '',
    tags: NONE,
    deprecated: false,
    security: NONE,
  };
}

const upper = (methods: readonly string[]) => methods.map((method) => method.trim().toUpperCase());

function annotations(params: Record<string, string> | undefined): Readonly<Record<string, Annotation>> {
  if (params === undefined) return NO_PARAMS;
  const out: [string, Annotation][] = [];
  for (const [name, text] of Object.entries(params)) {
    const annotation = parseAnnotation(text);
    if (annotation) out.push([name, annotation]);
  }
  return Object.fromEntries(out);
}

/** `app/users.py:12` or `app/users.py:12:5`. */
function readSource(text: string | undefined): SourceLocation | null {
  const match = text === undefined ? null : /^(.*?):(\d+)(?::(\d+))?$/.exec(text);
  if (!match) return text ? { file: text, line: 1 } : null;
  const column = match[3] === undefined ? {} : { column: Number(match[3]) };
  return { file: match[1] ?? '', line: Number(match[2]), ...column };
}
