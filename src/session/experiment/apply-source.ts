import type { CompiledApp } from '../../dialects/dialect.ts';
import { formatRequest, isRequestFault, parseRequest } from '../../model/parse-request.ts';
import { misfitsOf, rebase, type Scenario, startScenario, treeOf } from '../../whatif/scenario.ts';
import { type State, withExperiment } from '../state.ts';
import { compiledSoon } from './background-compile.ts';
import { changesKey, type LeftChanges } from './experiment.ts';
import { shownApp } from './shown-app.ts';

/**
 * Applies the changes to a source that was read, for the first time or again. Changes that don't fit any more stay in the list.
 * `given` is a scenario to start with.
 */
export function onBase(state: State, base: CompiledApp, given: Scenario | undefined): State {
  const { experiment } = state;
  const scenario = experiment.scenario ? rebase(experiment.scenario, base.tree) : (given ?? startScenario(base.tree));
  const first = experiment.scenario === null;
  const saved = first && given ? changesKey(given) : experiment.saved;
  const opened = first && given ? { open: true, view: 'changes' as const } : {};
  // A large application is shown without the changes first, which are compiled in the background.
  const app = shownApp(compiledSoon(treeOf(scenario)) ?? base);
  const misfits = misfitsOf(scenario).length;
  const more = experiment.scenario ? misfits - misfitsOf(experiment.scenario).length : misfits;
  const notice =
    more > 0
      ? `${misfits} of ${scenario.steps.length} changes can’t be applied to the ${first ? '' : 'new '}source: ctrl-t lists them`
      : state.notice;
  return { ...state, compiled: app, experiment: { ...experiment, ...opened, scenario, saved }, notice };
}

/** Adds the pins of earlier sessions before those of this one. */
export function withPins(state: State, pins: readonly string[]): State {
  const read = pins.flatMap((pin) => {
    const request = parseRequest(pin);
    return isRequestFault(request) ? [] : [formatRequest(request)];
  });
  return withExperiment(state, { pins: [...new Set([...read, ...state.experiment.pins])] });
}

/** Offers the unsaved changes of the last session; they aren't applied until redo. */
export function withLeft(state: State, left: LeftChanges): State {
  if (left.edits.length === 0) return state;
  const count = left.edits.length === 1 ? '1 unsaved change' : `${left.edits.length} unsaved changes`;
  const notice = `${count} from last time: ctrl-y restores, R in the routes discards`;
  return { ...withExperiment(state, { left }), notice };
}
