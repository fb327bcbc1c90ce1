import type { CompiledApp } from '../../dialects/dialect.ts';
import { compile } from '../../dialects/index.ts';
import type { Registration } from '../../model/registration.ts';
import type { Request } from '../../model/request.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { App, NodeId, RouteNode, RouteTree, RoutingApp } from '../../model/route-tree.ts';
import { applyEdit } from '../../whatif/apply.ts';
import { type Edit, isEditFault } from '../../whatif/edit.ts';

/**
 * The answer to a request after an edit; null where the edit can't be made. Compiling a large application for one
 * request would take seconds, so only what can have a say is compiled: whatever takes the path today, and what the edit
 * is about. A route that doesn't take the path can't answer it, wherever it stands.
 */
export function resolveAfter(
  app: CompiledApp,
  edit: Edit,
  request: Request,
  about: readonly Registration[],
): Resolution | null {
  const edited = applyEdit(app.tree, edit);
  if (isEditFault(edited)) return null;
  return compile(restrict(edited, keptIds(app, edit, request, about), edit)).resolve(request);
}

function keptIds(app: CompiledApp, edit: Edit, request: Request, about: readonly Registration[]): ReadonlySet<NodeId> {
  const ids = new Set<NodeId>();
  for (const { nest, node } of [...app.walk(request).map(({ registration }) => registration), ...about]) {
    for (const via of nest.via) ids.add(via.id);
    if (node) ids.add(node.id);
  }
  if ('node' in edit) ids.add(edit.node);
  return ids;
}

function restrict(tree: RouteTree, ids: ReadonlySet<NodeId>, edit: Edit): RouteTree {
  const added = edit.kind === 'include' ? edit.router : null;
  const keep = (routes: readonly RouteNode[]): RouteNode[] =>
    routes.flatMap((node): RouteNode[] => {
      if (node.kind === 'include' && node.router === added) return [node];
      if (!ids.has(node.id)) return [];
      return node.kind === 'mount' || node.kind === 'host' ? [{ ...node, app: inner(node.app) }] : [node];
    });
  const inner = (app: App): App => ('routes' in app ? { ...app, routes: keep(app.routes) } : app);
  const app = inner(tree.app) as RoutingApp;
  const routers = tree.routers.map((router) =>
    router.name === added ? router : { ...router, routes: keep(router.routes) },
  );
  // What the added router includes in turn is new as well, and there is no telling what of it takes the path.
  const whole = added === null ? routers : withIncluded(tree, routers, added);
  return { ...tree, app, routers: whole };
}

function withIncluded(tree: RouteTree, routers: RouteTree['routers'], from: string): RouteTree['routers'] {
  const reached = new Set<string>();
  const visit = (name: string) => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const node of tree.routers.find((router) => router.name === name)?.routes ?? []) {
      if (node.kind === 'include') visit(node.router);
    }
  };
  visit(from);
  return routers.map((router) =>
    reached.has(router.name) ? (tree.routers.find(({ name }) => name === router.name) ?? router) : router,
  );
}
