import type { RouteTree } from '../model/route-tree.ts';
import { applyEdit } from './apply.ts';
import { type Edit, type EditFault, isEditFault } from './edit.ts';
import { type LocatedEdit, locateEdit, resolveEdit } from './located-edit.ts';
import { freshId } from './tree-ops.ts';
import { describeEdit } from './words.ts';

/**
 * A base and the edits made on it. Every step keeps its tree, so that undo and redo cost nothing; trees share what is
 * equal. Without edits the tree is the base itself, the same object.
 */
export interface Scenario {
  readonly name: string;
  readonly base: RouteTree;
  /** All steps, undone ones included, oldest first. */
  readonly steps: readonly Step[];
  /** How many steps are applied. */
  readonly at: number;
}

export interface Step {
  readonly located: LocatedEdit;
  readonly words: string;
  /** The edit for the current base; a fault where it doesn't fit. It is kept, because it may fit a later base. */
  readonly edit: Edit | EditFault;
  /** The tree after this step. */
  readonly tree: RouteTree;
}

/**
 * Upper bound for the nodes of all trees that keep what is compiled from them, before and after the current step.
 * Compiled applications take most of the memory and live as long as their tree. Other steps keep a copy of
 * their tree, which takes 8 bytes per node.
 */
const NODES_KEPT = 100_000;

/** The scenario without any change. */
export function startScenario(base: RouteTree, name = ''): Scenario {
  return { name, base, steps: [], at: 0 };
}

/** The tree with the applied edits; `base` itself without any. */
export function treeOf({ base, steps, at }: Scenario): RouteTree {
  return steps[at - 1]?.tree ?? base;
}

/** The scenario with the first `at` steps applied. */
function moveTo(scenario: Scenario, at: number): Scenario {
  const kept = Math.max(1, Math.floor(NODES_KEPT / freshId(scenario.base)));
  const steps = scenario.steps.map((step, i) =>
    Math.abs(i + 1 - at) <= kept ? step : { ...step, tree: { ...step.tree } },
  );
  return { ...scenario, steps, at };
}

/** Adds an edit. Undone steps are dropped, as in any editor; steps that don't fit the base are kept. */
export function pushEdit(scenario: Scenario, edit: Edit): Scenario | EditFault {
  const before = treeOf(scenario);
  const tree = applyEdit(before, edit);
  if (isEditFault(tree)) return tree;
  const located = locateEdit(before, edit);
  if (!located) return { fault: 'the application no longer has that node' };
  const step: Step = { located, words: describeEdit(before, edit), edit, tree };
  const misfits = scenario.steps.slice(scenario.at).filter((later) => !fits(later));
  const steps = [...scenario.steps.slice(0, scenario.at), ...misfits.map((one) => ({ ...one, tree: before })), step];
  return moveTo({ ...scenario, steps }, steps.length);
}

export function canUndo(scenario: Scenario): boolean {
  return scenario.steps.slice(0, scenario.at).some(fits);
}

export function canRedo(scenario: Scenario): boolean {
  return scenario.steps.slice(scenario.at).some(fits);
}

/** Undoes one edit, skipping steps that don't fit the base. The same scenario where there is none. */
export function undo(scenario: Scenario): Scenario {
  const last = scenario.steps.slice(0, scenario.at).findLastIndex(fits);
  return last < 0 ? scenario : moveTo(scenario, last);
}

/** Redoes one edit; the same scenario where there is none. */
export function redo(scenario: Scenario): Scenario {
  const next = scenario.steps.findIndex((step, i) => i >= scenario.at && fits(step));
  return next < 0 ? scenario : moveTo(scenario, next + 1);
}

/** Applies the first `at` steps. A number out of range means the nearest end. */
export function jumpTo(scenario: Scenario, at: number): Scenario {
  return moveTo(scenario, Math.max(0, Math.min(scenario.steps.length, Math.trunc(at))));
}

export function rename(scenario: Scenario, name: string): Scenario {
  return { ...scenario, name };
}

/** The applied edits. */
export function changesOf(scenario: Scenario): readonly Step[] {
  return scenario.steps.slice(0, scenario.at).filter(fits);
}

/** Steps that don't fit the current base, whether undone or not. The reason is in `edit.fault`. */
export function misfitsOf(scenario: Scenario): readonly Step[] {
  return scenario.steps.filter((step) => !fits(step));
}

/**
 * The same scenario on another base (a changed source). Every step is resolved again in order; those that don't fit
 * stay in the list, and undone steps stay undone. An equal base gives an equal scenario.
 */
export function rebase(scenario: Scenario, base: RouteTree): Scenario {
  if (base === scenario.base) return scenario;
  return moveTo({ ...scenario, base, steps: stepsOn(base, scenario.steps) }, scenario.at);
}

/** A scenario from located edits, all applied as far as they fit. `words` describe an edit that doesn't fit. */
export function scenarioFrom(
  base: RouteTree,
  edits: readonly { readonly located: LocatedEdit; readonly words: string }[],
  name = '',
): Scenario {
  return moveTo({ name, base, steps: stepsOn(base, edits), at: 0 }, edits.length);
}

function stepsOn(base: RouteTree, edits: readonly { readonly located: LocatedEdit; readonly words: string }[]): Step[] {
  let tree = base;
  return edits.map(({ located, words }) => {
    const edit = resolveEdit(tree, located);
    if (isEditFault(edit)) return { located, words, edit, tree };
    const next = applyEdit(tree, edit);
    if (isEditFault(next)) return { located, words, edit: next, tree };
    const step: Step = { located, words: describeEdit(tree, edit), edit, tree: next };
    tree = next;
    return step;
  });
}

/** The applied edits, one line each, as a list for a pull request. */
export function changeList(scenario: Scenario): string {
  return changesOf(scenario)
    .map((step) => `- ${step.words}\n`)
    .join('');
}

const fits = (step: Step): boolean => !isEditFault(step.edit);
