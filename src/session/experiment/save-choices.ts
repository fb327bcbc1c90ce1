import { noted, type State, type Step } from '../state.ts';
import { EXPORTS, type ExportKind } from '../state-parts.ts';
import type { Choice } from './choice.ts';
import { changeCount } from './experiment.ts';
import { EXPORT_WORDS, exportText } from './export-text.ts';
import { ask } from './line-editor.ts';

/** What can be saved to a file or copied. */
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
  const saves = offered.map((kind): Choice => {
    const title = `save the ${EXPORT_WORDS[kind]}`;
    return { group: 'Save', title, note: notes[kind], run: (now) => ask(now, { of: 'file', what: kind }) };
  });
  const copies = offered.map((kind): Choice => {
    const title = `copy the ${EXPORT_WORDS[kind]}`;
    return { group: 'Copy', title, note: notes[kind].replace(/;.*/, ''), run: (now) => copy(now, kind) };
  });
  return [...saves, ...copies];
}

function copy(state: State, kind: ExportKind): Step {
  const text = exportText(state, kind);
  if (text === '') return noted(state, 'no changes to copy');
  return [state, [{ kind: 'copy', text, what: EXPORT_WORDS[kind] }]];
}
