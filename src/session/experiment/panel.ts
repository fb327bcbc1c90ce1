import { formatRequest } from '../../model/parse-request.ts';
import { isEditFault } from '../../whatif/edit.ts';
import { setBar } from '../bar-actions.ts';
import { isBrowsing } from '../selectors.ts';
import { noted, type State, type Step, withExperiment } from '../state.ts';
import { settle } from '../table-motion.ts';
import { inputOf } from '../text-input.ts';
import { WHAT_IF_VIEWS, type WhatIfView } from './experiment.ts';
import { jump } from './make-change.ts';
import { impactEntries, pinEntries } from './shown-impact.ts';

/** A line of the list of changes: a point to undo or redo to. */
export interface ChangeRow {
  /** Changes in force at this point. */
  readonly at: number;
  readonly words: string;
  /** `misfit`: it can't be applied to the current source; `fault` says why. */
  readonly state: 'base' | 'made' | 'undone' | 'misfit';
  readonly fault: string | null;
  /** Whether this is the current point. */
  readonly here: boolean;
}

/** The unchanged source and every change, oldest first, including undone ones and misfits. */
export function changeRows({ experiment: { scenario } }: State): readonly ChangeRow[] {
  if (!scenario) return [];
  const last = scenario.steps.slice(0, scenario.at).findLastIndex(({ edit }) => !isEditFault(edit)) + 1;
  const base: ChangeRow = { at: 0, words: 'the source, unchanged', state: 'base', fault: null, here: last === 0 };
  const steps = scenario.steps.map(({ edit, words }, i): ChangeRow => {
    if (isEditFault(edit)) return { at: i + 1, words, state: 'misfit', fault: edit.fault, here: false };
    return { at: i + 1, words, state: i < scenario.at ? 'made' : 'undone', fault: null, here: i + 1 === last };
  });
  return [base, ...steps];
}

/** Opens and focuses the panel; closes it if it's focused. */
export function togglePanel(state: State): State {
  if (state.experiment.open && state.focus === 'what-if') return closePanel(state);
  return enterPanel({ ...withExperiment(state, { open: true }), overlay: null });
}

export function enterPanel(state: State): State {
  if (state.focus === 'what-if') return state;
  const back = isBrowsing(state) ? ('table' as const) : ('bar' as const);
  return { ...withExperiment(state, { back, chosen: startOf(state, state.experiment.view) }), focus: 'what-if' };
}

/** The line of a view that is selected first: the current point in the list of changes. */
export function startOf(state: State, view: WhatIfView): number {
  const here = view === 'changes' ? changeRows(state).findIndex((row) => row.here) : 0;
  return Math.max(0, here);
}

/** Returns to the region focused before. */
export function leavePanel(state: State): State {
  return settle({ ...state, focus: state.experiment.back });
}

export function closePanel(state: State): State {
  const left = state.focus === 'what-if' ? leavePanel(state) : state;
  return settle(withExperiment(left, { open: false }));
}

export function showView(state: State, view: WhatIfView): State {
  return withExperiment(enterPanel(state), { open: true, view, chosen: startOf(state, view) });
}

export function nextView(state: State, by: 1 | -1): State {
  const at = WHAT_IF_VIEWS.indexOf(state.experiment.view) + by;
  return showView(state, WHAT_IF_VIEWS[(at + WHAT_IF_VIEWS.length) % WHAT_IF_VIEWS.length] ?? 'impact');
}

/** The number of lines of the current view. */
export function entryCount(state: State): number {
  switch (state.experiment.view) {
    case 'impact':
      return impactEntries(state).length;
    case 'pins':
      return pinEntries(state).length;
    case 'changes':
      return changeRows(state).length;
  }
}

export function chooseEntry(state: State, to: number): State {
  return withExperiment(state, { chosen: Math.max(0, Math.min(to, entryCount(state) - 1)) });
}

/** Puts the selected request into the bar and focuses it. */
export function takeEntry(state: State): State {
  const entries = state.experiment.view === 'pins' ? pinEntries(state) : impactEntries(state);
  const entry = entries[state.experiment.chosen];
  return entry ? { ...setBar(state, inputOf(formatRequest(entry.request))), focus: 'bar' } : state;
}

export function jumpToChosen(state: State): Step {
  const row = changeRows(state)[state.experiment.chosen];
  if (!row) return [state, []];
  if (row.fault !== null) return noted(state, row.fault);
  return jump(state, row.at);
}
