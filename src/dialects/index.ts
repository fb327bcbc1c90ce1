import type { Annotation } from '../model/annotation.ts';
import type { PathTemplate } from '../model/path-template.ts';
import type { Registration, RouteRow } from '../model/registration.ts';
import type { Request } from '../model/request.ts';
import type { FrameworkName, RouteTree } from '../model/route-tree.ts';
import { badRequest } from './answers.ts';
import { type Asked, type CompiledApp, NO_PARAMS, type ParamSpec, type PathFault, type Place } from './dialect.ts';
import { openapi } from './openapi/index.ts';
import { decodePath } from './percent-decoding.ts';
import { DIALECTS, dialectOf, registryFor } from './registry.ts';
import { parseParts } from './starlette/path-syntax.ts';
import { routePathStart } from './starlette/root-path.ts';

export { orphans } from './orphans.ts';
export { withFramework } from './with-framework.ts';

/** A path in a framework's own syntax, parsed, or why the framework refuses it. */
export function parsePath(framework: FrameworkName, path: string): PathTemplate | PathFault {
  return DIALECTS[framework].parsePath(path);
}

const compiled = new WeakMap<RouteTree, CompiledApp>();

/** The application of a tree, ready to be asked; the same object for the same tree. Total: what a framework would refuse to register never matches. */
export function compile(tree: RouteTree): CompiledApp {
  let app = compiled.get(tree);
  if (!app) {
    app = build(tree);
    compiled.set(tree, app);
  }
  return app;
}

const TOP: Place = { via: [], mounts: [], hosts: [], prefix: '', inside: [] };

function build(tree: RouteTree): CompiledApp {
  const registrations: Registration[] = [];
  const matcher = dialectOf(tree.app.kind).build(tree.app, TOP, registryFor(tree, registrations));
  const rootPath = tree.serverRootPath;
  const ask = (request: Request, decoded: string): Asked => {
    const path = rootPath + decoded;
    return { request, path, rootPath, start: routePathStart(path, rootPath), params: NO_PARAMS };
  };
  return {
    tree,
    registrations,
    rows: rowsOf(registrations),
    resolve(request) {
      const path = pathAsked(request.path);
      return path === null ? badRequest() : matcher.resolve(ask(request, path));
    },
    walk(request) {
      const steps: ReturnType<CompiledApp['walk']>[number][] = [];
      const path = pathAsked(request.path);
      if (path !== null) matcher.walk(ask(request, path), steps);
      return steps;
    },
  };
}

/**
 * The decoded path. A request target may hold neither spaces nor control characters: null where servers answer 400 without
 * asking the application.
 */
function pathAsked(path: string): string | null {
  if (path === '') return null;
  if (!SPECIAL.test(path)) return path;
  return UNSENDABLE.test(path) ? null : decodePath(path);
}

/** Most paths have nothing of what `UNSENDABLE` and decoding are about. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about them
const SPECIAL = /[\x00-\x20\x7f%]/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about them
const UNSENDABLE = /[\x00-\x20\x7f]/;

function rowsOf(registrations: readonly Registration[]): readonly RouteRow[] {
  const rows: RouteRow[] = [];
  for (const registration of registrations) {
    for (const method of registration.methods) rows.push({ index: rows.length, method, registration });
  }
  return rows;
}

/** Every parameter of a registration's full path, those of mounts included, with what its handler declares. */
export function paramSpecs(registration: Registration): readonly ParamSpec[] {
  const { node, nest, path } = registration;
  const declared: Readonly<Record<string, Annotation>> = node?.kind === 'route' && !node.plain ? node.params : {};
  const parts = nest.framework === 'openapi' ? openapi.parts(path) : parseParts(path).parts;
  return parts.flatMap((part) => {
    if (part.kind !== 'param') return [];
    const annotation = Object.hasOwn(declared, part.name) ? (declared[part.name] ?? null) : null;
    return [{ param: part, annotation: nest.framework === 'starlette' ? null : annotation }];
  });
}

/** Whether a parameter takes a piece of decoded path: its convertor matches it and its annotation is satisfied. */
export function acceptsValue(registration: Registration, spec: ParamSpec, text: string): boolean {
  return DIALECTS[registration.nest.framework].acceptsText(spec, text);
}
