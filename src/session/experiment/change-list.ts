import { isEditFault } from '../../whatif/edit.ts';
import type { State } from '../state.ts';

/** A line of the list of changes: a point to undo or redo to. */
export interface ChangeRow {
  /** Changes in force at this point. */
  readonly at: number;
  readonly words: string;
  /** `misfit`: it can't be applied to the current source; `fault` says why. */
  readonly state: 'base' | 'made' | 'undone' | 'misfit';
  readonly fault: string | null;
  /** Whether this is the current point. */
  readonly here: boolean;
}

/** The unchanged source and every change, oldest first, including undone ones and misfits. */
export function changeRows({ experiment: { scenario } }: State): readonly ChangeRow[] {
  if (!scenario) return [];
  const last = scenario.steps.slice(0, scenario.at).findLastIndex(({ edit }) => !isEditFault(edit)) + 1;
  const base: ChangeRow = {
    at: 0,
    words: 'the source, unchanged',
    state: 'base',
    fault: null,
    here: last === 0,
  };
  const steps = scenario.steps.map(({ edit, words }, i): ChangeRow => {
    if (isEditFault(edit)) return { at: i + 1, words, state: 'misfit', fault: edit.fault, here: false };
    return { at: i + 1, words, state: i < scenario.at ? 'made' : 'undone', fault: null, here: i + 1 === last };
  });
  return [base, ...steps];
}
