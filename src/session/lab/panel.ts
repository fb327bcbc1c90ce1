import { formatRequest } from '../../model/parse-request.ts';
import { setBar } from '../bar-actions.ts';
import { layoutOf } from '../layout.ts';
import type { State, Step } from '../state.ts';
import { inputOf } from '../text-input.ts';
import { jump } from './change.ts';
import { changeRows } from './changes.ts';
import { impactEntries, pinEntries } from './impact.ts';
import { LAB_VIEWS, type LabView } from './lab.ts';

/** Opens the panel and gives it the keyboard; what has it already is closed. */
export function togglePanel(state: State): State {
  if (state.lab.open && state.focus === 'lab') return closePanel(state);
  return { ...state, overlay: null, focus: 'lab', lab: { ...state.lab, open: true } };
}

export function closePanel(state: State): State {
  return { ...state, focus: state.focus === 'lab' ? 'bar' : state.focus, lab: { ...state.lab, open: false } };
}

export function showView(state: State, view: LabView): State {
  const here =
    view === 'changes'
      ? Math.max(
          0,
          changeRows(state).findIndex((row) => row.here),
        )
      : 0;
  return { ...state, focus: 'lab', lab: { ...state.lab, open: true, view, chosen: here } };
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
