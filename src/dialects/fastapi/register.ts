import type { Nest, Registration } from '../../model/registration.ts';
import type { InvalidParam, ParamValue, Resolution } from '../../model/resolution.ts';
import type { ApiRouterApp, FastApiApp, Frontend, IncludedRouter, Route, RouteNode } from '../../model/route-tree.ts';
import { invalidParams, matched, serverError } from '../answers.ts';
import type { AppMatcher, Place, Registry } from '../dialect.ts';
import { appMatcher } from '../starlette/app-matcher.ts';
import { type Entry, makeEntry } from '../starlette/entry.ts';
import { parseParts } from '../starlette/path-syntax.ts';
import { automaticHead, inOrder, registerPlain, type Site } from '../starlette/register.ts';
import { docsRoutes } from './docs-routes.ts';
import { askFrontends, type FrontendEntry, joinFrontendPath } from './frontend.ts';
import { validateParams } from './validate-params.ts';

/** A FastAPI application, or an APIRouter used as one (fastapi/applications.py, fastapi/routing.py). */
export function buildFastApi(app: FastApiApp | ApiRouterApp, outer: Place, registry: Registry): AppMatcher {
  const { via, mounts, hosts, prefix } = outer;
  const nest: Nest = { via, appId: app.id, framework: 'fastapi', mounts, hosts, prefix };
  const place: Place = { ...outer, inside: [...outer.inside, app.kind] };
  const site: Site = { nest, place, prefix: '', registry };
  const entries: Entry[] = [];
  const frontends: Frontends = { own: [], included: [] };
  if (app.kind === 'fastapi') for (const docs of docsRoutes(app)) entries.push(docsEntry(docs.name, docs.path, site));
  const ownPrefix = app.kind === 'apirouter' ? app.prefix : '';
  const broken: number[] = [];
  registerList(app.routes, ownPrefix, site, { entries, frontends, broken, open: [] });
  const lowPriority = [...frontends.own, ...frontends.included];
  return appMatcher({
    entries,
    redirectSlashes: app.redirectSlashes,
    mounts,
    rootPath: app.kind === 'fastapi' ? app.rootPath : '',
    barrier: Math.min(...broken),
    handle: handlerOf(place, broken.length > 0),
    lowPriority: (asked, steps) => askFrontends(lowPriority, asked, mounts, steps),
  });
}

/** A list's own frontends are asked before those of the routers that it includes. */
interface Frontends {
  readonly own: FrontendEntry[];
  readonly included: FrontendEntry[];
}

interface Lists {
  readonly entries: Entry[];
  readonly frontends: Frontends;
  /** Orders at which included routers begin that can't be compiled. */
  readonly broken: number[];
  /** Routers being included, to stop at a circle, which FastAPI refuses. */
  readonly open: readonly string[];
}

const NONE: readonly string[] = [];
const GET: readonly string[] = ['GET'];

/**
 * Registers the nodes of an application or router. `include_router` joins its prefix in front of everything the
 * router holds; the router's own prefix is in front of its API routes, websockets and frontends only: what Starlette's
 * own methods register (`add_route`, `mount`, `host`) goes without. An included router is asked exactly as if its
 * routes stood where it is included: `_IncludedRouter.matches` says what the first of them says.
 */
function registerList(routes: readonly RouteNode[], ownPrefix: string, site: Site, lists: Lists): void {
  for (const node of inOrder(routes)) {
    if (node.kind === 'include') includeRouter(node, ownPrefix, site, lists);
    else if (node.kind === 'frontend') lists.frontends.own.push(frontendEntry(node, ownPrefix, site));
    else if (node.kind === 'route' && !node.plain) lists.entries.push(apiRoute(node, ownPrefix, site));
    else {
      const own = node.kind === 'websocket' ? withPrefix(site, ownPrefix) : site;
      const entry = registerPlain(node, own);
      if (entry) lists.entries.push(entry);
    }
  }
}

function includeRouter(node: IncludedRouter, ownPrefix: string, site: Site, lists: Lists): void {
  const router = site.registry.router(node.router);
  if (!router || lists.open.includes(node.router)) return;
  const prefix = ownPrefix + node.prefix;
  const { nest } = site;
  const inner: Site = {
    ...withPrefix(site, prefix),
    nest: { ...nest, via: [...nest.via, node], prefix: nest.prefix + prefix },
  };
  const frontends: Frontends = { own: [], included: [] };
  const from = lists.entries.length;
  registerList(router.routes, router.prefix, inner, { ...lists, frontends, open: [...lists.open, node.router] });
  lists.frontends.included.push(...frontends.own, ...frontends.included);
  noteBroken(lists, from, inner.nest);
}

/**
 * A prefix and a path that each are fine may have a parameter in common. FastAPI compiles an included router's paths when
 * it is first asked, all at once, so that then every request that gets as far as the router fails.
 */
function noteBroken({ entries, broken }: Lists, from: number, nest: Nest): void {
  const first = entries[from];
  const twice = entries.some((entry, i) => i >= from && entry.registration.nest === nest && hasTwins(entry.path));
  if (first && twice) broken.push(first.order);
}

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

/**
 * What an API route does once selected: it validates its parameters. An APIRouter outside every FastAPI application
 * lacks what FastAPI prepares per request, so each of its API routes fails; and where Starlette catches the
 * exceptions in FastAPI's place, a 422 becomes a 500.
 */
function handlerOf(place: Place, isBroken: boolean) {
  const prepared = place.inside.includes('fastapi');
  const catching = place.inside.findLast((kind) => kind === 'fastapi' || kind === 'starlette');
  return (entry: Entry, params: Record<string, ParamValue>): Resolution => {
    const { registration } = entry;
    const { mounts } = registration.nest;
    // The schema goes through all routes, the broken ones as well.
    if (isBroken && registration.kind === 'docs' && registration.name === 'openapi') return serverError(mounts);
    if (registration.kind !== 'route') return matched(registration, params, mounts);
    if (!prepared) return serverError(mounts, registration);
    const invalid = validateParams(entry, params);
    if (invalid.length === 0) return matched(registration, params, mounts);
    if (catching !== 'fastapi' || !canTell(entry, invalid)) return serverError(mounts, registration);
    return invalidParams(registration, 422, params, invalid, mounts);
  };
}

/** A 422 repeats the value that was refused, as JSON, which knows no infinity: `{x:float}` makes one of 400 digits. */
function canTell(entry: Entry, invalid: readonly InvalidParam[]): boolean {
  return !invalid.some(
    ({ param, value }) =>
      value === 'inf' && entry.declared?.some(({ name, convertor }) => name === param && convertor === 'float'),
  );
}

/** The routes of a router that nothing includes, as its own prefix would have them; see orphans.ts. */
export function registerOrphan(
  router: { readonly name: string; readonly prefix: string; readonly routes: readonly RouteNode[] },
  site: Site,
): readonly Registration[] {
  const lists: Lists = { entries: [], frontends: { own: [], included: [] }, broken: [], open: [router.name] };
  registerList(router.routes, router.prefix, site, lists);
  const frontends = [...lists.frontends.own, ...lists.frontends.included];
  return [...lists.entries, ...frontends].map((entry) => entry.registration);
}
