import { layoutOf } from './layout.ts';
import { bestRow, chosenRow, isBrowsing, listedCount, placeOf, rowAt } from './selectors.ts';
import type { State } from './state.ts';

/** The place in the list of the first visible row. */
export function topOf(state: State): number {
  const visible = layoutOf(state).tableRows;
  const last = Math.max(0, listedCount(state) - visible);
  if (isBrowsing(state)) {
    const place = placeOf(state, state.table.cursor);
    const top = Math.max(Math.min(state.table.top, place), place - visible + 1);
    return Math.min(Math.max(0, top), last);
  }
  const best = bestRow(state);
  if (best === null) return 0;
  const place = placeOf(state, best);
  // A third above it, so that the routes tried before stay visible.
  const top = place < visible - 1 ? 0 : Math.min(Math.max(0, place - Math.floor(visible / 3)), last);
  const chosen = chosenRow(state);
  if (chosen === null) return top;
  // Also shows the selected near miss if both fit.
  const other = placeOf(state, chosen);
  if (other < top) return Math.max(other, place - visible + 1);
  return other < top + visible ? top : Math.min(place, other - visible + 1);
}

/** Focuses the table, with the cursor on the row that the answer is about. */
export function enterTable(state: State): State {
  const top = topOf(state);
  const cursor = isBrowsing(state) ? state.table.cursor : (bestRow(state) ?? state.table.cursor);
  return settle({ ...state, focus: 'table', table: { cursor, top } });
}

/** Moves the cursor to a place of the list, or the nearest one. */
export function cursorTo(state: State, place: number): State {
  const count = listedCount(state);
  const cursor = rowAt(state, Math.max(0, Math.min(place, count - 1)));
  if (cursor === null) return state;
  const moved = { ...state, table: { ...state.table, cursor }, details: { ...state.details, scroll: 0 } };
  return { ...moved, table: { cursor, top: topOf(moved) } };
}

export const cursorBy = (state: State, rows: number): State =>
  cursorTo(state, placeOf(state, state.table.cursor) + rows);

export const pageBy = (state: State, pages: number): State =>
  cursorBy(state, pages * Math.max(1, layoutOf(state).tableRows - 1));

/** Moves the cursor to a listed row after the list or the screen has changed. */
export function settle(state: State): State {
  if (!isBrowsing(state) || listedCount(state) === 0) return state;
  const place = Math.min(placeOf(state, state.table.cursor), listedCount(state) - 1);
  const cursor = rowAt(state, place) ?? 0;
  const moved = { ...state, table: { ...state.table, cursor } };
  return { ...moved, table: { cursor, top: topOf(moved) } };
}
