/** How long work beside the keyboard may hold up a key, in ms: well below a frame. */
const SLICE_MS = 3;

/** What runs beside the keyboard, the most urgent first. */
const ORDER = ['ready', 'filter', 'search', 'compare', 'prepare', 'lint'] as const;
export type Work = (typeof ORDER)[number];

/** Runs work in slices between which keys are handled; one slice at a time, however much there is to do. */
export interface Slices {
  /** Runs `step` until it says that it is done, in place of what ran under that name. A step should take less than a ms. */
  readonly run: (name: Work, step: () => boolean) => void;
  readonly stop: () => void;
}

export function createSlices(): Slices {
  const steps = new Map<Work, () => boolean>();
  let pending: NodeJS.Immediate | null = null;
  const stop = () => {
    steps.clear();
    if (pending) clearImmediate(pending);
    pending = null;
  };
  const slice = () => {
    pending = null;
    const end = performance.now() + SLICE_MS;
    for (;;) {
      const name = ORDER.find((one) => steps.has(one));
      if (name === undefined) return;
      const step = steps.get(name);
      // A step that is done may have asked for other work under the same name.
      if (step?.() && steps.get(name) === step) steps.delete(name);
      if (performance.now() >= end) break;
    }
    if (steps.size > 0) pending ??= setImmediate(slice);
  };
  return {
    stop,
    run: (name, step) => {
      steps.set(name, step);
      pending ??= setImmediate(slice);
    },
  };
}
