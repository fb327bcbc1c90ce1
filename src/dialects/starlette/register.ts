import type { Nest, Registration, RegistrationKind } from '../../model/registration.ts';
import type { App, Host, Mount, RouteNode, RouterApp, StarletteApp } from '../../model/route-tree.ts';
import type { AppMatcher, Building, Place, Registered, RegisteredList, Registry, Single } from '../dialect.ts';
import { turned } from '../orders.ts';
import { type Door, eachSingle, type Follow, type Lister, registerList, type Turnover } from '../registered.ts';
import { updateList } from '../update-list.ts';
import { appMatcher } from './app-matcher.ts';
import { type Entry, makeEntry } from './entry.ts';
import { withoutPort } from './host-header.ts';
import { type LazyIndex, lazyIndex } from './lazy-index.ts';
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
export function* buildStarlette(app: StarletteApp | RouterApp, place: Place, registry: Registry): Building<AppMatcher> {
  const { via, mounts, hosts, prefix } = place;
  const nest: Nest = { via, appId: app.id, framework: 'starlette', mounts, hosts, prefix };
  const site: Site = { nest, place: { ...place, inside: [...place.inside, app.kind] }, prefix: '', registry };
  const list = yield* registerList(app.routes, listerOf(site), registry);
  const entries = entriesIn(list);
  return matcherOf(app, site, list, entries, lazyIndex(entries));
}

function matcherOf(
  app: StarletteApp | RouterApp,
  site: Site,
  list: RegisteredList,
  entries: readonly Entry[],
  index: LazyIndex,
): AppMatcher {
  const { mounts } = site.nest;
  const matcher: AppMatcher = {
    ...appMatcher({ entries, index, redirectSlashes: app.redirectSlashes, mounts, rootPath: '' }),
    registered: [list],
    *update(next, registry, low, high) {
      if (next.kind !== app.kind || next.id !== app.id) return null;
      if (next === app && !registry.routersChanged) return matcher;
      const turnover: Turnover = { gone: new Set(), came: [] };
      const lister = listerOf({ ...site, registry });
      const later = yield* updateList(list, next.routes, lister, registry, turnover, low, high);
      const [left, found] = turnedOver(entries, index, turnover);
      return matcherOf(next, site, later, left, found);
    },
  };
  return matcher;
}

/** The entries of an application and their index after a change. */
export function turnedOver(
  entries: readonly Entry[],
  index: LazyIndex,
  { gone, came }: Turnover,
): readonly [readonly Entry[], LazyIndex] {
  const fresh = came.filter(isEntry);
  const left = turned<Entry, Single>(entries, ({ registration }) => registration.order, gone, fresh);
  return left === entries ? [entries, index] : [left, index.after(gone, fresh, left)];
}

/** What an application asks, in order: frontends are asked apart, what is switched off isn't asked. */
export function entriesIn(...items: readonly Registered[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const item of items) {
    eachSingle(item, (single) => {
      if (isEntry(single)) entries.push(single);
    });
  }
  return entries;
}

export function isEntry(single: Single): single is Entry {
  return 'methods' in single && !single.registration.disabled;
}

const listerOf = (site: Site): Lister => ({
  leaf: (node) => registerPlain(node, site),
  door: (node) => registerDoor(node, site),
  follow: (step) => followDoor(step, site),
});

/** Registers a node as Starlette does. Frontends are FastAPI's own and register nothing here. */
export function registerPlain(node: Exclude<RouteNode, Door>, site: Site): Entry | null {
  switch (node.kind) {
    case 'route':
      return add(site, node, site.nest.framework === 'fastapi' ? 'plain' : 'route', node.path, node.methods);
    case 'endpoint':
      return add(site, node, 'endpoint', node.path, node.methods);
    case 'websocket':
      return add(site, node, 'websocket', node.path, WS);
    case 'frontend':
      return null;
  }
}

/** Registers a mount or host and what is behind it. Inclusions are FastAPI's own and register nothing here. */
export function* registerDoor(node: Door, site: Site): Building<Entry | null> {
  if (node.kind === 'include') return null;
  return node.kind === 'mount' ? yield* mountEntry(node, node.path, site) : yield* hostEntry(node, site);
}

/** A mount or host in a later state; see `Lister.follow`. */
export function* followDoor({ was, node, item, turnover, high }: Follow, site: Site): Building<Registered | undefined> {
  if (node.kind === 'include') return item;
  if (was.kind === 'include' || item === null || !('app' in item) || !item.app?.update) return undefined;
  if (addressOf(node) !== addressOf(was) || node.name !== was.name || !('routes' in node.app)) return undefined;
  const { registration } = item;
  const app = yield* item.app.update(node.app, site.registry, registration.order, high);
  if (app === null || (app === item.app && node === was)) return app === null ? undefined : item;
  const entry = { ...(item as Entry), app, registration: site.registry.replace(registration, node) };
  turnover.gone.add(item);
  turnover.came.push(entry);
  return entry;
}

const addressOf = (node: Mount | Host) => (node.kind === 'mount' ? `mount ${node.path}` : `host ${node.host}`);

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
export function* mountEntry(node: Mount | Host, path: string, site: Site): Building<Entry> {
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
  return makeEntry(registration, `${inApp}/{path:path}`, yield* held(app, registration, inner, registry));
}

/** `Host(pattern, app)`. */
function* hostEntry(node: Host, site: Site): Building<Entry> {
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
    return makeEntry(registration, withoutPort(node.host), yield* held(node.app, registration, inner, registry));
  // An included router's hosts get a Router of their own with the application mounted under the include prefix
  // (fastapi/routing.py, _IncludedRouter._build_effective_context).
  const within: Site = { nest: { ...nest, via: nest.via, hosts: inner.hosts }, place: inner, prefix: '', registry };
  const entries = [yield* mountEntry(node, prefix, within)];
  const asked = appMatcher({ entries, redirectSlashes: true, mounts: nest.mounts, rootPath: '' });
  const matcher: AppMatcher = { ...asked, registered: entries };
  return makeEntry(registration, withoutPort(node.host), matcher);
}

/** What a mount or host hands over to. Static and unknown applications answer in its name. */
function* held(app: App, registration: Registration, place: Place, registry: Registry): Building<AppMatcher> {
  if (app.kind === 'static') return staticMatcher(app, registration, place.mounts);
  if (app.kind === 'asgi') return opaqueMatcher(registration, place.mounts);
  return yield* registry.build(app, place);
}

function isOpaque(app: App): app is Extract<App, { kind: 'static' | 'asgi' }> {
  return app.kind === 'static' || app.kind === 'asgi';
}

function stripSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === 47) end--;
  return path.slice(0, end);
}
