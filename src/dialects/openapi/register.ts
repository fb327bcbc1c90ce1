import type { Nest } from '../../model/registration.ts';
import type { Endpoint, OpenApiApp, Route, RoutingApp } from '../../model/route-tree.ts';
import type { AppMatcher, Building, Place, Registered, RegisteredList, Registry, Single } from '../dialect.ts';
import { eachSingle, type Lister, registerList, type Turnover } from '../registered.ts';
import { appMatcher } from '../starlette/app-matcher.ts';
import type { Entry } from '../starlette/entry.ts';
import { followDoor, isEntry, mountEntry, entriesIn as mountedIn, type Site } from '../starlette/register.ts';
import { updateList } from '../update-list.ts';
import { openApiMatcher } from './app-matcher.ts';
import type { Operation } from './captured.ts';
import { type LazyPaths, lazyPaths } from './lazy-paths.ts';
import { withSlash } from './path-syntax.ts';

const NONE: readonly string[] = [];

/** A document as an application: one registration per operation, its base path in front. */
export function* buildOpenApi(app: OpenApiApp, outer: Place, registry: Registry): Building<AppMatcher> {
  const { via, mounts, hosts, prefix } = outer;
  const nest: Nest = { via, appId: app.id, framework: 'openapi', mounts, hosts, prefix: prefix + app.basePath };
  const place: Place = { ...outer, inside: [...outer.inside, app.kind] };
  const site: Site = { nest, place, prefix: app.basePath, registry };
  const list = yield* registerList(app.routes, listerOf(site, []), registry);
  return matcherOf({ app, site, list, paths: lazyPaths(() => operationsIn(list), prefix), mounted: mountedIn(list) });
}

/** What an application has registered. */
interface Built {
  readonly app: OpenApiApp;
  readonly site: Site;
  readonly list: RegisteredList;
  readonly paths: LazyPaths;
  /** Mounts, which a document has none of, but an application read as one may. */
  readonly mounted: readonly Entry[];
}

function matcherOf({ app, site, list, paths, mounted }: Built): AppMatcher {
  const { mounts } = site.nest;
  const entries = mounted;
  const inside = entries.length > 0 ? appMatcher({ entries, redirectSlashes: false, mounts, rootPath: '' }) : null;
  const matcher: AppMatcher = {
    ...openApiMatcher(paths, inside, mounts),
    registered: [list],
    *update(next, registry, low, high) {
      if (!isSame(app, next)) return null;
      if (next === app && !registry.routersChanged) return matcher;
      const turnover: Turnover = { gone: new Set(), came: [] };
      const lister = listerOf({ ...site, registry }, []);
      const later = yield* updateList(list, next.routes, lister, registry, turnover, low, high);
      const [gone, came] = [[...turnover.gone], turnover.came];
      const left = paths.after(gone.filter(isOperation), came.filter(isOperation), () => operationsIn(later));
      const isMoved = [...gone, ...came].some(isEntry);
      return matcherOf({ app: next, site, list: later, paths: left, mounted: isMoved ? mountedIn(later) : mounted });
    },
  };
  return matcher;
}

const isSame = (app: OpenApiApp, next: RoutingApp): next is OpenApiApp =>
  next.kind === app.kind && next.id === app.id && next.basePath === app.basePath;

const isOperation = (single: Single): single is Operation => 'captures' in single && !single.registration.disabled;

function operationsIn(list: RegisteredList): readonly Operation[] {
  const operations: Operation[] = [];
  eachSingle(list, (single) => {
    if (isOperation(single)) operations.push(single);
  });
  return operations;
}

/** What an included router has registered at one place. */
interface IncludedList extends RegisteredList {
  readonly routerPrefix: string;
  readonly site: Site;
}

const isIncluded = (item: Registered): item is IncludedList => item !== null && 'items' in item;

/** @param open routers being included, to stop at a circle. */
function listerOf(site: Site, open: readonly string[]): Lister {
  const { registry } = site;
  return {
    leaf: (node) => (node.kind === 'route' || node.kind === 'endpoint' ? operationOf(node, site) : null),
    *door(node) {
      if (node.kind === 'mount') return yield* mountEntry(node, node.path, site);
      const router = node.kind === 'include' && !open.includes(node.router) ? registry.router(node.router) : null;
      if (node.kind !== 'include' || router === null) return null;
      const nest: Nest = { ...site.nest, via: [...site.nest.via, node], prefix: site.nest.prefix + node.prefix };
      const inner: Site = { ...site, nest, prefix: site.prefix + node.prefix + router.prefix };
      const list = yield* registerList(router.routes, listerOf(inner, [...open, node.router]), registry);
      return { ...list, routerPrefix: router.prefix, site: inner } as IncludedList;
    },
    *follow(step) {
      const { was, node, item, turnover, low, high } = step;
      if (node.kind === 'host') return item;
      if (node.kind !== 'include' || was.kind !== 'include') return yield* followDoor(step, site);
      const router = open.includes(node.router) ? null : registry.router(node.router);
      if (!isIncluded(item)) return router === null ? item : undefined;
      if (router?.prefix !== item.routerPrefix || node.router !== was.router || node.prefix !== was.prefix)
        return undefined;
      const lister = listerOf({ ...item.site, registry }, [...open, node.router]);
      const list = yield* updateList(item, router.routes, lister, registry, turnover, low, high);
      return list === item ? item : ({ ...item, ...list } as IncludedList);
    },
  };
}

/** An operation answers below each base path of servers of its own, else below the application's. */
function operationOf(node: Route | Endpoint, { nest, place, prefix, registry }: Site): Operation {
  const base = (node.kind === 'route' ? node.basePaths?.[0] : undefined) ?? prefix;
  const { methods, name, kind } = node;
  const path = place.prefix + base + withSlash(node.path);
  return { registration: registry.add({ node, kind, path, methods, automatic: NONE, name, nest }), captures: null };
}
