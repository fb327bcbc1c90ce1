import type { Registration } from '../model/registration.ts';
import { mountedApp, type RouteNode, type Router, type RouteTree } from '../model/route-tree.ts';
import { routerDialect, startCompilation } from './registry.ts';

/** What a router that nothing includes would register, were it included without a prefix. */
export interface OrphanRegistration {
  /** Name of the router to include; the outermost one where routers are nested. */
  readonly router: string;
  readonly registration: Registration;
}

/**
 * The registrations that unused routers would make. Of nested unused routers, the outermost one is named. Their orders count from 0
 * per router and can't be compared with those of the application.
 */
export function orphans(tree: RouteTree): readonly OrphanRegistration[] {
  const byName = new Map(tree.routers.map((router) => [router.name, router]));
  const reached = new Set<string>();
  reach(tree.app.routes, byName, reached);
  const unused = tree.routers.filter((router) => !reached.has(router.name));
  const nested = new Set<string>();
  for (const router of unused) {
    const below = new Set<string>();
    reach(router.routes, byName, below);
    below.delete(router.name);
    for (const name of below) nested.add(name);
  }
  const roots = unused.filter((router) => !nested.has(router.name));
  // Routers that only include each other in a circle have no outermost one; the first stands for all of them.
  const named = roots.length > 0 ? roots : unused.slice(0, 1);
  return named.flatMap((router) => registrationsOf(tree, router));
}

function registrationsOf(tree: RouteTree, router: Router): readonly OrphanRegistration[] {
  const { registry, declared } = startCompilation(tree);
  routerDialect(tree).routers?.registerAlone(router, tree, registry);
  return declared.filter(({ disabled }) => !disabled).map((registration) => ({ router: router.name, registration }));
}

/** Collects the names of the routers that a list of nodes includes, at any depth and in mounted applications too. */
function reach(routes: readonly RouteNode[], byName: ReadonlyMap<string, Router>, reached: Set<string>): void {
  for (const node of routes) {
    if (node.disabled) continue;
    if (node.kind === 'include' && !reached.has(node.router)) {
      reached.add(node.router);
      reach(byName.get(node.router)?.routes ?? [], byName, reached);
    }
    reach(mountedApp(node)?.routes ?? [], byName, reached);
  }
}
