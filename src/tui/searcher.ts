import { createSearch, type Search } from '../diagnosis/diagnose.ts';
import type { CompiledApp } from '../dialects/dialect.ts';
import { makeRequest } from '../model/request.ts';
import type { Action, Effect } from '../session/state.ts';

/** A few ms of work: a key that comes in between waits no longer. */
const SLICE = 40_000;

/** Runs one search at a time, in slices between which keys are handled. */
export interface Searcher {
  /** The search that the session asks for, in place of any under way. */
  readonly start: (effect: Effect & { kind: 'search' }) => void;
  /** Prepares an application before anybody types: the first search builds its index. */
  readonly warm: (app: CompiledApp) => void;
  readonly stop: () => void;
}

export function createSearcher(dispatch: (action: Action) => void): Searcher {
  let pending: NodeJS.Immediate | null = null;
  const stop = () => {
    if (pending) clearImmediate(pending);
    pending = null;
  };
  const run = (search: Search, done: (search: Search) => void) => {
    stop();
    const work = () => {
      pending = null;
      if (search.step(SLICE)) done(search);
      else pending = setImmediate(work);
    };
    pending = setImmediate(work);
  };
  return {
    stop,
    warm: (app) => run(createSearch(app, makeRequest('GET', '/nothing-is-called-like-this')), () => {}),
    start: ({ app, text, request }) =>
      run(createSearch(app, request), (search) => {
        const diagnosis = search.result();
        if (diagnosis) dispatch({ kind: 'diagnosed', app, text, diagnosis });
      }),
  };
}
