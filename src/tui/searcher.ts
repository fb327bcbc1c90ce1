import { createSearch, type Search } from '../diagnosis/diagnose.ts';
import type { CompiledApp } from '../dialects/dialect.ts';
import { makeRequest } from '../model/request.ts';
import type { Action, Effect } from '../session/state.ts';
import type { Slices } from './slices.ts';

/** Units of work between two looks at the clock: some tenths of a ms. */
const STEP = 2_000;

/** Runs one search at a time beside the keyboard. */
export interface Searcher {
  /** The search that the session asks for, in place of any under way. */
  readonly start: (effect: Effect & { kind: 'search' }) => void;
  /** Prepares an application before anybody types: the first search builds its index. */
  readonly warm: (app: CompiledApp, then: () => void) => void;
}

export function createSearcher(slices: Slices, dispatch: (action: Action) => void): Searcher {
  const stepping = (search: Search, done: () => void) => () => {
    if (!search.step(STEP)) return false;
    done();
    return true;
  };
  return {
    warm: (app, then) => {
      const search = createSearch(app, makeRequest('GET', '/nothing-is-called-like-this'));
      slices.run('prepare', stepping(search, then));
    },
    start: ({ app, text, search }) =>
      slices.run(
        'search',
        stepping(search, () => {
          const diagnosis = search.result();
          if (diagnosis) dispatch({ kind: 'diagnosed', app, text, diagnosis });
        }),
      ),
  };
}
