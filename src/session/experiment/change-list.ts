import { isEditFault } from '../../whatif/edit.ts';
import type { State } from '../state.ts';

/** A line of the list of changes: a point that can be gone to. */
export interface ChangeRow {
  /** Steps in force there. */
  readonly at: number;
  readonly words: string;
  /** `undone`: taken back, can be done again. `misfit`: the source has no place for it now; `fault` says why. */
  readonly state: 'base' | 'made' | 'undone' | 'misfit';
  readonly fault: string | null;
  /** Whether this is the present point. */
  readonly here: boolean;
}

/** The start and every change, oldest first, those that were taken back and those that don't fit included. */
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
