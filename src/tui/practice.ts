import type { State } from '../session/state.ts';
import { update } from '../session/update.ts';
import { viewModel } from '../session/view/view-model.ts';

/**
 * Types requests into a session that nobody sees, a letter with each step: code that has never run takes ten times as long as code
 * that has, and the first keys of a user would wait for it. True from a step when all is typed.
 */
export function practise(session: State): () => boolean {
  const letters = requestsOf(session).flatMap((text) => [...text, null]);
  let state = session;
  let at = 0;
  return () => {
    const letter = letters[at++];
    if (letter === undefined) return true;
    state = letter === null ? session : update(state, { kind: 'text', text: letter })[0];
    viewModel(state);
    return false;
  };
}

/** Some of the application's own, each with two letters swapped at the end: what is answered, what isn't, and near misses. */
function requestsOf({ app }: State): readonly string[] {
  const rows = app?.rows ?? [];
  const chosen = [0.1, 0.4, 0.7, 0.9].flatMap((part) => rows[Math.floor(part * rows.length)] ?? []);
  return chosen.map(({ method, registration: { path } }) => {
    const typed = path.replace(/\{[^}]*\}/g, '1').slice(0, 40);
    return `${method} ${typed.replace(/(.)(.)$/, '$2$1')}`;
  });
}
