import type { Host, Mount, RouteNode, RoutingApp } from '../../model/route-tree.ts';
import type { AppMatcher } from '../app-matcher.ts';
import type { Place, Registry } from '../dialect.ts';
import type { InSlices } from '../in-slices.ts';
import type { OptionsOf } from '../option.ts';
import { type ContainerNode, registerNodes } from '../register-nodes.ts';
import { withoutPort } from './host-route.ts';
import { addEntry, addRoute, type Site, siteOf } from './site.ts';
import type { STARLETTE_OPTIONS } from './starlette-kinds.ts';
import { starletteMatcher } from './starlette-matcher.ts';

/** A Starlette application or bare Router (starlette/applications.py, starlette/routing.py). */
export function* buildStarlette(app: RoutingApp, outer: Place, registry: Registry): InSlices<AppMatcher> {
  const site = siteOf(app, 'starlette', outer, registry);
  yield* registerNodes(app.routes, registry, {
    leaf: (node) => registerPlain(node, site),
    container: (node) => registerContainer(node, site),
  });
  const { redirect_slashes: redirectSlashes } = app.options as OptionsOf<typeof STARLETTE_OPTIONS>;
  return starletteMatcher({ site, redirectSlashes, rootPath: '' });
}

const NONE: readonly string[] = [];
const HEAD: readonly string[] = ['HEAD'];
const ANY: readonly string[] = ['ANY'];
const WS: readonly string[] = ['WS'];

/** Registers a node as Starlette does. Frontends exist in FastAPI only and register nothing here. */
export function registerPlain(
  node: Exclude<RouteNode, ContainerNode>,
  site: Site,
  kind: 'route' | 'plain' = 'route',
): void {
  if (node.kind === 'frontend') return;
  const { path, name } = node;
  const methods = node.kind === 'websocket' ? WS : node.methods;
  const own = node.kind === 'route' ? kind : node.kind;
  addRoute(site, { node, kind: own, path, methods, automatic: automaticHead(methods), name });
}

/** Registers a mount or host and its application. Inclusions exist in FastAPI only and register nothing here. */
export function* registerContainer(node: ContainerNode, site: Site): InSlices<void> {
  if (node.kind === 'mount') yield* registerMount(node, node.path, site);
  else if (node.kind === 'host') yield* registerHost(node, site);
}

/** HEAD comes with GET (starlette/routing.py, Route.__init__). */
export function automaticHead(methods: readonly string[]): readonly string[] {
  return methods.includes('GET') && !methods.includes('HEAD') ? HEAD : NONE;
}

/** `Mount(path, app)`: trailing slashes of the path are dropped (starlette/routing.py, Mount.__init__). */
export function* registerMount(node: Mount | Host, path: string, site: Site): InSlices<void> {
  const { mountContext, place, prefix, registry } = site;
  const inApp = stripSlashes(prefix + path);
  const full = place.prefix + inApp;
  const { app, name } = node;
  const opaque = !('routes' in app);
  const registration = registry.add({
    node,
    kind: opaque ? 'opaque' : 'mount',
    path: full || '/',
    methods: opaque ? ANY : NONE,
    automatic: NONE,
    name,
    mountContext,
  });
  const mounts = [...mountContext.mounts, registration.path];
  const via = [...mountContext.via, node];
  const inner: Place = { via, mounts, hosts: mountContext.hosts, prefix: full, inside: place.inside };
  addEntry(site, registration, `${inApp}/{path:path}`, yield* registry.build(app, registration, inner));
}

/** `Host(pattern, app)`. */
function* registerHost(node: Host, site: Site): InSlices<void> {
  const { mountContext, place, prefix, registry } = site;
  const registration = registry.add({
    node,
    kind: 'host',
    path: mountContext.prefix || '/',
    methods: NONE,
    automatic: NONE,
    name: node.name,
    mountContext,
  });
  const inner: Place = { ...place, via: [...mountContext.via, node], hosts: [...mountContext.hosts, node.host] };
  if (prefix === '') {
    addEntry(site, registration, withoutPort(node.host), yield* registry.build(node.app, registration, inner));
    return;
  }
  // An included router's hosts get a Router of their own with the application mounted under the include prefix
  // (fastapi/routing.py, _IncludedRouter._build_effective_context).
  const reached = { ...mountContext, hosts: inner.hosts };
  const within: Site = { mountContext: reached, place: inner, prefix: '', registry, entries: [] };
  yield* registerMount(node, prefix, within);
  const matcher = starletteMatcher({ site: within, redirectSlashes: true, rootPath: '' });
  addEntry(site, registration, withoutPort(node.host), matcher);
}

function stripSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === 47) end--;
  return path.slice(0, end);
}
