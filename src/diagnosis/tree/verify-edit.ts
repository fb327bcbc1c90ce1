import type { CompiledApp } from '../../dialects/dialect.ts';
import { compile } from '../../dialects/index.ts';
import type { Registration } from '../../model/registration.ts';
import type { Request } from '../../model/request.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { App, NodeId, RouteNode, RouteTree, RoutingApp } from '../../model/route-tree.ts';
import { applyEdit } from '../../whatif/apply.ts';
import { type Edit, isEditFault } from '../../whatif/edit.ts';
import { find } from '../../whatif/tree-ops.ts';
import { describeEdit } from '../../whatif/words.ts';
import type { SuggestedEdit } from '../near-miss.ts';

/**
 * The answer to a request after an edit; null where the edit can't be made. Compiling a large application for one
 * request would take seconds, so only what can decide the answer is compiled: what matches the path today, and all that the edit
 * adds. A route that doesn't match the path can't answer it, wherever it is.
 */
export function resolveEdited(
  app: CompiledApp,
  edit: Edit,
  request: Request,
  about: readonly Registration[],
): Resolution | null {
  const edited = applyEdit(app.tree, edit);
  if (isEditFault(edited)) return null;
  return compile(restrict(edited, keptIds(app, edit, request, about), edit)).resolve(request);
}

/** An edit with a sentence that describes it, without quoting marks. */
export function suggest(tree: RouteTree, edit: Edit): SuggestedEdit {
  return { edit, words: describeEdit(tree, edit).replaceAll('`', '') };
}

function keptIds(app: CompiledApp, edit: Edit, request: Request, about: readonly Registration[]): ReadonlySet<NodeId> {
  const ids = new Set<NodeId>();
  for (const { mountContext, node } of [...app.trace(request).map(({ registration }) => registration), ...about]) {
    for (const via of mountContext.via) ids.add(via.id);
    if (node) ids.add(node.id);
  }
  if ('node' in edit) ids.add(edit.node);
  return ids;
}

function restrict(tree: RouteTree, ids: ReadonlySet<NodeId>, edit: Edit): RouteTree {
  const added = edit.kind === 'include' ? edit.router : null;
  const changed = 'node' in edit ? edit.node : null;
  // The routes inside a changed node may never have been tried with this path, so all of them are kept.
  const whole = (node: RouteNode) => node.id === changed || (node.kind === 'include' && node.router === added);
  const keep = (routes: readonly RouteNode[]): RouteNode[] =>
    routes.flatMap((node): RouteNode[] => {
      if (whole(node)) return [node];
      if (!ids.has(node.id)) return [];
      return node.kind === 'mount' || node.kind === 'host' ? [{ ...node, app: inner(node.app) }] : [node];
    });
  const inner = (app: App): App => ('routes' in app ? { ...app, routes: keep(app.routes) } : app);
  const brought = broughtBy(tree, changed, added);
  const routers = tree.routers.map((router) =>
    brought.has(router.name) ? router : { ...router, routes: keep(router.routes) },
  );
  return { ...tree, app: inner(tree.app) as RoutingApp, routers };
}

/** Names of the routers inside a changed node or an added inclusion, with those that they include. */
function broughtBy(tree: RouteTree, changed: NodeId | null, added: string | null): ReadonlySet<string> {
  const names = new Set<string>();
  const visitRouter = (name: string): void => {
    if (names.has(name)) return;
    names.add(name);
    visit(tree.routers.find((router) => router.name === name)?.routes ?? []);
  };
  const visit = (routes: readonly RouteNode[]): void => {
    for (const node of routes) {
      if (node.kind === 'include') visitRouter(node.router);
      else if ((node.kind === 'mount' || node.kind === 'host') && 'routes' in node.app) visit(node.app.routes);
    }
  };
  if (added !== null) visitRouter(added);
  const found = changed === null ? null : find(tree, changed);
  if (found?.kind === 'node') visit([found.node]);
  if (found?.kind === 'declared-router') visitRouter(found.router.name);
  return names;
}
