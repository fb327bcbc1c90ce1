import { closePanel, enterPanel, leavePanel } from './experiment/panel.ts';
import { WIDE } from './layout.ts';
import { missesOf } from './selectors.ts';
import type { Focus, State } from './state.ts';
import { enterTable, settle } from './table-motion.ts';
import { EMPTY_INPUT } from './text-input.ts';

/** Closes the details; their focus moves to the table. */
export function closeDetails(state: State): State {
  const focus = state.focus === 'details' ? 'table' : state.focus;
  return { ...state, focus, details: { open: false, scroll: 0 } };
}

/** Goes back one level: closes what is open, then moves the focus towards the bar. Never quits. */
export function back(state: State): State {
  const { overlay } = state;
  if (overlay) return { ...state, overlay: overlay.kind === 'line' ? overlay.back : null };
  if (state.tour) {
    const left: State = { ...state, tour: null, notice: 'tour closed: F3 restarts it, ctrl-c quits' };
    // A tour that began by itself doesn't swallow a key with another meaning.
    return state.tour.unasked && state.focus !== 'bar' ? back(left) : left;
  }
  switch (state.focus) {
    case 'what-if':
      return leavePanel(state);
    case 'details':
      return closeDetails(state);
    case 'filter':
      return settle({ ...state, filter: { ...state.filter, input: EMPTY_INPUT }, focus: 'table' });
    case 'table':
      return state.filter.input.text === ''
        ? { ...state, focus: 'bar' }
        : settle({ ...state, filter: { ...state.filter, input: EMPTY_INPUT } });
    case 'misses':
      return { ...state, focus: 'bar' };
    case 'bar':
      if (state.details.open) return closeDetails(state);
      return state.experiment.open ? closePanel(state) : { ...state, miss: 0, notice: 'ctrl-c quits' };
  }
}

/** Focuses the next or previous region. */
export function focusBy(state: State, by: 1 | -1): State {
  const wide = state.size.columns >= WIDE;
  const order: Focus[] = ['bar'];
  if (missesOf(state).length > 0) order.push('misses');
  if (wide || !state.details.open) order.push('table');
  if (wide || state.details.open) order.push('details');
  if (state.experiment.open) order.push('what-if');
  const here = state.focus === 'filter' ? 'table' : state.focus;
  const focus = order[(order.indexOf(here) + by + order.length) % order.length] ?? 'bar';
  if (focus === 'table') return enterTable(state);
  if (focus === 'what-if') return enterPanel(state);
  return focus === 'details' && !state.details.open ? { ...enterTable(state), focus } : { ...state, focus };
}
