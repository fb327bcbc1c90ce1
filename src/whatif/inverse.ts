import type { NodeId, RouteNode, RouteTree } from '../model/route-tree.ts';
import { applyEdit } from './apply.ts';
import { type Edit, isEditFault, type SimpleEdit } from './edit.ts';
import { getOption, shellOf } from './options.ts';
import { find, freshId, prefixOf, switchTargets } from './tree-ops.ts';

/**
 * The edit that undoes `edit`: applied after it, the tree is equal to `tree` again. Null where `edit` can't be
 * applied to `tree`.
 */
export function inverse(tree: RouteTree, edit: Edit): Edit | null {
  const after = applyEdit(tree, edit);
  if (isEditFault(after)) return null;
  const back = backwards(tree, edit);
  // A source may contain what the framework's rules refuse in an edit; undo restores it all the same.
  return back === null || !isEditFault(applyEdit(after, back)) ? back : { kind: 'restore', edit: back };
}

function backwards(tree: RouteTree, edit: Edit): Edit | null {
  if (edit.kind === 'restore') {
    const inner = edit.edit;
    if (inner.kind !== 'batch') return backwards(tree, inner);
    return backwards(tree, { kind: 'batch', edits: inner.edits.map((one) => ({ kind: 'restore', edit: one })) });
  }
  if (edit.kind !== 'batch') return simple(tree, edit);
  const edits: Edit[] = [];
  let current = tree;
  for (const one of edit.edits) {
    const back = inverse(current, one);
    const next = applyEdit(current, one);
    if (back === null || isEditFault(next)) return null;
    edits.unshift(back);
    current = next;
  }
  return { kind: 'batch', edits };
}

function simple(tree: RouteTree, edit: SimpleEdit): Edit | null {
  switch (edit.kind) {
    case 'disable':
    case 'enable':
      return switchBack(tree, edit.node, edit.kind === 'enable');
    case 'add':
      return { kind: 'remove', node: edit.route.id };
    case 'duplicate':
    case 'include':
      return { kind: 'remove', node: freshId(tree) };
    case 'set-option': {
      const found = find(tree, edit.app);
      if (found?.kind !== 'app' || !('routes' in found.app)) return null;
      return { ...edit, value: getOption(found.app, edit.option) };
    }
    case 'set-server-root-path':
      return { kind: 'set-server-root-path', value: tree.serverRootPath };
    case 'set-framework':
    case 'set-shell':
      return { kind: 'set-shell', shell: shellOf(tree.app) };
    case 'set-prefix': {
      const found = find(tree, edit.node);
      const prefix = found && prefixOf(found);
      return prefix === null ? null : { ...edit, prefix };
    }
    default: {
      const found = find(tree, edit.node);
      if (found?.kind !== 'node') return null;
      return nodeBack(edit, found.node, found.container.id, found.index);
    }
  }
}

type NodeEdit = Extract<SimpleEdit, { kind: 'move' | 'set-path' | 'set-methods' | 'set-params' | 'remove' }>;

function nodeBack(edit: NodeEdit, node: RouteNode, into: NodeId, index: number): Edit | null {
  switch (edit.kind) {
    case 'move':
      return { ...edit, to: index };
    case 'remove':
      return { kind: 'add', into, at: index, route: node };
    case 'set-path':
      if (node.kind === 'include') return null;
      return { ...edit, path: node.kind === 'host' ? node.host : node.path };
    case 'set-methods':
      return 'methods' in node ? { ...edit, methods: node.methods } : null;
    case 'set-params':
      return node.kind === 'route' ? { ...edit, params: node.params } : null;
  }
}

/** Switches back only what the edit switched: some inclusions of a router may have been off before. */
function switchBack(tree: RouteTree, id: NodeId, on: boolean): Edit | null {
  const kind = on ? 'disable' : 'enable';
  const targets = switchTargets(tree, id, on);
  const [only] = targets;
  if (only === undefined) return null;
  if (targets.length === 1) return { kind, node: only };
  return { kind: 'batch', edits: targets.map((node) => ({ kind, node })) };
}
