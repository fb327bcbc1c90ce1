import { formatRequest } from '../../model/parse-request.ts';
import { setBar } from '../bar-actions.ts';
import { layoutOf } from '../layout.ts';
import type { State, Step } from '../state.ts';
import { isBrowsing, settle } from '../table-motion.ts';
import { inputOf } from '../text-input.ts';
import { jump } from './change.ts';
import { changeRows } from './changes.ts';
import { LAB_VIEWS, type LabView } from './lab.ts';
import { impactEntries, pinEntries } from './shown-impact.ts';

/** Opens the panel and gives it the keyboard; what has it already is closed. */
export function togglePanel(state: State): State {
  if (state.lab.open && state.focus === 'lab') return closePanel(state);
  return enterPanel({ ...state, overlay: null, lab: { ...state.lab, open: true } });
}

export function enterPanel(state: State): State {
  if (state.focus === 'lab') return state;
  const back = isBrowsing(state) ? ('table' as const) : ('bar' as const);
  return { ...state, focus: 'lab', lab: { ...state.lab, back, chosen: startOf(state, state.lab.view) } };
}

/** The line that a view begins at: the present point among the changes. */
function startOf(state: State, view: LabView): number {
  const here = view === 'changes' ? changeRows(state).findIndex((row) => row.here) : 0;
  return Math.max(0, here);
}

/** Where the keyboard was before: in the routes on the row that it was on. */
export function leavePanel(state: State): State {
  return settle({ ...state, focus: state.lab.back });
}

export function closePanel(state: State): State {
  const left = state.focus === 'lab' ? leavePanel(state) : state;
  return settle({ ...left, lab: { ...left.lab, open: false } });
}

export function showView(state: State, view: LabView): State {
  const entered = enterPanel(state);
  return { ...entered, lab: { ...entered.lab, open: true, view, chosen: startOf(state, view) } };
}

export function nextView(state: State, by: 1 | -1): State {
  const at = LAB_VIEWS.indexOf(state.lab.view) + by;
  return showView(state, LAB_VIEWS[(at + LAB_VIEWS.length) % LAB_VIEWS.length] ?? 'impact');
}

/** Lines that the present view has to choose from. */
export function entryCount(state: State): number {
  switch (state.lab.view) {
    case 'impact':
      return impactEntries(state).length;
    case 'pins':
      return pinEntries(state).length;
    case 'changes':
      return changeRows(state).length;
  }
}

export function chooseEntry(state: State, to: number): State {
  const chosen = Math.max(0, Math.min(to, entryCount(state) - 1));
  return { ...state, lab: { ...state.lab, chosen } };
}

export const entryPage = (state: State): number => Math.max(1, layoutOf(state).labRows - 1);

/** The chosen request into the bar, the keyboard with it. */
export function takeEntry(state: State): State {
  const entries = state.lab.view === 'pins' ? pinEntries(state) : impactEntries(state);
  const entry = entries[state.lab.chosen];
  return entry ? { ...setBar(state, inputOf(formatRequest(entry.request))), focus: 'bar' } : state;
}

export function jumpToChosen(state: State): Step {
  const row = changeRows(state)[state.lab.chosen];
  if (!row) return [state, []];
  if (row.fault !== null) return [{ ...state, notice: row.fault }, []];
  return jump(state, row.at);
}
