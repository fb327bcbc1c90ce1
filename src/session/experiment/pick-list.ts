import { go } from 'fuzzysort';
import { actionsOf } from '../key-help.ts';
import { BINDINGS, type Binding, type Context, type Group, showKey } from '../keys.ts';
import { EXPORTS, type ExportKind, noted, type Overlay, type PickList, type State, type Step } from '../state.ts';
import { EMPTY_INPUT } from '../text-input.ts';
import { count } from '../text-width.ts';
import {
  type Choice,
  prefixChoices,
  routerChoices,
  rowChoices,
  settingChoices,
  unregisteredChoices,
} from './edit-choices.ts';
import { keptCount } from './experiment.ts';
import { EXPORT_WORDS, exportText } from './export-text.ts';
import { ask } from './line-editor.ts';

/** Contexts of open overlays; their actions make no sense elsewhere. */
const INSIDE: readonly Context[] = ['help', 'problems', 'history', 'pick', 'line'];

export function openPick(state: State, list: PickList): State {
  return { ...state, overlay: { kind: 'pick', list, query: EMPTY_INPUT, chosen: 0 } };
}

/** Opens a list that has a key everywhere, or closes it. */
export function togglePick(state: State, list: PickList): State {
  const isOpen = state.overlay?.kind === 'pick' && state.overlay.list === list;
  return isOpen ? { ...state, overlay: null } : openPick(state, list);
}

/** Below this score the letters are scattered over the title. */
const THRESHOLD = 0.35;

/** The choices of the open list that match its query, best first; all of them for an empty query. */
export function choicesOf(state: State, { list, query }: Overlay & { kind: 'pick' }): readonly Choice[] {
  const choices = LISTS[list](state);
  const typed = query.text.trim();
  if (typed === '') return choices;
  const targets = choices.map((choice) => ({
    choice,
    text: `${choice.title} ${choice.note}`,
    more: `${choice.also ?? ''} ${choice.group ?? ''}`,
  }));
  return go(typed, targets, { keys: ['text', 'more'], limit: 0, threshold: THRESHOLD }).map(({ obj }) => obj.choice);
}

const LISTS: Readonly<Record<PickList, (state: State) => readonly Choice[]>> = {
  palette: (state) => [...actionChoices(), ...exportChoices(state), ...settingChoices(state)],
  row: rowChoices,
  prefixes: prefixChoices,
  routers: routerChoices,
  unregistered: unregisteredChoices,
  settings: settingChoices,
  save: exportChoices,
};

/** The order of the palette, by how likely a group is looked for. */
const GROUPS: readonly Group[] = ['What if', 'Request', 'Near misses', 'Routes', 'Everywhere', 'Editing'];

/** All actions of the key table. */
function actionChoices(): readonly Choice[] {
  const offered = actionsOf(BINDINGS.filter(isOffered));
  return GROUPS.flatMap((group) => offered.filter(([first]) => first.group === group)).map((same) => ({
    group: same[0].group,
    title: same[0].description,
    note: same.flatMap(({ keys }) => keys.slice(0, same.length === 1 ? 2 : 1).map(showKey)).join(' '),
    also: `${same[0].id.replaceAll('-', ' ')} ${same[0].footer ?? ''}`,
    run: same[0],
  }));
}

/** Whether the palette offers an action: not those of overlays, nor the palette itself. */
export const isOffered = (binding: Binding): boolean =>
  binding.id !== 'palette' && (binding.in === 'any' || binding.in.some((context) => !INSIDE.includes(context)));

/** What can be saved to a file or copied. */
function exportChoices(state: State): readonly Choice[] {
  if (!state.experiment.scenario) return [];
  const notes: Readonly<Record<ExportKind, string>> = {
    scenario: `${count(keptCount(state.experiment), 'change')}; for --scenario`,
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
