import { go } from 'fuzzysort';
import type { State, Step } from '../state.ts';

/** One line of a list to pick from. */
export interface Choice {
  readonly title: string;
  /** Shown at the right: a key or the current value. */
  readonly note: string;
  /** Its heading; choices of a group are adjacent. */
  readonly group?: string;
  /** More words to search for. */
  readonly also?: string;
  /** Runs the choice. The list is closed before. */
  readonly run: (state: State) => Step;
}

/** Below this score the letters are scattered over the title. */
const THRESHOLD = 0.35;

/** The choices that match the query, best first; all of them for an empty query. */
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
