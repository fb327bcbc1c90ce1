import type { Overlay, State, Step } from '../state.ts';
import type { Question } from '../state-parts.ts';
import { inputOf } from '../text-input.ts';
import { exportText } from './export-text.ts';
import { change, renameScenario } from './make-change.ts';
import { askedOf, judge } from './questions.ts';

/** Opens the one-line editor with the present value in it; what was open comes back afterwards. */
export function ask(state: State, question: Question): Step {
  const { value } = askedOf(state, question);
  const back = state.overlay?.kind === 'line' ? state.overlay.back : state.overlay;
  return [{ ...state, overlay: { kind: 'line', question, input: inputOf(value), exists: null, back } }, []];
}

/** Enter in the editor: the edit is made, or the reason why not stays in sight. */
export function submitLine(state: State): Step {
  const { overlay } = state;
  if (overlay?.kind !== 'line') return [state, []];
  const { question, input } = overlay;
  const judgement = judge(state, question, input);
  const closed: State = { ...state, overlay: reopened(overlay.back) };
  switch (judgement.kind) {
    case 'fault':
      return [{ ...state, notice: judgement.fault }, []];
    case 'same':
      return [closed, []];
    case 'edit':
      return change(closed, judgement.edit);
    case 'text':
      if (question.of === 'name') return renameScenario(closed, input.text);
      return question.of === 'file' ? writeFile(state, overlay) : [closed, []];
  }
}

/** The editor stays open until the file is written: it may be there already, or can't be written. */
function writeFile(state: State, { question, input, exists }: Overlay & { kind: 'line' }): Step {
  if (question.of !== 'file') return [state, []];
  const path = input.text.trim();
  const text = exportText(state, question.what);
  return [state, [{ kind: 'write', what: question.what, path, text, overwrite: exists === path }]];
}

/** What came of writing a file: `null` for done, else the reason; a file that was there is asked about. */
export function written(
  state: State,
  { path, fault, exists }: { readonly path: string; readonly fault: string | null; readonly exists: boolean },
): State {
  const { overlay } = state;
  if (overlay?.kind !== 'line' || overlay.question.of !== 'file') return state;
  if (exists)
    return {
      ...state,
      overlay: { ...overlay, exists: path },
      notice: `${path} exists: ⏎ again to overwrite`,
    };
  if (fault !== null) return { ...state, notice: fault };
  return { ...state, overlay: reopened(overlay.back), notice: `saved as ${path}` };
}

const reopened = (back: Overlay | null): Overlay | null =>
  back?.kind === 'pick' && back.list === 'settings' ? back : null;
