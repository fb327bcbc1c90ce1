import { createSearch } from '../diagnosis/diagnose.ts';
import { lintSteps } from '../diagnosis/lint/run-rules.ts';
import type { CompiledApp } from '../dialects/dialect.ts';
import { makeRequest } from '../model/request.ts';
import { preparing } from '../session/experiment/background-compile.ts';
import { createFilter } from '../session/filter.ts';
import type { Action, Effect } from '../session/state.ts';
import { createImpact } from '../whatif/impact.ts';

/** How long work in the background may hold up a key, in ms: well below a frame. */
const SLICE_MS = 3;
/** Units of a search between two looks at the clock: some tenths of a ms. */
const SEARCH_UNITS = 2_000;
/** Probes of a comparison between two looks at the clock. */
const PROBES = 20;
/** Between two reports of a comparison under way, in ms. */
const REPORT_EVERY = 100;

/** Kinds of work, the most urgent first. `warm` builds what the first search needs, before anybody types. */
const ORDER = ['prepare', 'filter', 'search', 'compare', 'warm', 'lint'] as const;
export type Work = (typeof ORDER)[number];

/** Does some of the work, less than a ms of it where it can, and returns whether that was the last of it. */
export type Step = () => boolean;

/** The effects that take longer than a key can wait. */
export type BackgroundEffect = Effect & { readonly kind: Exclude<Work, 'warm'> };

/** Works in slices between which keys are handled, one kind of work at a time, the most urgent first. `around` wraps each step, to measure it. */
export function createBackground(
  dispatch: (action: Action) => void,
  around: (work: Work, step: Step) => Step = (_, step) => step,
) {
  const steps = new Map<Work, Step>();
  let pending: NodeJS.Immediate | null = null;
  const slice = () => {
    pending = null;
    const end = performance.now() + SLICE_MS;
    do {
      const work = ORDER.find((one) => steps.has(one));
      if (work === undefined) return;
      const step = steps.get(work);
      // A step that is done may have begun other work of its kind.
      if (step?.() && steps.get(work) === step) steps.delete(work);
    } while (performance.now() < end);
    if (steps.size > 0) pending ??= setImmediate(slice);
  };
  const begin = (work: Work, step: Step) => {
    steps.set(work, around(work, step));
    pending ??= setImmediate(slice);
  };
  return {
    /** Works on an effect and dispatches what comes of it, in place of any work of its kind. */
    run: (effect: BackgroundEffect) => begin(effect.kind, stepOf(effect, dispatch)),
    /** Builds what the first search of an application needs. */
    warm: (app: CompiledApp) => {
      const search = createSearch(app, makeRequest('GET', '/nothing-is-called-like-this'));
      begin('warm', () => search.step(SEARCH_UNITS));
    },
    isBusy: () => steps.size > 0,
    stop: () => {
      steps.clear();
      if (pending) clearImmediate(pending);
      pending = null;
    },
  };
}

export type Background = ReturnType<typeof createBackground>;

function stepOf(effect: BackgroundEffect, dispatch: (action: Action) => void): Step {
  switch (effect.kind) {
    case 'prepare':
      return lastOf(preparing(effect.tree), (app) => dispatch({ kind: 'prepared', app }));
    case 'lint': {
      const { app } = effect;
      return lastOf(lintSteps(app), (findings) => dispatch({ kind: 'linted', app, findings }));
    }
    case 'filter': {
      const { app, query } = effect;
      const filter = createFilter(app, query);
      return () => {
        if (!filter.step()) return false;
        dispatch({ kind: 'filtered', found: { app, query, rows: filter.result() } });
        return true;
      };
    }
    case 'search': {
      const { app, text, search } = effect;
      return () => {
        if (!search.step(SEARCH_UNITS)) return false;
        const diagnosis = search.result();
        if (diagnosis) dispatch({ kind: 'diagnosed', app, text, diagnosis });
        return true;
      };
    }
    case 'compare': {
      const { before, after } = effect;
      const comparison = createImpact(before, after);
      let reported = performance.now();
      return () => {
        const done = comparison.step(PROBES);
        if (done || performance.now() - reported > REPORT_EVERY) {
          dispatch({ kind: 'impact', before, after, impact: comparison.result() });
          reported = performance.now();
        }
        return done;
      };
    }
  }
}

/** The steps of a generator; what it returns goes to `then`. */
function lastOf<T>(steps: Iterator<unknown, T>, then: (result: T) => void): Step {
  return () => {
    const next = steps.next();
    if (next.done) then(next.value);
    return next.done ?? false;
  };
}
