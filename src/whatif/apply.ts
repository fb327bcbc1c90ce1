import { withFramework } from '../dialects/index.ts';
import { optionOfType } from '../dialects/option.ts';
import { kindOf } from '../dialects/registry.ts';
import type { App, IncludedRouter, NodeId, RouteNode, RouteTree } from '../model/route-tree.ts';
import { type Edit, type EditFault, isEditFault, type SimpleEdit } from './edit.ts';
import { editFault } from './edit-fault.ts';
import { brokenRule } from './framework-rules.ts';
import { find, freshId, rewrite, switchTargets, withFreshIds } from './tree-ops.ts';

/**
 * The tree after one edit. The given tree stays as it is, what the edit doesn't touch is shared with it, and every
 * node keeps its id. Where the edit can't be made, or the framework would refuse the application that it leads to,
 * the answer says why in one sentence.
 */
export function applyEdit(tree: RouteTree, edit: Edit): RouteTree | EditFault {
  if (edit.kind === 'batch') {
    let current = tree;
    for (const one of edit.edits) {
      const next = applyEdit(current, one);
      if (isEditFault(next)) return next;
      current = next;
    }
    return current === tree ? { fault: 'there is nothing to change' } : current;
  }
  const fault = editFault(tree, edit);
  if (fault !== null) return { fault };
  const after = change(tree, edit);
  const broken = brokenRule(tree, after, edit);
  return broken === null ? after : { fault: broken };
}

/** Makes an edit that `editFault` found nothing against. */
function change(tree: RouteTree, edit: SimpleEdit): RouteTree {
  switch (edit.kind) {
    case 'disable':
    case 'enable': {
      const on = edit.kind === 'enable';
      return switchTargets(tree, edit.node, on).reduce((now, id) => rewrite(now, id, { node: switched(on) }), tree);
    }
    case 'move':
      return changeList(tree, edit.node, (routes, index) => {
        const node = routes[index] as RouteNode;
        return routes.toSpliced(index, 1).toSpliced(edit.to, 0, node);
      });
    case 'set-path':
      return rewrite(tree, edit.node, { node: (node) => withPath(node, edit.path) });
    case 'set-methods':
      return rewrite(tree, edit.node, { node: (node) => ({ ...node, methods: edit.methods }) as RouteNode });
    case 'set-params':
      return rewrite(tree, edit.node, { node: (node) => ({ ...node, params: edit.params }) as RouteNode });
    case 'add':
      return rewrite(tree, edit.into, { routes: (routes) => routes.toSpliced(edit.at, 0, edit.route) });
    case 'duplicate':
      return changeList(tree, edit.node, (routes, index) =>
        routes.toSpliced(index + 1, 0, withFreshIds(tree, routes[index] as RouteNode)),
      );
    case 'remove':
      return changeList(tree, edit.node, (routes, index) => routes.toSpliced(index, 1));
    case 'set-prefix': {
      const { prefix } = edit;
      return rewrite(tree, edit.node, {
        node: (node) => ({ ...node, prefix }) as RouteNode,
        router: (router) => ({ ...router, prefix }),
        app: (app) => withPrefix(app, prefix),
      });
    }
    case 'include': {
      const { router, prefix } = edit;
      const node: IncludedRouter = { id: freshId(tree), source: null, late: false, kind: 'include', router, prefix };
      return rewrite(tree, edit.into, { routes: (routes) => [...routes, node] });
    }
    case 'set-option':
      return rewrite(tree, edit.app, {
        app: (app) => ({ ...app, options: { ...app.options, [edit.option]: edit.value } }),
      });
    case 'set-server-root-path':
      return { ...tree, serverRootPath: edit.value };
    case 'set-framework':
      return withFramework(tree, edit.framework);
  }
}

function withPrefix(app: App, prefix: string): App {
  const option = optionOfType(kindOf(app).options, 'prefix');
  return option === null ? app : { ...app, options: { ...app.options, [option]: prefix } };
}

function changeList(
  tree: RouteTree,
  id: NodeId,
  change: (routes: readonly RouteNode[], index: number) => readonly RouteNode[],
): RouteTree {
  const found = find(tree, id);
  if (found?.kind !== 'node') return tree;
  return rewrite(tree, found.container.id, { routes: (routes) => change(routes, found.index) });
}

function withPath(node: RouteNode, path: string): RouteNode {
  if (node.kind === 'host') return { ...node, host: path };
  return node.kind === 'include' ? node : { ...node, path };
}

function switched(on: boolean): (node: RouteNode) => RouteNode {
  return (node) => {
    if (!on) return { ...node, disabled: true };
    const { disabled: _, ...rest } = node;
    return rest as RouteNode;
  };
}
