import type { Registration } from '../model/registration.ts';
import type { App, Host, IncludedRouter, Mount, RouteNode } from '../model/route-tree.ts';
import type { Building, Registered, RegisteredList, Registry, Single } from './dialect.ts';

/** What has lists behind it. */
export type Door = IncludedRouter | Mount | Host;

export const isDoor = (node: RouteNode): node is Door =>
  node.kind === 'include' || node.kind === 'mount' || node.kind === 'host';

/** How the nodes of one list register. */
export interface Lister {
  /** A node that stands for itself. */
  leaf(node: Exclude<RouteNode, Door>): Registered;
  door(node: Door): Building<Registered>;
  /**
   * What a door and everything behind it has registered, taken on to a later state, between two orders. What comes and goes
   * in the list's own application is noted in `turnover`. Undefined, and nothing done, where it has to be registered anew.
   */
  follow(step: Follow): Building<Registered | undefined>;
}

export interface Follow {
  readonly was: Door;
  readonly node: Door;
  readonly item: Registered;
  readonly turnover: Turnover;
  readonly low: number;
  readonly high: number;
}

/** What a change takes out of one application's own registrations and puts in. */
export interface Turnover {
  readonly gone: Set<Single>;
  readonly came: Single[];
}

/** The nodes of a list in the order in which they register: what is late comes last. */
export function inOrder(routes: readonly RouteNode[]): readonly RouteNode[] {
  return routes.some((node) => node.late)
    ? [...routes.filter((node) => !node.late), ...routes.filter((node) => node.late)]
    : routes;
}

/** Registers every node of a list. */
export function* registerList(
  routes: readonly RouteNode[],
  lister: Lister,
  registry: Registry,
): Building<RegisteredList> {
  const nodes = inOrder(routes);
  const items: Registered[] = [];
  for (const node of nodes) {
    items.push(isDoor(node) || node.disabled ? yield* registerNode(node, lister, registry) : lister.leaf(node));
    if (items.length % PAUSE === 0) yield;
  }
  return { nodes, items, isPlain: nodes === routes, hasDoors: nodes.some(isDoor) };
}

/** Registrations between two pauses. */
export const PAUSE = 50;

export function* registerNode(node: RouteNode, lister: Lister, registry: Registry): Building<Registered> {
  if (node.disabled) registry.switchOff(1);
  const item = isDoor(node) ? yield* lister.door(node) : lister.leaf(node);
  if (node.disabled) registry.switchOff(-1);
  return item;
}

/** At most how many registrations a node makes. */
export function weightOf(node: RouteNode, registry: Registry, open: readonly string[] = []): number {
  const all = (routes: readonly RouteNode[], inside: readonly string[]) =>
    routes.reduce((sum, one) => sum + (isDoor(one) ? weightOf(one, registry, inside) : 1), 0);
  if (node.kind === 'include') {
    const router = open.includes(node.router) ? null : registry.router(node.router);
    return router ? all(router.routes, [...open, node.router]) : 0;
  }
  if (node.kind !== 'mount' && node.kind !== 'host') return 1;
  const app: App = node.app;
  return OWN + ('routes' in app ? all(app.routes, []) : 0);
}

/** A mount or host itself, the mount inside of a router's host, and the docs routes of what it holds. */
const OWN = 6;

/** Takes everything that an item has registered away. */
export function drop(item: Registered, registry: Registry, turnover: Turnover): void {
  eachSingle(item, (single) => turnover.gone.add(single));
  eachRegistration(item, (registration) => registry.drop(registration));
}

/** The things that a list has registered in its own application, what is switched off included. */
export function eachSingle(item: Registered, take: (single: Single) => void): void {
  if (item === null) return;
  if ('items' in item) for (const one of item.items) eachSingle(one, take);
  else take(item);
}

function eachRegistration(item: Registered, take: (registration: Registration) => void): void {
  eachSingle(item, ({ registration, app }) => {
    take(registration);
    for (const inner of app?.registered ?? []) eachRegistration(inner, take);
  });
}
