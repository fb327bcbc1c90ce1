import { type Edit, isEditFault } from '../../whatif/edit.ts';
import {
  canRedo,
  canUndo,
  jumpTo,
  pushEdit,
  redo,
  rename,
  type Scenario,
  scenarioFrom,
  undo,
} from '../../whatif/scenario.ts';
import { inPast } from '../../whatif/words.ts';
import { noted, type State, type Step, withExperiment } from '../state.ts';
import { count } from '../text-width.ts';
import { changeCount, changesKey, isUnsaved, type LeftChanges, stepKey } from './experiment.ts';
import { autosave } from './export-text.ts';
import { showScenario } from './show-scenario.ts';

/** Makes a change, or shows why it can't be made. The first change opens the panel. */
export function change(state: State, edit: Edit): Step {
  const { scenario } = state.experiment;
  if (!scenario) return noted(state, 'no application is loaded yet');
  const next = pushEdit(scenario, edit);
  if (isEditFault(next)) return noted(state, next.fault);
  const experiment =
    changeCount(state.experiment) > 0
      ? state.experiment
      : { ...state.experiment, open: true, view: 'impact' as const, chosen: 0 };
  const [after, effects] = showScenario({ ...state, experiment }, next);
  return [{ ...after, notice: `${inPast(lastWords(next))}  ─ ctrl-z: undo` }, effects];
}

export function undoChange(state: State): Step {
  const { scenario } = state.experiment;
  if (!scenario || !canUndo(scenario)) return noted(state, 'nothing to undo (alt-z suspends)');
  const next = undo(scenario);
  const [after, effects] = showScenario(state, next);
  return [{ ...after, notice: `undone: ${scenario.steps[next.at]?.words ?? ''}  ─ ctrl-y: redo` }, effects];
}

/** Redoes a change; if there is none, restores the changes of the last session. */
export function redoChange(state: State): Step {
  const { scenario, left } = state.experiment;
  if (scenario && canRedo(scenario)) {
    const next = redo(scenario);
    const [after, effects] = showScenario(state, next);
    return [{ ...after, notice: `redone: ${lastWords(next)}` }, effects];
  }
  return scenario && left ? restoreLeft(state, scenario, left) : noted(state, 'nothing to redo');
}

/** Undoes or redoes up to a point: `at` changes in force. */
export function jump(state: State, at: number): Step {
  const { scenario } = state.experiment;
  return scenario ? showScenario(state, jumpTo(scenario, at)) : [state, []];
}

/** Undoes all changes; each can be redone. */
export function resetChanges(state: State): Step {
  if (changeCount(state.experiment) === 0)
    return state.experiment.left ? forgetLeft(state) : noted(state, 'no changes to discard');
  const [after, effects] = jump(state, 0);
  return [{ ...after, notice: 'discarded all changes  ─ ctrl-y: redo' }, effects];
}

export function renameScenario(state: State, name: string): Step {
  const { scenario } = state.experiment;
  if (!scenario) return [state, []];
  const next = withExperiment(state, { scenario: rename(scenario, name.trim()) });
  return [next, [autosave(next)]];
}

/** Offers the unsaved changes of the last session; they aren't applied until redo. */
export function withLeft(state: State, left: LeftChanges): State {
  if (left.edits.length === 0) return state;
  const notice = `${count(left.edits.length, 'change')} from last time: ctrl-y restores, tab R discards`;
  return { ...withExperiment(state, { left }), notice };
}

/** Restores the unsaved changes of the last session, after those of this one. */
function restoreLeft(state: State, scenario: Scenario, left: LeftChanges): Step {
  const kept = scenario.steps.slice(0, scenario.at);
  // Changes made on an opened scenario file begin with the changes of that file.
  const equal = kept.every((step, i) => stepKey(step) === stepKey(left.edits[i]));
  const more = equal ? left.edits.slice(kept.length) : left.edits;
  const next: Scenario = scenarioFrom(scenario.base, [...kept, ...more], scenario.name || left.name);
  const shown = withExperiment(state, { left: null, open: true, view: 'changes', chosen: next.at });
  const [after, effects] = showScenario(shown, next);
  return [{ ...after, notice: 'restored the last session  ─ ctrl-z: undo one by one' }, effects];
}

/** Discards the unsaved changes of the last session. */
function forgetLeft(state: State): Step {
  const next = withExperiment(state, { left: null });
  return [{ ...next, notice: 'discarded the changes from last time' }, [autosave(next)]];
}

/** Marks the changes in force as saved. */
export function markSaved(state: State): Step {
  const next = withExperiment(state, { saved: changesKey(state.experiment.scenario) });
  return isUnsaved(state.experiment) ? [next, [autosave(next)]] : [next, []];
}

const lastWords = ({ steps, at }: Scenario): string => steps[at - 1]?.words ?? '';
