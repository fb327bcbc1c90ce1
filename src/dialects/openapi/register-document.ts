import type { Endpoint, IncludedRouter, Route, RouteNode, RoutingApp } from '../../model/route-tree.ts';
import type { AppMatcher } from '../app-matcher.ts';
import type { Place, Registry } from '../dialect.ts';
import type { InSlices } from '../in-slices.ts';
import type { OptionsOf } from '../option.ts';
import { registerNodes } from '../register-nodes.ts';
import { registerMount } from '../starlette/register-starlette.ts';
import { includedSite, type Site, siteOf } from '../starlette/site.ts';
import { starletteMatcher } from '../starlette/starlette-matcher.ts';
import type { Operation } from './captured.ts';
import { documentMatcher } from './document-matcher.ts';
import { withSlash } from './key-syntax.ts';
import type { OPENAPI_OPTIONS } from './openapi-kinds.ts';
import { addOperation, newNode, type PathNode } from './path-tree.ts';

/** Where a list of nodes registers. Entries are mounts: a document has none, but an application read as one may. */
interface DocumentSite extends Site {
  readonly operations: Operation[];
}

/** A document as an application: one registration per operation, its base path in front. */
export function* buildOpenApi(app: RoutingApp, outer: Place, registry: Registry): InSlices<AppMatcher> {
  const { mounts, prefix } = outer;
  const { base_path: basePath } = app.options as OptionsOf<typeof OPENAPI_OPTIONS>;
  const own = siteOf(app, 'openapi', outer, registry);
  const mountContext = { ...own.mountContext, prefix: prefix + basePath };
  const operations: Operation[] = [];
  const site: DocumentSite = { ...own, mountContext, prefix: basePath, operations };
  yield* registerRoutes(app.routes, site, []);
  const paths = registry.lazy(operations.length, () => buildPaths(operations, prefix));
  const mounted = site.entries.length > 0 ? starletteMatcher({ site, redirectSlashes: false, rootPath: '' }) : null;
  return documentMatcher(paths, mounted, mounts);
}

/** @param open the routers being included, to stop at a circle. */
function registerRoutes(routes: readonly RouteNode[], site: DocumentSite, open: readonly string[]): InSlices<void> {
  return registerNodes(routes, site.registry, {
    leaf(node) {
      if (node.kind === 'route' || node.kind === 'endpoint') registerOperation(node, site);
    },
    *container(node) {
      if (node.kind === 'mount') yield* registerMount(node, node.path, site);
      else if (node.kind === 'include') yield* registerIncluded(node, site, open);
    },
  });
}

function* registerIncluded(node: IncludedRouter, site: DocumentSite, open: readonly string[]): InSlices<void> {
  const router = open.includes(node.router) ? null : site.registry.router(node.router);
  if (router === null) return;
  const included = includedSite(site, node, node.prefix);
  const inner = { ...included, prefix: included.prefix + router.prefix, operations: site.operations };
  yield* registerRoutes(router.routes, inner, [...open, node.router]);
}

const NONE: readonly string[] = [];

/** An operation answers below each base path of servers of its own, else below the application's. */
function registerOperation(
  node: Route | Endpoint,
  { mountContext, place, prefix, registry, operations }: DocumentSite,
): void {
  const base = (node.kind === 'route' ? node.basePaths?.[0] : undefined) ?? prefix;
  const { methods, name, kind } = node;
  const path = place.prefix + base + withSlash(node.path);
  const registration = registry.add({ node, kind, path, methods, automatic: NONE, name, mountContext });
  if (!registration.disabled) operations.push({ registration, captures: null });
}

/** Operations per slice. */
const PAUSE = 50;

/**
 * @param operations in declared order.
 * @param prefix the mount paths, joined.
 */
function* buildPaths(operations: readonly Operation[], prefix: string): InSlices<PathNode> {
  const root = newNode();
  for (const [i, operation] of operations.entries()) {
    if (i % PAUSE === PAUSE - 1) yield;
    for (const key of keysOf(operation, prefix)) addOperation(root, key, operation);
  }
  return root;
}

/** The keys of `paths` that an operation stands under, base path in front: its registration has the first of them. */
function keysOf({ registration: { node, path } }: Operation, prefix: string): readonly string[] {
  const first = path.slice(prefix.length);
  const bases = node?.kind === 'route' ? node.basePaths : undefined;
  if (!bases || bases.length < 2) return [first];
  return [first, ...bases.slice(1).map((base) => base + withSlash(node?.kind === 'route' ? node.path : ''))];
}
