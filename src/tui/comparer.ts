import type { Action, Effect } from '../session/state.ts';
import { createImpact } from '../whatif/impact.ts';

/** A few ms of work: a key that comes in between waits no longer. */
const SLICE = 400;
/** Slices between two reports of what is known so far. */
const REPORT_EVERY = 25;

/** Runs one comparison of two applications at a time, in slices between which keys are handled. */
export interface Comparer {
  /** The comparison that the session asks for, in place of any under way. */
  readonly start: (effect: Effect & { kind: 'compare' }) => void;
  readonly stop: () => void;
}

export function createComparer(dispatch: (action: Action) => void): Comparer {
  let pending: NodeJS.Immediate | null = null;
  const stop = () => {
    if (pending) clearImmediate(pending);
    pending = null;
  };
  return {
    stop,
    start: ({ before, after }) => {
      stop();
      // Made in a slice of its own: finding out what differs takes its time on large applications.
      pending = setImmediate(() => {
        const run = createImpact(before, after);
        let slices = 0;
        const work = () => {
          pending = null;
          const done = run.step(SLICE);
          slices++;
          if (done || slices % REPORT_EVERY === 0) dispatch({ kind: 'impact', before, after, impact: run.result() });
          if (!done) pending = setImmediate(work);
        };
        pending = setImmediate(work);
      });
    },
  };
}
