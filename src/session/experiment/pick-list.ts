import { BINDINGS, type Binding, type Context, type Group, showKey } from '../keys.ts';
import { noted, type Overlay, type PickList, type State, type Step } from '../state.ts';
import { EMPTY_INPUT } from '../text-input.ts';
import { type Choice, matching } from './choice.ts';
import { prefixChoices, routerChoices, rowChoices, settingChoices, unregisteredChoices } from './edit-choices.ts';
import { exportChoices } from './save-choices.ts';

/** Contexts of open overlays; their actions make no sense elsewhere. */
const INSIDE: readonly Context[] = ['help', 'problems', 'history', 'pick', 'line'];

/** Runs an action of the key table; passed in by commands.ts, which imports this file. */
export type Perform = (state: State, binding: Binding) => Step;

export function openPick(state: State, list: PickList): State {
  return { ...state, overlay: { kind: 'pick', list, query: EMPTY_INPUT, chosen: 0 } };
}

/** The choices of the open list that match its query. */
export function choicesOf(state: State, overlay: Overlay & { kind: 'pick' }, perform: Perform): readonly Choice[] {
  return matching(allChoices(state, overlay, perform), overlay.query.text);
}

function allChoices(state: State, overlay: Overlay & { kind: 'pick' }, perform: Perform): readonly Choice[] {
  switch (overlay.list) {
    case 'palette':
      return [...actionChoices(perform), ...exportChoices(state), ...settingChoices(state)];
    case 'row':
      return rowChoices(state);
    case 'prefixes':
      return prefixChoices(state);
    case 'routers':
      return routerChoices(state);
    case 'unregistered':
      return unregisteredChoices(state);
    case 'settings':
      return settingChoices(state);
    case 'save':
      return exportChoices(state);
  }
}

/** The order of the palette, by how likely a group is looked for. */
const GROUPS: readonly Group[] = ['What if', 'Request', 'Near misses', 'Routes', 'Everywhere', 'Editing'];

/** All actions of the key table. */
function actionChoices(perform: Perform): readonly Choice[] {
  const offered = BINDINGS.filter(isOffered).filter(
    // An action with a chord and a letter is one line.
    (binding, i, all) => all.findIndex((one) => one.description === binding.description) === i,
  );
  return GROUPS.flatMap((group) => offered.filter((binding) => binding.group === group)).map((binding) => ({
    group: binding.group,
    title: binding.description,
    note: keysFor(binding),
    also: `${binding.id.replaceAll('-', ' ')} ${binding.footer ?? ''}`,
    run: (state) => perform(state, binding),
  }));
}

function keysFor({ description }: Binding): string {
  const same = BINDINGS.filter((one) => one.description === description);
  return same
    .flatMap((one) => one.keys.slice(0, same.length === 1 ? 2 : 1))
    .map(showKey)
    .join(' ');
}

/** Whether the palette offers an action: not those of overlays, nor the palette itself. */
export const isOffered = (binding: Binding): boolean =>
  binding.id !== 'palette' && (binding.in === 'any' || binding.in.some((context) => !INSIDE.includes(context)));

/** Enter: runs the selected choice. Settings stay open, so that several can be changed. */
export function pickChosen(state: State, perform: Perform): Step {
  const { overlay } = state;
  if (overlay?.kind !== 'pick') return [state, []];
  const choice = choicesOf(state, overlay, perform)[overlay.chosen];
  if (!choice) return noted(state, 'no match');
  const stays = overlay.list === 'settings';
  const [next, effects] = choice.run(stays ? state : { ...state, overlay: null });
  return [next, effects];
}

export function choose(state: State, by: number, perform: Perform): State {
  const { overlay } = state;
  if (overlay?.kind !== 'pick') return state;
  const last = choicesOf(state, overlay, perform).length - 1;
  return { ...state, overlay: { ...overlay, chosen: Math.max(0, Math.min(overlay.chosen + by, last)) } };
}
