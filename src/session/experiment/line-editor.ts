import { noted, type Overlay, type Question, type State, type Step } from '../state.ts';
import { inputOf } from '../text-input.ts';
import { exportText } from './export-text.ts';
import { change, renameScenario } from './make-change.ts';
import { askedOf, validateLine } from './questions.ts';

/** Opens the one-line editor with the current value; the overlay below is restored afterwards. */
export function ask(state: State, question: Question): Step {
  const { value } = askedOf(state, question);
  const back = state.overlay?.kind === 'line' ? state.overlay.back : state.overlay;
  return [{ ...state, overlay: { kind: 'line', question, input: inputOf(value), exists: null, back } }, []];
}

/** Enter in the editor: applies the edit, or shows why it can't be made. */
export function submitLine(state: State): Step {
  const { overlay } = state;
  if (overlay?.kind !== 'line') return [state, []];
  const { question, input } = overlay;
  const result = validateLine(state, question, input.text);
  const closed: State = { ...state, overlay: reopened(overlay.back) };
  switch (result.kind) {
    case 'fault':
      return noted(state, result.fault);
    case 'same':
      return [closed, []];
    case 'edit':
      return change(closed, result.edit);
    case 'text': {
      if (question.of !== 'file') return renameScenario(closed, input.text);
      // The editor stays open until the file is written, since writing may fail.
      const path = input.text.trim();
      const text = exportText(state, question.what);
      return [state, [{ kind: 'write', what: question.what, path, text, overwrite: overlay.exists === path }]];
    }
  }
}

/** Shows the result of writing a file; an existing one is overwritten by the next Enter. */
export function written(
  state: State,
  { path, fault, exists }: { readonly path: string; readonly fault: string | null; readonly exists: boolean },
): State {
  const { overlay } = state;
  if (overlay?.kind !== 'line' || overlay.question.of !== 'file') return state;
  if (exists)
    return { ...state, overlay: { ...overlay, exists: path }, notice: `${path} exists  ─ ⏎ again to overwrite` };
  if (fault !== null) return { ...state, notice: fault };
  return { ...state, overlay: reopened(overlay.back), notice: `saved as ${path}` };
}

const reopened = (back: Overlay | null): Overlay | null =>
  back?.kind === 'pick' && back.list === 'settings' ? back : null;
