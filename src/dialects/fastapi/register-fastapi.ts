import type { Frontend, RouteNode, Router, RouteTree, RoutingApp } from '../../model/route-tree.ts';
import type { AppMatcher } from '../app-matcher.ts';
import type { Place, Registry } from '../dialect.ts';
import { finish, type InSlices } from '../in-slices.ts';
import type { OptionsOf } from '../option.ts';
import { registerNodes } from '../register-nodes.ts';
import { parseParts } from '../starlette/path-syntax.ts';
import { automaticHead, registerContainer, registerPlain } from '../starlette/register-starlette.ts';
import { addRoute, includedSite, type Site, siteOf } from '../starlette/site.ts';
import { starletteMatcher } from '../starlette/starlette-matcher.ts';
import { type API_ROUTER_OPTIONS, docsRoutes } from './fastapi-kinds.ts';
import { askFrontends, type FrontendEntry, joinFrontendPath } from './frontend.ts';
import { handlerOf } from './handle.ts';

/** A FastAPI application, or an APIRouter used as one (fastapi/applications.py, fastapi/routing.py). */
export function* buildFastApi(app: RoutingApp, outer: Place, registry: Registry): InSlices<AppMatcher> {
  const site = siteOf(app, 'fastapi', outer, registry);
  // Docs are plain Starlette routes of the application.
  for (const { name, path } of docsRoutes(app.options)) {
    addRoute(site, { node: null, kind: 'docs', path, methods: GET, automatic: automaticHead(GET), name });
  }
  const { frontends, broken } = yield* registerRoutes(app.routes, textOf(app, 'prefix'), site, []);
  return starletteMatcher({
    site,
    redirectSlashes: (app.options as OptionsOf<typeof API_ROUTER_OPTIONS>).redirect_slashes,
    rootPath: textOf(app, 'root_path'),
    barrier: broken,
    handle: handlerOf(site.place, broken !== Infinity),
    lowPriority: (asked, steps) => askFrontends(frontends, asked, outer.mounts, steps),
  });
}

/** An option that only one of the two kinds has. */
const textOf = (app: RoutingApp, option: 'prefix' | 'root_path') => String(app.options[option] ?? '');

const NONE: readonly string[] = [];
const GET: readonly string[] = ['GET'];

/** What registering a list of nodes returns, beside the entries. */
interface RegisteredList {
  /** In the order in which they are tried: the list's own first, then those of its included routers. */
  readonly frontends: readonly FrontendEntry[];
  /** Order at which the first included router begins that can't be compiled; Infinity for none. */
  readonly broken: number;
  /** Whether a path of the list itself has two parameters of one name. */
  readonly hasTwins: boolean;
}

/**
 * Registers the nodes of an application or router. `include_router` joins its prefix in front of everything the
 * router holds; the router's own prefix is in front of its API routes, websockets and frontends only: what Starlette's
 * own methods register (`add_route`, `mount`, `host`) goes without. An included router matches exactly as if its
 * routes were listed in its place: `_IncludedRouter.matches` returns the match of the first of them.
 *
 * A prefix and a path may both be valid and have a parameter in common. FastAPI compiles all paths of an included router
 * when it is first tried, so that every request that gets as far as the router fails then.
 *
 * @param open routers being included, to stop at a circle, which FastAPI refuses.
 */
function* registerRoutes(
  routes: readonly RouteNode[],
  ownPrefix: string,
  site: Site,
  open: readonly string[],
): InSlices<RegisteredList> {
  const { entries, registry } = site;
  const own = { ...site, prefix: site.prefix + ownPrefix };
  const frontends: FrontendEntry[] = [];
  const included: FrontendEntry[] = [];
  let broken = Infinity;
  let hasTwins = false;
  const noteTwins = (path: string | undefined) => {
    if (path !== undefined && open.length > 0) hasTwins ||= hasTwinParams(path);
  };
  yield* registerNodes(routes, registry, {
    leaf(node) {
      const count = entries.length;
      if (node.kind === 'frontend') {
        const entry = registerFrontend(node, ownPrefix, site);
        if (entry.registration.disabled) return;
        frontends.push(entry);
        noteTwins(entry.path);
      } else if (node.kind === 'route' && !node.plain) {
        const { path, methods, name } = node;
        addRoute(own, { node, kind: 'route', path, methods, automatic: NONE, name });
      } else registerPlain(node, node.kind === 'websocket' ? own : site, 'plain');
      if (entries.length > count) noteTwins(entries.at(-1)?.path);
    },
    *container(node) {
      const count = entries.length;
      if (node.kind !== 'include') {
        yield* registerContainer(node, site);
        if (entries.length > count) noteTwins(entries.at(-1)?.path);
        return;
      }
      const router = open.includes(node.router) ? null : registry.router(node.router);
      if (!router) return;
      const inner = yield* registerRoutes(
        router.routes,
        router.prefix,
        includedSite(site, node, ownPrefix + node.prefix),
        [...open, node.router],
      );
      included.push(...inner.frontends);
      broken = Math.min(broken, inner.broken, inner.hasTwins ? (entries[count]?.order ?? Infinity) : Infinity);
    },
  });
  return { frontends: [...frontends, ...included], broken, hasTwins };
}

function hasTwinParams(path: string): boolean {
  if (path.indexOf('{') === path.lastIndexOf('{')) return false;
  const names = parseParts(path).parts.flatMap((part) => (part.kind === 'param' ? [part.name] : []));
  return new Set(names).size < names.length;
}

function registerFrontend(
  node: Frontend,
  ownPrefix: string,
  { mountContext, place, prefix, registry }: Site,
): FrontendEntry {
  const path = joinFrontendPath(prefix, joinFrontendPath(ownPrefix, node.path));
  const registration = registry.add({
    node,
    kind: 'frontend',
    path: place.prefix === '' ? path : joinFrontendPath(place.prefix, path),
    methods: GET,
    automatic: automaticHead(GET),
    name: '',
    mountContext,
  });
  return { registration, node, path, files: null };
}

/** See `RouterSupport.registerAlone`. */
export function registerOrphan(router: Router, { app }: RouteTree, registry: Registry): void {
  const site = siteOf(app, 'fastapi', { via: [], mounts: [], hosts: [], prefix: '', inside: [] }, registry);
  finish(registerRoutes(router.routes, router.prefix, site, [router.name]));
}
