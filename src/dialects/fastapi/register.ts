import type { Nest } from '../../model/registration.ts';
import type {
  ApiRouterApp,
  FastApiApp,
  Frontend,
  IncludedRouter,
  Route,
  Router,
  RoutingApp,
} from '../../model/route-tree.ts';
import type { AppMatcher, Building, Place, Registered, RegisteredList, Registry, Single } from '../dialect.ts';
import { firstIn, lastIn } from '../orders.ts';
import { drop, eachSingle, type Lister, registerList, type Turnover } from '../registered.ts';
import { appMatcher } from '../starlette/app-matcher.ts';
import { type Entry, makeEntry } from '../starlette/entry.ts';
import { type LazyIndex, lazyIndex } from '../starlette/lazy-index.ts';
import { parseParts } from '../starlette/path-syntax.ts';
import {
  automaticHead,
  entriesIn,
  followDoor,
  registerDoor,
  registerPlain,
  type Site,
  turnedOver,
} from '../starlette/register.ts';
import { updateList } from '../update-list.ts';
import { docsRoutes } from './docs-routes.ts';
import { askFrontends, type FrontendEntry, joinFrontendPath } from './frontend.ts';
import { handlerOf } from './handle.ts';

/** A FastAPI application, or an APIRouter used as one (fastapi/applications.py, fastapi/routing.py). */
export function* buildFastApi(app: FastApiApp | ApiRouterApp, outer: Place, registry: Registry): Building<AppMatcher> {
  const { via, mounts, hosts, prefix } = outer;
  const nest: Nest = { via, appId: app.id, framework: 'fastapi', mounts, hosts, prefix };
  const place: Place = { ...outer, inside: [...outer.inside, app.kind] };
  const site: Site = { nest, place, prefix: '', registry };
  const docs = docsOf(app).map((one) => docsEntry(one.name, one.path, site));
  const list = yield* registerList(app.routes, listerOf(prefixOf(app), site, []), registry);
  const entries = entriesIn(...docs, list);
  const broken = brokenIn(list);
  const frontends = frontendsIn(list);
  return matcherOf({ app, site, docs, list, entries, frontends, index: lazyIndex(entries, broken), broken });
}

/** What an application has registered. */
interface Built {
  readonly app: FastApiApp | ApiRouterApp;
  readonly site: Site;
  readonly docs: readonly Entry[];
  readonly list: RegisteredList;
  readonly entries: readonly Entry[];
  readonly frontends: readonly FrontendEntry[];
  readonly index: LazyIndex;
  /** Order at which the first included router begins that can't be compiled; Infinity for none. */
  readonly broken: number;
}

function matcherOf(built: Built): AppMatcher {
  const { app, site, docs, list, entries, frontends, index, broken } = built;
  const { mounts } = site.nest;
  const matcher: AppMatcher = {
    ...appMatcher({
      entries,
      index,
      redirectSlashes: app.redirectSlashes,
      mounts,
      rootPath: app.kind === 'fastapi' ? app.rootPath : '',
      barrier: broken,
      handle: handlerOf(site.place, broken !== Infinity),
      lowPriority: (asked, steps) => askFrontends(frontends, asked, mounts, steps),
    }),
    registered: [...docs, list],
    *update(next, registry, low, high) {
      return next === app && !registry.routersChanged ? matcher : yield* updated(built, next, registry, low, high);
    },
  };
  return matcher;
}

/** See `AppMatcher.update`. */
function* updated(
  built: Built,
  app: RoutingApp,
  registry: Registry,
  low: number,
  high: number,
): Building<AppMatcher | null> {
  if ((app.kind !== 'fastapi' && app.kind !== 'apirouter') || app.kind !== built.app.kind) return null;
  if (app.id !== built.app.id || prefixOf(app) !== prefixOf(built.app) || built.broken !== Infinity) return null;
  const turnover: Turnover = { gone: new Set(), came: [] };
  const site = { ...built.site, registry };
  let { docs } = built;
  const paths = docsOf(app);
  if (paths.length !== docs.length || paths.some(({ path }, i) => path !== docs[i]?.path)) {
    for (const entry of docs) drop(entry, registry, turnover);
    registry.between(low, firstIn([built.list]) ?? high, paths.length);
    docs = paths.map((one) => docsEntry(one.name, one.path, site));
    turnover.came.push(...docs);
  }
  const lister = listerOf(prefixOf(app), site, []);
  const list = yield* updateList(built.list, app.routes, lister, registry, turnover, lastIn(docs) ?? low, high);
  if (turnover.came.some(({ registration }) => hasTwins(registration.path))) registry.giveUp();
  const frontends = [...turnover.gone, ...turnover.came].some(isFrontend) ? frontendsIn(list) : built.frontends;
  const [entries, index] = turnedOver(built.entries, built.index, turnover);
  return matcherOf({ app, site: built.site, docs, list, entries, frontends, index, broken: Infinity });
}

const docsOf = (app: FastApiApp | ApiRouterApp) => (app.kind === 'fastapi' ? docsRoutes(app) : []);
const prefixOf = (app: FastApiApp | ApiRouterApp) => (app.kind === 'apirouter' ? app.prefix : '');

const NONE: readonly string[] = [];
const GET: readonly string[] = ['GET'];

/** What an included router has registered at one place. */
interface IncludedList extends RegisteredList {
  readonly router: Router;
  readonly site: Site;
}

const isIncluded = (item: Registered): item is IncludedList => item !== null && 'items' in item;

/**
 * How the nodes of an application or router register. `include_router` joins its prefix in front of everything the
 * router holds; the router's own prefix is in front of its API routes, websockets and frontends only: what Starlette's
 * own methods register (`add_route`, `mount`, `host`) goes without. An included router is asked exactly as if its
 * routes stood where it is included: `_IncludedRouter.matches` says what the first of them says.
 *
 * @param open routers being included, to stop at a circle, which FastAPI refuses.
 */
function listerOf(ownPrefix: string, site: Site, open: readonly string[]): Lister {
  const own = withPrefix(site, ownPrefix);
  const routerOf = ({ router }: IncludedRouter) => (open.includes(router) ? null : site.registry.router(router));
  return {
    leaf(node) {
      if (node.kind === 'frontend') return frontendEntry(node, ownPrefix, site);
      if (node.kind === 'route' && !node.plain) return apiRoute(node, ownPrefix, site);
      return registerPlain(node, node.kind === 'websocket' ? own : site);
    },
    *door(node) {
      if (node.kind !== 'include') return yield* registerDoor(node, site);
      const router = routerOf(node);
      if (!router) return null;
      const prefix = ownPrefix + node.prefix;
      const { nest } = site;
      const inner: Site = {
        ...withPrefix(site, prefix),
        nest: { ...nest, via: [...nest.via, node], prefix: nest.prefix + prefix },
      };
      const lister = listerOf(router.prefix, inner, [...open, node.router]);
      return { ...(yield* registerList(router.routes, lister, site.registry)), router, site: inner } as IncludedList;
    },
    *follow(step) {
      const { was, node, item, turnover, low, high } = step;
      if (node.kind !== 'include' || was.kind !== 'include') return yield* followDoor(step, site);
      const router = routerOf(node);
      if (!isIncluded(item)) return router === null ? item : undefined;
      if (router?.prefix !== item.router.prefix || node.router !== was.router || node.prefix !== was.prefix)
        return undefined;
      const inner = { ...item.site, registry: site.registry };
      const lister = listerOf(router.prefix, inner, [...open, node.router]);
      const list = yield* updateList(item, router.routes, lister, site.registry, turnover, low, high);
      return list === item && router === item.router ? item : ({ ...list, router, site: inner } as IncludedList);
    },
  };
}

/** A list's own frontends are asked before those of the routers that it includes. */
function frontendsIn(list: RegisteredList): readonly FrontendEntry[] {
  const own: FrontendEntry[] = [];
  const included: FrontendEntry[] = [];
  for (const item of list.items) {
    if (isIncluded(item)) included.push(...frontendsIn(item));
    else if (item !== null && !('items' in item) && isFrontend(item)) own.push(item);
  }
  return included.length === 0 ? own : [...own, ...included];
}

const isFrontend = (single: Single): single is FrontendEntry =>
  single.registration.kind === 'frontend' && !single.registration.disabled;

/**
 * A prefix and a path that each are fine may have a parameter in common. FastAPI compiles an included router's paths when
 * it is first asked, all at once, so that then every request that gets as far as the router fails.
 */
function brokenIn(list: RegisteredList): number {
  let first = Infinity;
  for (const item of list.items) {
    if (!isIncluded(item)) continue;
    first = Math.min(first, brokenIn(item));
    const twice = item.items.some((one) => one !== null && !('items' in one) && isBroken(one));
    if (twice)
      eachSingle(item, ({ registration }) => {
        if (!registration.disabled && registration.kind !== 'frontend') first = Math.min(first, registration.order);
      });
  }
  return first;
}
const isBroken = (single: Single) =>
  'path' in single && !single.registration.disabled && hasTwins((single as Entry).path);

function hasTwins(path: string): boolean {
  const names = path.includes('{')
    ? parseParts(path).parts.flatMap((part) => (part.kind === 'param' ? [part.name] : []))
    : [];
  return new Set(names).size < names.length;
}

const withPrefix = (site: Site, prefix: string): Site =>
  prefix === '' ? site : { ...site, prefix: site.prefix + prefix };

function apiRoute(node: Route, ownPrefix: string, { nest, place, prefix, registry }: Site): Entry {
  const inApp = prefix + ownPrefix + node.path;
  const path = place.prefix + inApp;
  const { methods, name } = node;
  return makeEntry(registry.add({ node, kind: 'route', path, methods, automatic: NONE, name, nest }), inApp);
}

/** Docs are plain Starlette routes of the application, outside every prefix. */
function docsEntry(name: string, path: string, { nest, place, registry }: Site): Entry {
  const full = place.prefix + path;
  const automatic = automaticHead(GET);
  return makeEntry(registry.add({ node: null, kind: 'docs', path: full, methods: GET, automatic, name, nest }), path);
}

function frontendEntry(node: Frontend, ownPrefix: string, { nest, place, prefix, registry }: Site): FrontendEntry {
  const path = joinFrontendPath(prefix, joinFrontendPath(ownPrefix, node.path));
  const registration = registry.add({
    node,
    kind: 'frontend',
    path: place.prefix === '' ? path : joinFrontendPath(place.prefix, path),
    methods: GET,
    automatic: automaticHead(GET),
    name: '',
    nest,
  });
  return { registration, node, path, files: null };
}

/** The routes of a router that nothing includes, as its own prefix would have them; see orphans.ts. */
export function registerOrphan(router: Router, site: Site): void {
  const building = registerList(router.routes, listerOf(router.prefix, site, [router.name]), site.registry);
  while (!building.next().done);
}
