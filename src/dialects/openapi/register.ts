import type { Nest } from '../../model/registration.ts';
import type { Endpoint, Mount, OpenApiApp, Route, RouteNode } from '../../model/route-tree.ts';
import type { AppMatcher, Place, Registry } from '../dialect.ts';
import type { Entry } from '../starlette/entry.ts';
import { inOrder, mountEntry } from '../starlette/register.ts';
import { openApiMatcher } from './app-matcher.ts';
import { withSlash } from './path-syntax.ts';
import type { KeyedOperation } from './path-tree.ts';

const NONE: readonly string[] = [];

/** A document as an application: one registration per operation, its base path in front. */
export function buildOpenApi(app: OpenApiApp, outer: Place, registry: Registry): AppMatcher {
  const { via, mounts, hosts, prefix } = outer;
  const nest: Nest = { via, appId: app.id, framework: 'openapi', mounts, hosts, prefix: prefix + app.basePath };
  const place: Place = { ...outer, inside: [...outer.inside, app.kind] };
  const operations: KeyedOperation[] = [];
  const entries: Entry[] = [];
  const site = { nest, place, registry, operations, entries };
  registerList(app.routes, app.basePath, site, []);
  return openApiMatcher(operations, entries, mounts);
}

interface Site {
  readonly nest: Nest;
  readonly place: Place;
  readonly registry: Registry;
  readonly operations: KeyedOperation[];
  /** Mounts, which a document has none of, but an application read as one may. */
  readonly entries: Entry[];
}

function registerList(routes: readonly RouteNode[], prefix: string, site: Site, open: readonly string[]): void {
  for (const node of inOrder(routes)) {
    if (node.kind === 'route' || node.kind === 'endpoint') registerOperation(node, prefix, site);
    else if (node.kind === 'mount') registerMount(node, prefix, site);
    else if (node.kind === 'include') {
      const router = site.registry.router(node.router);
      if (!router || open.includes(node.router)) continue;
      const nest: Nest = { ...site.nest, via: [...site.nest.via, node], prefix: site.nest.prefix + node.prefix };
      const inner = prefix + node.prefix + router.prefix;
      registerList(router.routes, inner, { ...site, nest }, [...open, node.router]);
    }
  }
}

/** An operation answers below each base path of servers of its own, else below the application's. */
function registerOperation(node: Route | Endpoint, prefix: string, { nest, place, registry, operations }: Site): void {
  const bases = node.kind === 'route' && node.basePaths && node.basePaths.length > 0 ? node.basePaths : [prefix];
  const path = withSlash(node.path);
  const { methods, name } = node;
  const registration = registry.add({
    node,
    kind: node.kind,
    path: place.prefix + bases[0] + path,
    methods,
    automatic: NONE,
    name,
    nest,
  });
  for (const base of bases) operations.push({ key: base + path, registration });
}

function registerMount(node: Mount, prefix: string, { nest, place, registry, entries }: Site): void {
  entries.push(mountEntry(node, node.path, { nest, place, prefix, registry }));
}
