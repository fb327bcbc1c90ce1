import { createSearch } from '../diagnosis/diagnose.ts';
import type { Action, Effect } from '../session/state.ts';

/** About 5 ms of work on a slow machine: a key that comes in between waits no longer. */
const SLICE = 100_000;

/** Runs the search that the session last asked for, in slices between which keys are handled. */
export function createSearcher(dispatch: (action: Action) => void): {
  readonly start: (effect: Effect & { kind: 'search' }) => void;
  readonly stop: () => void;
} {
  let pending: NodeJS.Immediate | null = null;
  const stop = () => {
    if (pending) clearImmediate(pending);
    pending = null;
  };
  return {
    stop,
    start: ({ app, text, request }) => {
      stop();
      const search = createSearch(app, request);
      const work = () => {
        pending = null;
        if (!search.step(SLICE)) pending = setImmediate(work);
        else {
          const diagnosis = search.result();
          if (diagnosis) dispatch({ kind: 'diagnosed', app, text, diagnosis });
        }
      };
      pending = setImmediate(work);
    },
  };
}
