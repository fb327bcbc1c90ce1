import type { Action, Effect, State } from '../session/state.ts';
import type { update } from '../session/update.ts';

/** The one place where a session lives and changes. */
export interface Store {
  readonly state: () => State;
  readonly dispatch: (action: Action) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A store over a first state; `perform` does what the session asks for. */
export function createStore(first: State, perform: (effect: Effect) => void, step: typeof update): Store {
  const listeners = new Set<() => void>();
  let state = first;
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: (action) => {
      const [next, effects] = step(state, action);
      const changed = next !== state;
      state = next;
      if (changed) for (const listener of [...listeners]) listener();
      for (const effect of effects) perform(effect);
    },
  };
}
