import { kindOf } from '../../dialects/registry.ts';
import type { App, RouteNode, Router, RouteTree } from '../../model/route-tree.ts';
import { containerNodesOf } from '../../whatif/tree-ops.ts';
import { type Target, targetOf } from './targets.ts';

/** Declared parts of a source without a row in the table. */
export interface Unregistered {
  /** Routers that aren't included in the application, directly or indirectly. */
  readonly routers: readonly Router[];
  /** Inclusions, mounts and hosts without routes. */
  readonly empty: readonly Target[];
}

const known = new WeakMap<RouteTree, Unregistered>();

/** Everything enabled in an application that registers nothing. */
export function unregisteredOf(tree: RouteTree): Unregistered {
  const found = known.get(tree) ?? look(tree);
  known.set(tree, found);
  return found;
}

function look(tree: RouteTree): Unregistered {
  const routers = new Map(tree.routers.map((router) => [router.name, router]));
  const reached = new Set<string>();
  const empty: RouteNode[] = [];
  const visit = (routes: readonly RouteNode[], open: readonly string[]): void => {
    for (const node of containerNodesOf(routes)) {
      if (!hasRows(node, routers, open)) empty.push(node);
      if (node.kind !== 'include') {
        if ('routes' in node.app) visit(node.app.routes, open);
        continue;
      }
      if (reached.has(node.router)) continue;
      reached.add(node.router);
      visit(routers.get(node.router)?.routes ?? [], [...open, node.router]);
    }
  };
  visit(tree.app.routes, []);
  return {
    routers: tree.routers.filter(({ name }) => !reached.has(name)),
    empty: empty.flatMap((node) => targetOf(tree, node.id) ?? []),
  };
}

/** Whether a node, on or off, has rows in the table. */
function hasRows(node: RouteNode, routers: ReadonlyMap<string, Router>, open: readonly string[]): boolean {
  if (node.kind === 'include') {
    if (open.includes(node.router)) return false;
    const inside = [...open, node.router];
    return (routers.get(node.router)?.routes ?? []).some((one) => hasRows(one, routers, inside));
  }
  if (node.kind !== 'mount' && node.kind !== 'host') return true;
  const app: App = node.app;
  if (!('routes' in app)) return true;
  return kindOf(app).builtIn(app.options).length > 0 || app.routes.some((one) => hasRows(one, routers, open));
}
