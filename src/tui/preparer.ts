import { preparing } from '../session/lab/prepare.ts';
import type { Action, Effect } from '../session/state.ts';
import type { Slices } from './slices.ts';

/** Makes one application at a time beside the keyboard, and what asking it takes. */
export function createPreparer(slices: Slices, dispatch: (action: Action) => void) {
  return ({ tree, from }: Effect & { kind: 'prepare' }): void => {
    const building = preparing(tree, from);
    slices.run('ready', () => {
      const next = building.next();
      if (next.done) dispatch({ kind: 'prepared', app: next.value });
      return next.done ?? false;
    });
  };
}
