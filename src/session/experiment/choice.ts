import { go } from 'fuzzysort';
import type { State, Step } from '../state.ts';

/** One line of a list to pick from. */
export interface Choice {
  readonly title: string;
  /** At the right: a key, a present value. */
  readonly note: string;
  /** What it stands under; choices of a group stand together. */
  readonly group?: string;
  /** Other words that people look for. */
  readonly also?: string;
  /** The session after it was picked; the list is closed already where it doesn't open itself again. */
  readonly run: (state: State) => Step;
}

/** Below this the letters are strewn over the title, which nobody means. */
const THRESHOLD = 0.35;

/** The choices that the typed words mean, best first; all of them in their order where nothing is typed. */
export function matching(choices: readonly Choice[], query: string): readonly Choice[] {
  if (query.trim() === '') return choices;
  const targets = choices.map((choice) => ({
    choice,
    text: `${choice.title} ${choice.note}`,
    more: `${choice.also ?? ''} ${choice.group ?? ''}`,
  }));
  return go(query.trim(), targets, { keys: ['text', 'more'], limit: 0, threshold: THRESHOLD }).map(
    ({ obj }) => obj.choice,
  );
}
