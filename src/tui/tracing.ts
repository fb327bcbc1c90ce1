import type { Trace } from '../io/trace.ts';
import type { Action } from '../session/state.ts';
import { update } from '../session/update.ts';
import { viewModel } from '../session/view/view-model.ts';
import type { Slices } from './slices.ts';
import type { Store } from './store.ts';

/** What the explorer is put together from, each part measured where a trace is wanted and untouched where not. */
export interface Parts {
  readonly update: typeof update;
  readonly view: typeof viewModel;
  readonly slices: (plain: Slices) => Slices;
  /** An action with everything that follows at once. */
  readonly store: (plain: Store) => Store;
  /** Given to Ink, which says how long its layout and output took. */
  readonly onRender?: (metrics: { readonly renderTime: number }) => void;
}

const PLAIN: Parts = {
  update,
  view: viewModel,
  slices: (plain) => plain,
  store: (plain) => plain,
};

/**
 * The parts of one run. Spans: `key`, `text`, `loaded` and the other actions with `update` inside; `view-model`; `ink` (layout and
 * output of a frame); `write`; `frame`, from the first action that changes the screen to its last byte, with React in what the
 * others leave; `search`, `compare`, `filter` and `prepare` for the slices of work beside the keyboard.
 */
export function partsOf(trace: Trace | null, stdout: NodeJS.WriteStream): Parts {
  if (trace === null) return PLAIN;
  let since: number | null = null;
  const write = trace.around('write', stdout.write.bind(stdout) as (...given: readonly unknown[]) => boolean);
  stdout.write = (...given: readonly unknown[]) => {
    const done = write(...given);
    if (since !== null) trace.ended('frame', performance.now() - since);
    since = null;
    return done;
  };
  return {
    update: trace.around('update', update),
    view: trace.around('view-model', viewModel),
    slices: (plain) => ({ ...plain, run: (name, step) => plain.run(name, trace.around(name, step)) }),
    store: (plain) => ({
      ...plain,
      dispatch: (action: Action) => {
        const before = plain.state();
        const began = performance.now();
        plain.dispatch(action);
        trace.ended(action.kind, performance.now() - began);
        if (plain.state() !== before) since ??= began;
      },
    }),
    onRender: ({ renderTime }) => trace.ended('ink', renderTime),
  };
}
