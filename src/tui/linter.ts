import { lintSteps } from '../diagnosis/lint/lint.ts';
import type { Action, Effect } from '../session/state.ts';
import type { Slices } from './slices.ts';

/** Lints one application at a time beside the keyboard, a rule in a step. */
export function createLinter(slices: Slices, dispatch: (action: Action) => void) {
  return ({ app }: Effect & { kind: 'lint' }): void => {
    const steps = lintSteps(app);
    slices.run('lint', () => {
      const next = steps.next();
      if (next.done) dispatch({ kind: 'linted', app, findings: next.value });
      return next.done ?? false;
    });
  };
}
