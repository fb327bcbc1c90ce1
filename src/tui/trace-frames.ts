import type { Trace } from '../io/trace.ts';
import type { Action, State } from '../session/state.ts';
import { update } from '../session/update.ts';
import { viewModel } from '../session/view/view-model.ts';

/**
 * Spans: `frame` from the first action that changes the state to the last byte, and within it `update`, `view`, and `draw` for
 * what React and Ink do with the view.
 */
export function traceFrames(trace: Trace) {
  const [traced, view] = [trace.around('update', update), trace.around('view', viewModel)];
  let changed: number | null = null;
  let viewed = 0;
  return {
    update: (state: State, action: Action) => {
      const began = performance.now();
      const result = traced(state, action);
      if (result[0] !== state) changed ??= began;
      return result;
    },
    view: (state: State) => {
      const screen = view(state);
      viewed = performance.now();
      return screen;
    },
    /** For Ink, which calls it when it has written a frame. */
    onRender: () => {
      if (changed === null || viewed < changed) return;
      const now = performance.now();
      trace.ended('draw', now - viewed);
      trace.ended('frame', now - changed);
      changed = null;
    },
  };
}
