import type { CompiledApp } from '../../dialects/dialect.ts';
import type { RouteRow } from '../../model/registration.ts';
import type { Scenario } from '../../whatif/scenario.ts';
import { treeOf } from '../../whatif/scenario.ts';
import type { State, Step } from '../state.ts';
import { isBrowsing, settle } from '../table-motion.ts';
import { compiledSoon } from './background-compile.ts';
import { appOf, changesKey } from './experiment.ts';
import { autosave } from './export-text.ts';
import { sameRow, shownApp } from './shown-app.ts';

/**
 * Shows another step of the scenario, or another scenario: the cursor follows its route, and unsaved changes are stored for the
 * next session. A large application is compiled in the background; the old one stays on screen until `arrived`.
 */
export function showScenario(state: State, scenario: Scenario): Step {
  const experiment = { ...state.experiment, scenario };
  const tree = treeOf(scenario);
  const app = state.compiled ? compiledSoon(tree) : appOf(tree);
  const next = app ? onScreen({ ...state, experiment }, app) : { ...state, experiment };
  const changed = state.experiment.scenario !== null && changesKey(state.experiment.scenario) !== changesKey(scenario);
  return [next, changed ? [autosave(next)] : []];
}

/** Shows an application that was compiled in the background, unless it's outdated already. */
export function arrived(state: State, app: CompiledApp): State {
  const { scenario } = state.experiment;
  if (app.tree !== (scenario ? treeOf(scenario) : state.compiled?.tree)) return state;
  return { ...(state.compiled?.tree === app.tree ? state : onScreen(state, app)), prepared: app };
}

function onScreen(state: State, app: CompiledApp): State {
  return settle(withCursor(state, { ...state, compiled: shownApp(app) }));
}

/** Keeps the cursor on its row as long as that exists. */
function withCursor(before: State, after: State): State {
  const { cursor } = before.table;
  const row = before.compiled?.rows[cursor];
  if (!row || !after.compiled || !isBrowsing(before) || after.compiled === before.compiled) return after;
  const { rows } = after.compiled;
  const same = (one: RouteRow | undefined) => one !== undefined && sameRow(one, row);
  const found = [cursor, cursor - 1, cursor + 1].map((place) => rows[place]).find(same) ?? rows.find(same);
  return found ? { ...after, table: { ...after.table, cursor: found.index } } : after;
}
