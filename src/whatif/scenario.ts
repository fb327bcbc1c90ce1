import type { RouteTree } from '../model/route-tree.ts';
import { applyEdit } from './apply.ts';
import { type Edit, type EditFault, isEditFault } from './edit.ts';
import { type LocatedEdit, locateEdit, resolveEdit } from './located-edit.ts';
import { freshId } from './tree-ops.ts';
import { describeEdit } from './words.ts';

/**
 * A base and the edits made on it. Every point of its history keeps its tree (trees share what is equal), so that going
 * back and forth costs nothing. The start is always the base itself, the same object, not a copy.
 */
export interface Scenario {
  readonly name: string;
  readonly base: RouteTree;
  /** Everything done, undone steps included, oldest first. */
  readonly steps: readonly Step[];
  /** How many of the steps are in force: those before this place. */
  readonly at: number;
}

export interface Step {
  readonly located: LocatedEdit;
  readonly words: string;
  /** The edit as it is in the present base; a fault where it doesn't fit it. It's kept, and may fit a later one. */
  readonly edit: Edit | EditFault;
  /** The tree after this step. */
  readonly tree: RouteTree;
}

/**
 * About how many nodes the trees on either side of the present one may have together. What is compiled from a tree lives
 * as long as the tree does, and that is most of the memory: of trees further away, copies are kept, which hold 8 bytes for each node.
 */
const NODES_KEPT = 100_000;

/** The scenario without any change. */
export function startScenario(base: RouteTree, name = ''): Scenario {
  return { name, base, steps: [], at: 0 };
}

/** The application as the scenario has it; `base` itself where nothing is changed. */
export function treeOf({ base, steps, at }: Scenario): RouteTree {
  return steps[at - 1]?.tree ?? base;
}

/** The scenario at a point of its history. */
function moveTo(scenario: Scenario, at: number): Scenario {
  const kept = Math.max(1, Math.floor(NODES_KEPT / freshId(scenario.base)));
  const steps = scenario.steps.map((step, i) =>
    Math.abs(i + 1 - at) <= kept ? step : { ...step, tree: { ...step.tree } },
  );
  return { ...scenario, steps, at };
}

/** Makes one more change. What was undone before is given up, as in any editor; misfits are kept. */
export function pushEdit(scenario: Scenario, edit: Edit): Scenario | EditFault {
  const before = treeOf(scenario);
  const tree = applyEdit(before, edit);
  if (isEditFault(tree)) return tree;
  const located = locateEdit(before, edit);
  if (!located) return { fault: 'this application has no such node any more' };
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

/** One change back; steps that don't fit the base are passed over. The same scenario where there is none. */
export function undo(scenario: Scenario): Scenario {
  const last = scenario.steps.slice(0, scenario.at).findLastIndex(fits);
  return last < 0 ? scenario : moveTo(scenario, last);
}

/** One change forward again; the same scenario where there is none. */
export function redo(scenario: Scenario): Scenario {
  const next = scenario.steps.findIndex((step, i) => i >= scenario.at && fits(step));
  return next < 0 ? scenario : moveTo(scenario, next + 1);
}

/** Any point of the history: `at` is the number of steps in force there. Out of range goes to the nearest end. */
export function jumpTo(scenario: Scenario, at: number): Scenario {
  return moveTo(scenario, Math.max(0, Math.min(scenario.steps.length, Math.trunc(at))));
}

/** Back to the base; every step can still be redone. */
export function reset(scenario: Scenario): Scenario {
  return jumpTo(scenario, 0);
}

export function rename(scenario: Scenario, name: string): Scenario {
  return { ...scenario, name };
}

/** The changes in force. */
export function changesOf(scenario: Scenario): readonly Step[] {
  return scenario.steps.slice(0, scenario.at).filter(fits);
}

/** Steps that the present base has no place for, whether undone or not, each with the reason in `edit.fault`. */
export function misfitsOf(scenario: Scenario): readonly Step[] {
  return scenario.steps.filter((step) => !fits(step));
}

/**
 * The same scenario on another base (a changed source): every step is tried again in its order, those that don't fit
 * stay in the list as misfits, and what was undone stays undone. On an equal base it gives an equal scenario.
 */
export function rebase(scenario: Scenario, base: RouteTree): Scenario {
  if (base === scenario.base) return scenario;
  return moveTo({ ...scenario, base, steps: stepsOn(base, scenario.steps) }, scenario.at);
}

/** A scenario from located edits, all of them in force as far as they fit; `words` stands for an edit that doesn't. */
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

/** The changes in force, one line each, as a list for a pull request. */
export function changeList(scenario: Scenario): string {
  return changesOf(scenario)
    .map((step) => `- ${step.words}\n`)
    .join('');
}

const fits = (step: Step): boolean => !isEditFault(step.edit);
