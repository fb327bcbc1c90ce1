import type { Nest, Registration, RegistrationKind } from '../../model/registration.ts';
import type { App, Host, Mount, RouteNode, RouterApp, StarletteApp } from '../../model/route-tree.ts';
import type { AppMatcher, Place, Registry } from '../dialect.ts';
import { appMatcher } from './app-matcher.ts';
import { type Entry, makeEntry } from './entry.ts';
import { withoutPort } from './host-header.ts';
import { opaqueMatcher, staticMatcher } from './static-files.ts';

/** Where a list of nodes registers: an application, or a router included in one. */
export interface Site {
  readonly nest: Nest;
  /** Of the application; `inside` has the application itself. */
  readonly place: Place;
  /** Include prefixes in front of every path; `''` directly in an application. */
  readonly prefix: string;
  readonly registry: Registry;
}

/** A Starlette application or bare Router (starlette/applications.py, starlette/routing.py). */
export function buildStarlette(app: StarletteApp | RouterApp, place: Place, registry: Registry): AppMatcher {
  const { via, mounts, hosts, prefix } = place;
  const nest: Nest = { via, appId: app.id, framework: 'starlette', mounts, hosts, prefix };
  const site: Site = { nest, place: { ...place, inside: [...place.inside, app.kind] }, prefix: '', registry };
  const entries: Entry[] = [];
  for (const node of inOrder(app.routes)) {
    const entry = registerPlain(node, site);
    if (entry) entries.push(entry);
  }
  return appMatcher({ entries, redirectSlashes: app.redirectSlashes, mounts, rootPath: '' });
}

/** The nodes of a list in the order in which they register: what is late comes last. */
export function* inOrder(routes: readonly RouteNode[]): Iterable<RouteNode> {
  let late = false;
  for (const node of routes) {
    if (node.disabled) continue;
    if (node.late) late = true;
    else yield node;
  }
  if (late) for (const node of routes) if (node.late && !node.disabled) yield node;
}

/** Registers a node as Starlette does. Inclusions and frontends are FastAPI's own and register nothing here. */
export function registerPlain(node: RouteNode, site: Site): Entry | null {
  switch (node.kind) {
    case 'route':
      return add(site, node, site.nest.framework === 'fastapi' ? 'plain' : 'route', node.path, node.methods);
    case 'endpoint':
      return add(site, node, 'endpoint', node.path, node.methods);
    case 'websocket':
      return add(site, node, 'websocket', node.path, WS);
    case 'mount':
      return mountEntry(node, node.path, site);
    case 'host':
      return hostEntry(node, site);
    case 'include':
    case 'frontend':
      return null;
  }
}

const NONE: readonly string[] = [];
const HEAD: readonly string[] = ['HEAD'];
const ANY: readonly string[] = ['ANY'];
const WS: readonly string[] = ['WS'];

function add(
  site: Site,
  node: Exclude<RouteNode, { kind: 'include' | 'frontend' }>,
  kind: RegistrationKind,
  path: string,
  methods: readonly string[],
): Entry {
  const { place, prefix, nest, registry } = site;
  const inApp = prefix + path;
  const automatic = automaticHead(methods);
  const full = place.prefix + inApp;
  return makeEntry(registry.add({ node, kind, path: full, methods, automatic, name: node.name, nest }), inApp);
}

/** HEAD comes with GET (starlette/routing.py, Route.__init__). */
export function automaticHead(methods: readonly string[]): readonly string[] {
  return methods.includes('GET') && !methods.includes('HEAD') ? HEAD : NONE;
}

/** `Mount(path, app)`: trailing slashes of the path are dropped (starlette/routing.py, Mount.__init__). */
export function mountEntry(node: Mount | Host, path: string, site: Site): Entry {
  const { nest, place, prefix, registry } = site;
  const inApp = stripSlashes(prefix + path);
  const full = place.prefix + inApp;
  const { app, name } = node;
  const opaque = isOpaque(app);
  const registration = registry.add({
    node,
    kind: opaque ? app.kind : 'mount',
    path: full || '/',
    methods: opaque ? ANY : NONE,
    automatic: NONE,
    name,
    nest,
  });
  const mounts = [...nest.mounts, registration.path];
  const via = [...nest.via, node];
  const inner: Place = { via, mounts, hosts: nest.hosts, prefix: full, inside: place.inside };
  return makeEntry(registration, `${inApp}/{path:path}`, held(app, registration, inner, registry));
}

/** `Host(pattern, app)`. */
function hostEntry(node: Host, site: Site): Entry {
  const { nest, place, prefix, registry } = site;
  const registration = registry.add({
    node,
    kind: 'host',
    path: nest.prefix || '/',
    methods: NONE,
    automatic: NONE,
    name: node.name,
    nest,
  });
  const inner: Place = { ...place, via: [...nest.via, node], hosts: [...nest.hosts, node.host] };
  if (prefix === '')
    return makeEntry(registration, withoutPort(node.host), held(node.app, registration, inner, registry));
  // An included router's hosts get a Router of their own with the application mounted under the include prefix
  // (fastapi/routing.py, _IncludedRouter._build_effective_context).
  const within: Site = { nest: { ...nest, via: nest.via, hosts: inner.hosts }, place: inner, prefix: '', registry };
  const entries = [mountEntry(node, prefix, within)];
  const matcher = appMatcher({ entries, redirectSlashes: true, mounts: nest.mounts, rootPath: '' });
  return makeEntry(registration, withoutPort(node.host), matcher);
}

/** What a mount or host hands over to. Static and unknown applications answer in its name. */
function held(app: App, registration: Registration, place: Place, registry: Registry): AppMatcher {
  if (app.kind === 'static') return staticMatcher(app, registration, place.mounts);
  if (app.kind === 'asgi') return opaqueMatcher(registration, place.mounts);
  return registry.build(app, place);
}

function isOpaque(app: App): app is Extract<App, { kind: 'static' | 'asgi' }> {
  return app.kind === 'static' || app.kind === 'asgi';
}

function stripSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === 47) end--;
  return path.slice(0, end);
}
