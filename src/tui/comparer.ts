import type { Action, Effect } from '../session/state.ts';
import { createImpact } from '../whatif/impact.ts';
import type { Slices } from './slices.ts';

/** Probes between two looks at the clock. */
const STEP = 20;
/** Between two reports of what is known so far, in ms. */
const REPORT_EVERY = 100;

/** Runs one comparison of two applications at a time beside the keyboard. */
export interface Comparer {
  /** The comparison that the session asks for, in place of any under way. */
  readonly start: (effect: Effect & { kind: 'compare' }) => void;
}

export function createComparer(slices: Slices, dispatch: (action: Action) => void): Comparer {
  return {
    start: ({ before, after }) => {
      const run = createImpact(before, after);
      let reported = performance.now();
      slices.run('compare', () => {
        const done = run.step(STEP);
        if (done || performance.now() - reported > REPORT_EVERY) {
          dispatch({ kind: 'impact', before, after, impact: run.result() });
          reported = performance.now();
        }
        return done;
      });
    },
  };
}
