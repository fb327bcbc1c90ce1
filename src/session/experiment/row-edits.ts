import type { RouteRow } from '../../model/registration.ts';
import type { RouteTree } from '../../model/route-tree.ts';
import type { Edit } from '../../whatif/edit.ts';
import { currentRow } from '../selectors.ts';
import { noted, type State, type Step } from '../state.ts';
import { treeNow } from './experiment.ts';
import { change } from './make-change.ts';
import { type Target, targetOf, targetsOf } from './targets.ts';

/** Changes that need no input; the last four move the route by one place, or to an end of its list. */
export type QuickEdit = 'switch' | 'duplicate' | 'remove' | 'up' | 'down' | 'top' | 'bottom';

export function quickEdit(target: Target, what: QuickEdit): Edit {
  const { node, container, index } = target;
  switch (what) {
    case 'switch':
      return { kind: node.disabled ? 'enable' : 'disable', node: node.id };
    case 'duplicate':
    case 'remove':
      return { kind: what, node: node.id };
    case 'up':
      return { kind: 'move', node: node.id, to: index - 1 };
    case 'down':
      return { kind: 'move', node: node.id, to: index + 1 };
    case 'top':
      return { kind: 'move', node: node.id, to: 0 };
    case 'bottom':
      return { kind: 'move', node: node.id, to: container.routes.length - 1 };
  }
}

/** The selected row and its editable node; a fault if it can't be changed. */
export function chosenTarget(
  state: State,
): { readonly tree: RouteTree; readonly row: RouteRow; readonly target: Target } | { readonly fault: string } {
  const tree = treeNow(state.experiment);
  const row = currentRow(state);
  if (!tree || !row) return { fault: 'no route is selected' };
  const { node } = row.registration;
  const target = node && targetOf(tree, node.id);
  if (!target) return { fault: 'the framework adds this route: F4 changes its setting' };
  return { tree, row, target };
}

/** Makes a quick edit of the selected route. */
export function editRow(state: State, what: QuickEdit): Step {
  const chosen = chosenTarget(state);
  if ('fault' in chosen) return noted(state, chosen.fault);
  const { tree, row, target } = chosen;
  if (what === 'switch' && row.registration.disabled && !target.node.disabled)
    return change(state, switchOnAround(tree, row));
  const edit = quickEdit(target, what);
  const [next, effects] = change(state, edit);
  const isStuck = edit.kind === 'move' && next.experiment.scenario === state.experiment.scenario;
  if (!isStuck || targetsOf(tree, row).length < 2) return [next, effects];
  return [{ ...next, notice: `${next.notice}  ─ w: move its router` }, effects];
}

/** Enables the inclusions, mounts and hosts around a row. */
function switchOnAround(tree: RouteTree, row: RouteRow): Edit {
  const off = targetsOf(tree, row).filter(({ node }) => node.disabled);
  const edits = off.map(({ node }): Edit => ({ kind: 'enable', node: node.id }));
  return edits.length === 1 && edits[0] ? edits[0] : { kind: 'batch', edits };
}
