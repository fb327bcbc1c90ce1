import { type ContainerNode, isContainerNode } from '../dialects/index.ts';
import { optionOfType } from '../dialects/option.ts';
import { kindOf } from '../dialects/registry.ts';
import {
  type App,
  type Host,
  type Mount,
  mountedApp,
  type NodeId,
  type RouteNode,
  type Router,
  type RouteTree,
  type RoutingApp,
} from '../model/route-tree.ts';

/** What has a list of routes. */
export type Container = Router | RoutingApp;

/** What an id names, and where that stands. */
export type Found =
  | { readonly kind: 'node'; readonly node: RouteNode; readonly container: Container; readonly index: number }
  | { readonly kind: 'declared-router'; readonly router: Router }
  | { readonly kind: 'app'; readonly app: App; readonly holder: Mount | Host | null };

const known = new WeakMap<RouteTree, Map<NodeId, Found | null>>();

/** Looks an id up; null where the tree has no such node. Results are cached, because one edit looks up few ids often. */
export function find(tree: RouteTree, id: NodeId): Found | null {
  const before = known.get(tree) ?? new Map<NodeId, Found | null>();
  known.set(tree, before);
  const found = before.get(id);
  if (found !== undefined) return found;
  const looked = findIn(tree, id);
  before.set(id, looked);
  return looked;
}

function findIn(tree: RouteTree, id: NodeId): Found | null {
  const inApp = findInApp(tree.app, null, id);
  if (inApp) return inApp;
  for (const router of tree.routers) {
    if (router.id === id) return { kind: 'declared-router', router };
    const found = findInRoutes(router, id);
    if (found) return found;
  }
  return null;
}

function findInApp(app: App, holder: Mount | Host | null, id: NodeId): Found | null {
  if (app.id === id) return { kind: 'app', app, holder };
  return 'routes' in app ? findInRoutes(app, id) : null;
}

function findInRoutes(container: Container, id: NodeId): Found | null {
  const { routes } = container;
  for (let index = 0; index < routes.length; index++) {
    const node = routes[index] as RouteNode;
    if (node.id === id) return { kind: 'node', node, container, index };
    if (!('app' in node)) continue;
    const found = findInApp(node.app, node, id);
    if (found) return found;
  }
  return null;
}

/** The application or router with an id; null for anything else. */
export function findContainer(tree: RouteTree, id: NodeId): Container | null {
  const found = find(tree, id);
  if (found?.kind === 'declared-router') return found.router;
  return found?.kind === 'app' && 'routes' in found.app ? found.app : null;
}

/** The prefix that a router or application puts in front of its routes; null where it has no such option. */
export function containerPrefix(container: Container): string | null {
  if ('name' in container) return container.prefix;
  const option = optionOfType(kindOf(container).options, 'prefix');
  return option === null ? null : String(container.options[option]);
}

/** The prefix of whatever has one; null where it has none. */
export function prefixOf(found: Found): string | null {
  if (found.kind === 'node') return found.node.kind === 'include' ? found.node.prefix : null;
  if (found.kind === 'declared-router') return found.router.prefix;
  return 'routes' in found.app ? containerPrefix(found.app) : null;
}

/** How to change the one thing that has the id. */
interface Rewrite {
  readonly node?: (node: RouteNode) => RouteNode;
  readonly app?: (app: App) => App;
  readonly router?: (router: Router) => Router;
  readonly routes?: (routes: readonly RouteNode[]) => readonly RouteNode[];
}

/** A tree with one thing replaced; everything beside the path to it is shared with the old tree. */
export function rewrite(tree: RouteTree, id: NodeId, change: Rewrite): RouteTree {
  const app = rewriteApp(tree.app, id, change) as RoutingApp;
  if (app !== tree.app) return { ...tree, app };
  for (const [i, router] of tree.routers.entries()) {
    const next = rewriteRouter(router, id, change);
    if (next !== router) return { ...tree, routers: tree.routers.with(i, next) };
  }
  return tree;
}

function rewriteRouter(router: Router, id: NodeId, change: Rewrite): Router {
  if (router.id === id) {
    if (change.router) return change.router(router);
    return change.routes ? { ...router, routes: change.routes(router.routes) } : router;
  }
  const routes = rewriteRoutes(router.routes, id, change);
  return routes === router.routes ? router : { ...router, routes };
}

function rewriteApp(app: App, id: NodeId, change: Rewrite): App {
  if (app.id === id) {
    if (change.app) return change.app(app);
    return change.routes && 'routes' in app ? { ...app, routes: change.routes(app.routes) } : app;
  }
  if (!('routes' in app)) return app;
  const routes = rewriteRoutes(app.routes, id, change);
  return routes === app.routes ? app : { ...app, routes };
}

function rewriteRoutes(routes: readonly RouteNode[], id: NodeId, change: Rewrite): readonly RouteNode[] {
  for (let i = 0; i < routes.length; i++) {
    const node = routes[i] as RouteNode;
    if (node.id === id) return change.node ? routes.with(i, change.node(node)) : routes;
    if (!('app' in node)) continue;
    const app = rewriteApp(node.app, id, change);
    if (app !== node.app) return routes.with(i, { ...node, app });
  }
  return routes;
}

const containers = new WeakMap<readonly RouteNode[], readonly ContainerNode[]>();

/** The inclusions, mounts and hosts of a list; cached, because they are few among many routes and needed after every edit. */
export function containerNodesOf(routes: readonly RouteNode[]): readonly ContainerNode[] {
  const found = containers.get(routes) ?? routes.filter(isContainerNode);
  containers.set(routes, found);
  return found;
}

/** Every node of the tree, the routes of declared routers included, in reading order. */
export function* nodesOf(tree: RouteTree): Generator<RouteNode> {
  yield* nodesIn(tree.app.routes);
  for (const router of tree.routers) yield* nodesIn(router.routes);
}

function* nodesIn(routes: readonly RouteNode[]): Generator<RouteNode> {
  for (const node of routes) {
    yield node;
    const app = mountedApp(node);
    if (app) yield* nodesIn(app.routes);
  }
}

/** The smallest id that is larger than every id of the tree, so that the same tree always gives the same one. */
export function freshId(tree: RouteTree): NodeId {
  const known = freshIds.get(tree);
  if (known !== undefined) return known;
  let max = 0;
  for (const { id, routes } of [tree.app, ...tree.routers]) max = maxIn(routes, Math.max(max, id));
  freshIds.set(tree, max + 1);
  return max + 1;
}

const freshIds = new WeakMap<RouteTree, NodeId>();

function maxIn(routes: readonly RouteNode[], floor: number): number {
  let max = floor;
  for (const node of routes) {
    if (node.id > max) max = node.id;
    if (!('app' in node)) continue;
    if (node.app.id > max) max = node.app.id;
    if ('routes' in node.app) max = maxIn(node.app.routes, max);
  }
  return max;
}

/** The same node with ids that the tree doesn't have yet, counted up in reading order. */
export function withFreshIds(tree: RouteTree, node: RouteNode): RouteNode {
  let next = freshId(tree);
  const renumber = (old: RouteNode): RouteNode => {
    const id = next++;
    if (!('app' in old)) return { ...old, id };
    const appId = next++;
    const app: App =
      'routes' in old.app ? { ...old.app, id: appId, routes: old.app.routes.map(renumber) } : { ...old.app, id: appId };
    return { ...old, id, app };
  };
  return renumber(node);
}

/** The ids of a node and of everything in it. */
export function idsIn(node: RouteNode): readonly NodeId[] {
  if (!('app' in node)) return [node.id];
  return [node.id, node.app.id, ...(mountedApp(node)?.routes.flatMap(idsIn) ?? [])];
}

/** The nodes that switching `id` on or off really changes: itself, or the inclusions of the router that it names. */
export function switchTargets(tree: RouteTree, id: NodeId, on: boolean): readonly NodeId[] {
  const found = find(tree, id);
  const isOff = (node: RouteNode) => node.disabled === true;
  if (found?.kind === 'node') return isOff(found.node) === on ? [id] : [];
  if (found?.kind !== 'declared-router') return [];
  const { name } = found.router;
  return [...nodesOf(tree)]
    .filter((node) => node.kind === 'include' && node.router === name && isOff(node) === on)
    .map((node) => node.id);
}
