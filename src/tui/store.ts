import type { Action, Effect, State } from '../session/state.ts';
import type { update } from '../session/update.ts';

/** The one place where a session lives and changes, from a first state on; `perform` does what the session asks for. */
export function createStore(first: State, perform: (effect: Effect) => void, step: typeof update) {
  const listeners = new Set<() => void>();
  let state = first;
  return {
    state: (): State => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: (action: Action): void => {
      const [next, effects] = step(state, action);
      const changed = next !== state;
      state = next;
      if (changed) for (const listener of [...listeners]) listener();
      for (const effect of effects) perform(effect);
    },
  };
}

export type Store = ReturnType<typeof createStore>;
