import { createFilter } from '../session/filter.ts';
import type { Action, Effect } from '../session/state.ts';
import type { Slices } from './slices.ts';

/** Runs one filter at a time beside the keyboard. */
export function createFilterer(slices: Slices, dispatch: (action: Action) => void) {
  return ({ app, query }: Effect & { kind: 'filter' }): void => {
    const run = createFilter(app, query);
    slices.run('filter', () => {
      if (!run.step()) return false;
      dispatch({ kind: 'filtered', found: { app, query, rows: run.result() } });
      return true;
    });
  };
}
