import type { Scenario } from '../../whatif/scenario.ts';
import { treeOf } from '../../whatif/scenario.ts';
import type { State, Step } from '../state.ts';
import { isBrowsing, settle } from '../table-motion.ts';
import { appOf, changesKey } from './lab.ts';
import { rowKey } from './shown-app.ts';
import { autosave } from './texts.ts';

/**
 * The explorer on another point of its scenario, or on another scenario: the application on screen is the changed one, the
 * cursor stays on its route wherever that went, and what is not saved is kept for the next time.
 */
export function showScenario(state: State, scenario: Scenario): Step {
  const app = appOf(treeOf(scenario));
  const lab = { ...state.lab, scenario };
  const next = settle(withCursor(state, { ...state, lab, app }));
  const changed = state.lab.scenario !== null && changesKey(state.lab.scenario) !== changesKey(scenario);
  return [next, changed ? [autosave(next)] : []];
}

/** The cursor on the row that it was on, as far as that is there still. */
function withCursor(before: State, after: State): State {
  const row = before.app?.rows[before.table.cursor];
  if (!row || !after.app || !isBrowsing(before) || after.app === before.app) return after;
  const key = rowKey(row);
  if (after.app.rows[before.table.cursor] && rowKey(after.app.rows[before.table.cursor] as typeof row) === key) {
    return after;
  }
  const found = after.app.rows.find((one) => rowKey(one) === key);
  return found ? { ...after, table: { ...after.table, cursor: found.index } } : after;
}
