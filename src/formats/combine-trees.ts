import { makeApp } from '../dialects/make-app.ts';
import { bareKind, dialectOf } from '../dialects/registry.ts';
import type { App, Mount, NodeId, RouteNode, Router, RouteTree } from '../model/route-tree.ts';
import { freshId } from '../whatif/tree-ops.ts';

/** An application that stands below a prefix of another one. */
export interface MountedTree {
  readonly name: string;
  /** Begins with a slash. */
  readonly prefix: string;
  readonly tree: RouteTree;
}

/**
 * Several sources as one application: the others are mounted on the first, behind its own routes. An OpenAPI document has no
 * place for mounts, so that where it comes first all of them are mounted on an application of their own, it as the last one, at the root.
 */
export function combineTrees(first: RouteTree, others: readonly MountedTree[]): RouteTree {
  let next = freshId(first);
  const routers: Router[] = [...first.routers];
  const mounts = others.map(({ name, prefix, tree }): Mount => {
    const offset = next;
    const renamed = renumber(tree, offset, freeLabel(name, routers));
    next = offset + freshId(tree);
    routers.push(...renamed.routers);
    return mount(next++, prefix, renamed.app, name);
  });
  const common = {
    routers,
    serverRootPath: first.serverRootPath,
    blindSpots: [...new Set([first, ...others.map(({ tree }) => tree)].flatMap(({ blindSpots }) => blindSpots))],
  };
  if (dialectOf(first.app.kind).ordered) {
    return { ...common, app: { ...first.app, routes: [...first.app.routes, ...mounts] } };
  }
  const root = mount(next++, '', first.app, '');
  const { kind, options } = bareKind();
  return { ...common, app: makeApp(kind, next, [...mounts, root], options) };
}

function mount(id: NodeId, path: string, app: App, name: string): Mount {
  return { id, kind: 'mount', path: path.replace(/\/+$/, ''), app, name, source: null, late: false };
}

/** What sets the routers of a source apart: its name, with a number where two sources have the same. */
function freeLabel(name: string, taken: readonly Router[]): string {
  let label = name;
  for (let i = 2; taken.some((router) => router.name.startsWith(`${label}:`)); i++) label = `${name}-${i}`;
  return label;
}

/** The same tree with ids and router names that no other tree has. */
function renumber(tree: RouteTree, offset: number, name: string): RouteTree {
  const node = (route: RouteNode): RouteNode => {
    const id = route.id + offset;
    if (route.kind === 'include') return { ...route, id, router: `${name}:${route.router}` };
    if (route.kind === 'mount' || route.kind === 'host') return { ...route, id, app: application(route.app) };
    return { ...route, id };
  };
  const application = <A extends App>(app: A): A =>
    'routes' in app ? { ...app, id: app.id + offset, routes: app.routes.map(node) } : { ...app, id: app.id + offset };
  const routers = tree.routers.map((router) => ({
    ...router,
    id: router.id + offset,
    name: `${name}:${router.name}`,
    routes: router.routes.map(node),
  }));
  return { ...tree, app: application(tree.app), routers };
}
