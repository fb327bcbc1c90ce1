import type { State, Step } from '../state.ts';
import { EXPORTS, type ExportKind } from '../state-parts.ts';
import type { Choice } from './choice.ts';
import { changeCount } from './experiment.ts';
import { EXPORT_WORDS, exportText } from './export-text.ts';
import { ask } from './line-editor.ts';

/** Saving and copying of everything that can leave a session. */
export function exportChoices(state: State): readonly Choice[] {
  if (!state.experiment.scenario) return [];
  const count = changeCount(state.experiment);
  const changes = `${count} ${count === 1 ? 'change' : 'changes'}`;
  const notes: Readonly<Record<ExportKind, string>> = {
    scenario: `${changes}; for --scenario`,
    routes: 'the changed application',
    changes: 'as text, for a pull request',
    pins: `${state.experiment.pins.length} pinned; for nearmiss check`,
  };
  const offered = EXPORTS.filter((kind) => kind !== 'pins' || state.experiment.pins.length > 0);
  return [
    ...offered.map(
      (kind): Choice => ({
        group: 'Save',
        title: `save the ${EXPORT_WORDS[kind]}`,
        note: notes[kind],
        run: (now) => ask(now, { of: 'file', what: kind }),
      }),
    ),
    ...offered.map(
      (kind): Choice => ({
        group: 'Copy',
        title: `copy the ${EXPORT_WORDS[kind]}`,
        note: notes[kind].replace(/;.*/, ''),
        run: (now) => copy(now, kind),
      }),
    ),
  ];
}

function copy(state: State, kind: ExportKind): Step {
  const text = exportText(state, kind);
  if (text === '') return [{ ...state, notice: 'no changes to copy' }, []];
  return [state, [{ kind: 'copy', text, what: EXPORT_WORDS[kind] }]];
}
