import { chooseBy, chooseMiss, cycleMethod, putRequest, setBar, submit, takeMiss } from './bar-actions.ts';
import { curlOf, exampleRequest } from './example.ts';
import { type Command, EXPERIMENT_COMMANDS, only, withRow } from './experiment/experiment-commands.ts';
import { chooseEntry, closePanel, entryCount, showView } from './experiment/panel.ts';
import { choicesOf, togglePick } from './experiment/pick-list.ts';
import { back, closeDetails, focusBy } from './focus.ts';
import { type ActionId, type Binding, boundIn, type Context } from './keys.ts';
import { layoutOf } from './layout.ts';
import { answerOf, chosenMiss, foundHistory, missesOf } from './selectors.ts';
import { contextOf, noted, type State, type Step } from './state.ts';
import { cursorBy, cursorTo, enterTable, pageBy, settle } from './table-motion.ts';
import { EMPTY_INPUT, editInput, INPUT_EDITS, type InputEdit, inputOf, type TextInput } from './text-input.ts';
import { detailsContent } from './view/details.ts';
import { panelContent, panelRows } from './view/panels.ts';

const EDITS = Object.fromEntries(
  INPUT_EDITS.map((kind) => [kind, only((state) => withField(state, editInput(fieldOf(state), kind)))]),
) as Record<InputEdit, Command>;

/** The text that is being edited. */
export function fieldOf(state: State): TextInput {
  const { overlay } = state;
  if (overlay?.kind === 'history' || overlay?.kind === 'pick') return overlay.query;
  if (overlay?.kind === 'line') return overlay.input;
  return state.focus === 'filter' ? state.filter.input : state.bar;
}

export function withField(state: State, input: TextInput): State {
  const { overlay } = state;
  if (overlay?.kind === 'history' || overlay?.kind === 'pick') {
    return {
      ...state,
      overlay: { ...overlay, query: input, chosen: input.text === overlay.query.text ? overlay.chosen : 0 },
    };
  }
  if (overlay?.kind === 'line') return { ...state, overlay: { ...overlay, input } };
  if (state.focus === 'filter') return settle({ ...state, filter: { ...state.filter, input } });
  return setBar(state, input);
}

/** What each action of the key table does. */
export const COMMANDS = {
  submit,
  'miss-next': only((state) => chooseBy(state, 1)),
  'miss-previous': only((state) => chooseBy(state, -1)),
  'cycle-method': only(cycleMethod),
  'history-search': only((state) => ({ ...state, overlay: { kind: 'history', query: EMPTY_INPUT, chosen: 0 } })),
  'history-take': only(takeHistory),
  'history-next': only((state) => chooseIn(state, -1)),
  'history-previous': only((state) => chooseIn(state, 1)),

  ...EDITS,

  'miss-take': (state) => {
    const miss = chosenMiss(state);
    return miss ? takeMiss(state, miss) : [{ ...state, focus: 'bar' }, []];
  },
  'row-next': only((state) => rowBy(state, 1)),
  'row-previous': only((state) => rowBy(state, -1)),
  'page-next': only((state) => pageOn(state, 1)),
  'page-previous': only((state) => pageOn(state, -1)),
  'browse-next': only((state) => pageBy(enterTable(state), 1)),
  'browse-previous': only((state) => pageBy(enterTable(state), -1)),
  'row-first': only((state) => rowTo(state, 'first')),
  'row-last': only((state) => rowTo(state, 'last')),
  details: withRow((state) => [{ ...state, focus: 'details', details: { open: true, scroll: 0 } }, []]),
  'details-close': only(closeDetails),
  'try-route': withRow((state, row) => putRequest(closeDetails(state), exampleRequest(row))),
  filter: only((state) => ({ ...closeDetails(enterTable(state)), focus: 'filter' })),
  'filter-accept': only((state) => settle({ ...state, focus: 'table' })),
  'filter-mode': only((state) =>
    settle({ ...state, filter: { ...state.filter, mode: state.filter.mode === 'dim' ? 'narrow' : 'dim' } }),
  ),
  'copy-curl': withRow((state, row) => copy(state, curlOf(exampleRequest(row)))),
  'copy-request': (state) => {
    const { fault, diagnosis } = answerOf(state);
    return diagnosis ? copy(state, curlOf(diagnosis.request)) : noted(state, fault?.hint ?? null);
  },
  'copy-miss': (state) => {
    const miss = chosenMiss(state);
    return miss ? copy(state, curlOf(miss.request)) : [state, []];
  },
  'open-source': withRow((state, { registration }) => {
    const at = registration.node?.source;
    return at ? [state, [{ kind: 'open', at }]] : noted(state, 'the source has no location for this route');
  }),

  'scroll-down': only((state) => scrollBy(state, 1)),
  'scroll-up': only((state) => scrollBy(state, -1)),
  'scroll-page-down': only((state) => scrollBy(state, pageOf(state))),
  'scroll-page-up': only((state) => scrollBy(state, -pageOf(state))),
  'scroll-first': only((state) => scrollBy(state, -Infinity)),
  'scroll-last': only((state) => scrollBy(state, Infinity)),
  'focus-next': only((state) => focusBy(state, 1)),
  'focus-previous': only((state) => focusBy(state, -1)),
  back: only(back),
  help: only((state) => toggle(state, 'help')),
  problems: only((state) => toggle(state, 'problems')),
  'quit-letter': (state) => {
    if (state.overlay || (state.focus === 'details' && state.details.open)) return [back(state), []];
    return state.focus === 'what-if' ? [closePanel(state), []] : [state, [{ kind: 'quit' }]];
  },
  ...EXPERIMENT_COMMANDS,
  palette: only((state) => togglePick(state, 'palette')),
  'pick-next': only((state) => chooseIn(state, 1)),
  'pick-previous': only((state) => chooseIn(state, -1)),
  'pick-take': takePick,
  suspend: (state) => [state, [{ kind: 'suspend' }]],
  redraw: (state) => [state, [{ kind: 'redraw' }]],
  quit: (state) => [state, [{ kind: 'quit' }]],
} as const satisfies Record<ActionId, Command>;

const copy = (state: State, text: string): Step => [state, [{ kind: 'copy', text, what: 'curl command' }]];

/** Runs the selected choice of a list. Settings stay open, so that several can be changed. */
function takePick(state: State): Step {
  const { overlay } = state;
  if (overlay?.kind !== 'pick') return [state, []];
  const choice = choicesOf(state, overlay)[overlay.chosen];
  if (!choice) return noted(state, 'no match');
  const closed = overlay.list === 'settings' ? state : { ...state, overlay: null };
  return typeof choice.run === 'function' ? choice.run(closed) : perform(closed, choice.run);
}

/** Runs an action from the palette: focuses a region that has it, unless the focused one does. */
function perform(state: State, binding: Binding): Step {
  const here = boundIn(binding, contextOf(state)) ? state : enter(state, binding);
  return COMMANDS[binding.id](here);
}

/** Focuses the first region that has the action. */
function enter(state: State, binding: Binding): State {
  const context: Context = binding.in === 'any' ? 'bar' : (binding.in.find((one) => one !== 'misses') ?? 'bar');
  switch (context) {
    case 'table':
    case 'details':
      return enterTable(closeDetails(state));
    case 'filter':
      return { ...enterTable(state), focus: 'filter' };
    case 'impact':
    case 'pins':
    case 'changes':
      return showView(state, context);
    default:
      return { ...state, focus: binding.in !== 'any' && binding.in.includes('misses') ? 'misses' : 'bar' };
  }
}

function rowBy(state: State, by: number): State {
  if (state.focus === 'misses') return chooseMiss(state, state.miss + by);
  return state.focus === 'what-if' ? chooseEntry(state, state.experiment.chosen + by) : cursorBy(state, by);
}

function pageOn(state: State, pages: 1 | -1): State {
  if (state.focus !== 'what-if') return pageBy(state, pages);
  return chooseEntry(state, state.experiment.chosen + pages * Math.max(1, layoutOf(state).whatIfRows - 1));
}

function rowTo(state: State, end: 'first' | 'last'): State {
  if (state.focus === 'misses') return chooseMiss(state, end === 'first' ? 0 : missesOf(state).length - 1);
  if (state.focus === 'what-if') return chooseEntry(state, end === 'first' ? 0 : entryCount(state) - 1);
  return cursorTo(state, end === 'first' ? 0 : (state.compiled?.rows.length ?? 0));
}

function toggle(state: State, kind: 'help' | 'problems'): State {
  return { ...state, overlay: state.overlay?.kind === kind ? null : { kind, scroll: 0 } };
}

const pageOf = (state: State) => (state.overlay ? panelRows(state) : layoutOf(state).detailsRows);

/** Scrolls what is open, never past its last line, so that scrolling back takes effect at once. */
function scrollBy(state: State, lines: number): State {
  const { overlay } = state;
  const to = (scroll: number, length: number, visible: number) =>
    Math.max(0, Math.min(scroll + lines, length - visible));
  if (overlay?.kind === 'help' || overlay?.kind === 'problems') {
    const length = panelContent(state, overlay.kind).length;
    return { ...state, overlay: { ...overlay, scroll: to(overlay.scroll, length, panelRows(state)) } };
  }
  const { detailsWidth, detailsRows } = layoutOf(state);
  const length = detailsContent(state, detailsWidth).length;
  return { ...state, details: { ...state.details, scroll: to(state.details.scroll, length, detailsRows) } };
}

function takeHistory(state: State): State {
  if (state.overlay?.kind !== 'history') return state;
  const taken = foundHistory(state)[state.overlay.chosen];
  const closed: State = { ...state, overlay: null };
  return taken === undefined ? closed : { ...setBar(closed, inputOf(taken)), focus: 'bar' };
}

/** Moves the selection of an open list. */
function chooseIn(state: State, by: 1 | -1): State {
  const { overlay } = state;
  if (overlay?.kind !== 'history' && overlay?.kind !== 'pick') return state;
  const { length } = overlay.kind === 'history' ? foundHistory(state) : choicesOf(state, overlay);
  return { ...state, overlay: { ...overlay, chosen: Math.max(0, Math.min(overlay.chosen + by, length - 1)) } };
}
