import type { CompiledApp } from '../../dialects/dialect.ts';
import type { RouteRow } from '../../model/registration.ts';
import { misfitsOf, rebase, type Scenario, startScenario, treeOf } from '../../whatif/scenario.ts';
import { isBrowsing } from '../selectors.ts';
import { type State, type Step, withExperiment } from '../state.ts';
import { settle } from '../table-motion.ts';
import { count } from '../text-width.ts';
import { compiledSoon } from './background-compile.ts';
import { changesKey } from './experiment.ts';
import { autosave } from './export-text.ts';
import { shownApp } from './shown-app.ts';

/**
 * Shows another step of the scenario, or another scenario: the cursor follows its route, and unsaved changes are stored for the
 * next session. A large application is compiled in the background; the old one stays on screen until `arrived`.
 */
export function showScenario(state: State, scenario: Scenario): Step {
  const changed = changesKey(state.experiment.scenario) !== changesKey(scenario);
  const edited = withExperiment(state, { scenario });
  const app = compiledSoon(treeOf(scenario));
  const next = app ? onScreen(edited, app) : edited;
  return [next, changed ? [autosave(next)] : []];
}

/** Shows an application that was compiled in the background, unless it's outdated already. */
export function arrived(state: State, app: CompiledApp): State {
  const { scenario } = state.experiment;
  if (!scenario || app.tree !== treeOf(scenario)) return state;
  return { ...(state.compiled?.tree === app.tree ? state : onScreen(state, app)), prepared: app };
}

/**
 * Applies the changes to a source that was read, for the first time or again. Changes that don't fit any more stay in the list.
 * `given` is a scenario to start with.
 */
export function onBase(state: State, base: CompiledApp, given: Scenario | undefined): State {
  const { experiment } = state;
  const scenario = experiment.scenario ? rebase(experiment.scenario, base.tree) : (given ?? startScenario(base.tree));
  const first = experiment.scenario === null;
  const opened = first && given ? { saved: changesKey(given), open: true, view: 'changes' as const } : {};
  // A large application is shown without the changes first, which are compiled in the background.
  const app = shownApp(compiledSoon(treeOf(scenario)) ?? base);
  const misfits = misfitsOf(scenario).length;
  const more = experiment.scenario ? misfits - misfitsOf(experiment.scenario).length : misfits;
  const notice =
    more > 0
      ? `${misfits} of ${count(scenario.steps.length, 'change')} can’t be applied  ─ ctrl-t: list`
      : state.notice;
  return { ...state, compiled: app, experiment: { ...experiment, ...opened, scenario }, notice };
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

/** Whether two rows of two compiled states are the same route in the same place: by node ids, as registrations are new each time. */
function sameRow(a: RouteRow, b: RouteRow): boolean {
  const [one, other] = [a.registration, b.registration];
  if (a.method !== b.method || one.kind !== other.kind) return false;
  // The framework's own routes have no node.
  if (one.node?.id !== other.node?.id || (one.node === null && one.name !== other.name)) return false;
  const [way, otherWay] = [one.mountContext.via, other.mountContext.via];
  if (one.mountContext.appId !== other.mountContext.appId || way.length !== otherWay.length) return false;
  return way.every(({ id }, i) => id === otherWay[i]?.id);
}
