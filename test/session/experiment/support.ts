import type { State } from '../../../src/session/state.ts';
import { changesOf } from '../../../src/whatif/scenario.ts';
import { press, session } from '../support.ts';

/** A session with the cursor on the first row that the filter leaves, the filter gone again. */
export function onRow(words: string, state: State = session()): State {
  const found = press(state, `[tab]/${words}[enter]`);
  const cursor = found.table.cursor;
  const back = press(found, '[esc]');
  return { ...back, table: { ...back.table, cursor } };
}

/** The rows in force, as `METHOD path`. */
export const rows = (state: State): readonly string[] =>
  (state.compiled?.rows ?? [])
    .filter(({ registration }) => !registration.disabled)
    .map((row) => `${row.method} ${row.registration.path}`);

/** The changes in force, in words. */
export const changes = (state: State): readonly string[] =>
  state.experiment.scenario ? changesOf(state.experiment.scenario).map((step) => step.words) : [];
