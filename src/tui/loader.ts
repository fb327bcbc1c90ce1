import type { CompiledApp } from '../dialects/dialect.ts';
import type { SourceMemory } from '../io/source-memory.ts';
import type { Problem } from '../model/problem.ts';
import type { Action, Progress } from '../session/state.ts';
import type { Scenario } from '../whatif/scenario.ts';

/** A source as it was read. */
export interface LoadedSource {
  /** Null where the problems leave nothing to show. */
  readonly app: CompiledApp | null;
  readonly problems: readonly Problem[];
  /** Its name. */
  readonly source: string;
  /** Changes to start with; `app` is the application without them. */
  readonly scenario: Scenario | null;
  /** What is remembered of this source between sessions. */
  readonly memory: SourceMemory;
  /** Tells when the source has changed, until what it returns is called; it's loaded again then. Null where it can't change. */
  readonly watch: ((onChange: () => void) => () => void) | null;
}

/** Reads and compiles the source. */
export type Load = (report: (progress: Progress) => void) => Promise<LoadedSource>;

/** Milliseconds between two reports of progress that are shown. */
const SHOWN_EVERY = 40;
/** A source that is read again in less than that has no progress to show: the screen would only flicker. */
const AGAIN_AFTER = 100;

/**
 * Reads the source now and whenever it changes. One reading at a time: who saves faster than a document can be read sees every state that there was time for, and the last one
 * for certain. What changes meanwhile is read right afterwards.
 */
export function createLoader(
  load: Load,
  dispatch: (action: Action) => void,
  arrived: (loaded: LoadedSource) => Promise<void>,
  fail: (error: unknown) => void,
) {
  let unwatch: () => void = () => {};
  let isFirst = true;
  let busy = false;
  let changed = false;
  let stopped = false;

  const read = async () => {
    let shown = isFirst ? Number.NEGATIVE_INFINITY : performance.now() + AGAIN_AFTER - SHOWN_EVERY;
    isFirst = false;
    const loaded = await load((progress) => {
      const now = performance.now();
      if (stopped || now - shown < SHOWN_EVERY) return;
      shown = now;
      dispatch({ kind: 'progress', progress });
    });
    if (stopped) return;
    const { app, problems, source, watch, scenario } = loaded;
    const more = { ...(source && { source }), ...(scenario && { scenario }) };
    dispatch({ kind: 'loaded', app, problems, watching: watch !== null, ...more });
    unwatch();
    // It compares with what was read, so that what has changed since then is noticed too.
    unwatch = watch?.(onChange) ?? (() => {});
    await arrived(loaded);
  };
  const run = async () => {
    if (stopped) return;
    busy = true;
    try {
      do {
        changed = false;
        await read();
      } while (changed && !stopped);
    } finally {
      busy = false;
    }
  };
  const onChange = () => {
    changed = true;
    if (!busy) run().catch(fail);
  };
  return {
    /** Reads it for the first time. */
    start: run,
    /** True while it is being read. */
    busy: () => busy,
    /** Ends reading and watching. */
    stop: () => {
      stopped = true;
      unwatch();
    },
  };
}
