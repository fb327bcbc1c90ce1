import { makeApp, makeOpaqueApp } from '../../dialects/make-app.ts';
import { completeOptions, fileKeyOf, type OptionSpecs } from '../../dialects/option.ts';
import { appKind, dialectOf, routerDialect, routerOptions } from '../../dialects/registry.ts';
import { asText, type RoutesFileSyntax } from '../../dialects/routes-file.ts';
import type { Entries } from '../../dialects/value-spec.ts';
import type { KeyPath } from '../../model/file-fault.ts';
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
import { formOf, kindIn } from './routes-file-spec.ts';

/** A routes file without faults, or an application or router in one. */
export interface RoutesFile extends Entries {
  readonly routers?: Readonly<Record<string, RoutesFile>>;
  readonly routes?: readonly RouteShape[];
}
export type RouteShape = string | (Entries & { readonly app?: RoutesFile });

/** Where a value of the file stands, by its path of keys (`['routes', 3]`); null where that's unknown. */
export type Locate = (path: KeyPath) => SourceLocation | null;

/**
 * A RouteTree from a validated routes file. Node ids count up in reading order, so the same text gives the same ids.
 * `framework` overrides what the file says of its outermost application.
 */
export function buildTree(file: RoutesFile, locate: Locate = () => null, framework?: FrameworkName): RouteTree {
  const kind = framework ?? kindIn(file);
  let id = 0;
  const building: Building = {
    next: () => id++,
    locate,
    routers: [],
    routerSyntax: routerDialect({ app: { kind } }).routesFile,
  };
  const app = routingApp(kind, file, [], building);
  buildRouters(file, [], building);
  return { app, routers: building.routers, serverRootPath: asText(file.server_root_path), blindSpots: [] };
}

interface Building {
  readonly next: () => number;
  readonly locate: Locate;
  /** Routers may be declared in a sub-application as well. */
  readonly routers: Router[];
  readonly routerSyntax: RoutesFileSyntax;
}

function buildRouters(owner: RoutesFile, path: KeyPath, building: Building): void {
  for (const [name, router] of Object.entries(owner.routers ?? {})) {
    const at = [...path, 'routers', name];
    building.routers.push({
      id: building.next(),
      name,
      prefix: asText(router.prefix),
      options: completeOptions(routerOptions, given(routerOptions, router)),
      routes: buildRoutes(router.routes, building.routerSyntax, at, building),
      source: building.locate(at),
    });
  }
}

function buildRoutes(
  entries: readonly RouteShape[] = [],
  syntax: RoutesFileSyntax,
  path: KeyPath,
  building: Building,
): RouteNode[] {
  return entries.map((entry, i) => buildNode(entry, syntax, [...path, 'routes', i], building));
}

function routingApp(kind: string, app: RoutesFile, path: KeyPath, building: Building): RoutingApp {
  const id = building.next();
  const routes = buildRoutes(app.routes, dialectOf(kind).routesFile, path, building);
  return makeApp(kind, id, routes, given(appKind(kind).options, app));
}

/** The options that a file gives, under their own names. */
function given(specs: OptionSpecs, entries: Entries): Options {
  const options: [string, OptionValue][] = [];
  for (const name of Object.keys(specs)) {
    const key = fileKeyOf(specs, name);
    const value = key === null ? undefined : (entries[key] as OptionValue | undefined);
    if (value !== undefined) options.push([name, value]);
  }
  return Object.fromEntries(options);
}

function buildApp(app: RoutesFile, path: KeyPath, building: Building): App {
  const kind = kindIn(app);
  const { opaque, options } = appKind(kind);
  if (opaque) return makeOpaqueApp(kind, building.next(), given(options, app));
  const built = routingApp(kind, app, path, building);
  buildRouters(app, path, building);
  return built;
}

function buildNode(entry: RouteShape, syntax: RoutesFileSyntax, path: KeyPath, building: Building): RouteNode {
  const id = building.next();
  const { name, keys } = typeof entry === 'string' ? syntax.short.expand(entry) : { name: null, keys: entry };
  const known = name ?? formOf(keys, syntax.forms);
  const form = known === null ? undefined : syntax.forms[known];
  if (!form) throw new Error('a routes file is validated before it is read');
  const source = readSource(keys.source) ?? building.locate(path);
  const base = { id, source, late: keys.late === true };
  return form.read(keys, base, (key) => buildApp(keys[key] as RoutesFile, [...path, key], building));
}

/** `app/users.py:12` or `app/users.py:12:5`. */
function readSource(value: unknown): SourceLocation | null {
  const text = asText(value);
  const match = /^(.*?):(\d+)(?::(\d+))?$/.exec(text);
  if (!match) return text ? { file: text, line: 1 } : null;
  const column = match[3] === undefined ? {} : { column: Number(match[3]) };
  return { file: match[1] ?? '', line: Number(match[2]), ...column };
}
