import { treeOf } from '../whatif/scenario.ts';
import { oneLine, pasteIntoBar } from './bar-actions.ts';
import { COMMANDS, fieldOf, withField } from './commands.ts';
import { isWorking } from './experiment/background-compile.ts';
import { baseApp } from './experiment/experiment.ts';
import { written } from './experiment/line-editor.ts';
import { markSaved, withLeft } from './experiment/make-change.ts';
import { withPins } from './experiment/pins.ts';
import { arrived, onBase } from './experiment/show-scenario.ts';
import { impactOf } from './experiment/shown-impact.ts';
import { advanceTour, startTour } from './experiment/tour.ts';
import { LINTED } from './findings.ts';
import { actionFor, TEXT_CONTEXTS } from './keys.ts';
import { answerOf, filteredRows, queryOf } from './selectors.ts';
import { type Action, contextOf, type Effect, noted, type State, type Step, withExperiment } from './state.ts';
import { settle } from './table-motion.ts';
import { insertText } from './text-input.ts';
import { graphemes } from './text-width.ts';

/** The next state after an action. Never throws, whatever the state. */
export function update(state: State, action: Action): Step {
  const [reacted, effects] = react(state, action);
  const next = advanceTour(state, reacted, action);
  return [next, [...effects, ...work(state, next), ...filterWork(state, next)]];
}

/** The effects for work that takes longer than a key can wait. */
function work(before: State, next: State): readonly Effect[] {
  const { compiled: app } = next;
  const isNew = app !== before.compiled || next.prepared !== before.prepared;
  const { scenario } = next.experiment;
  if (!app || (next.bar.text === before.bar.text && !isNew && scenario === before.experiment.scenario)) return [];
  if (isWorking(next)) {
    const isAsked = app === before.compiled && scenario === before.experiment.scenario && isWorking(before);
    return isAsked ? [] : [{ kind: 'prepare', tree: scenario ? treeOf(scenario) : app.tree }];
  }
  const effects: Effect[] = [];
  const { searching, text } = answerOf(next);
  if (searching) effects.push({ kind: 'search', app, text, search: searching });
  if (app !== before.compiled && app.registrations.length <= LINTED) effects.push({ kind: 'lint', app });
  const base = baseApp(next.experiment);
  if (isNew && base && impactOf(next) === null) effects.push({ kind: 'compare', before: base, after: app });
  return effects;
}

/** The same for the filter. */
function filterWork(before: State, next: State): readonly Effect[] {
  const { compiled: app } = next;
  if (!app || (queryOf(next) === queryOf(before) && app === before.compiled)) return [];
  return filteredRows(next)?.current === false ? [{ kind: 'filter', app, query: queryOf(next) }] : [];
}

function react(state: State, action: Action): Step {
  switch (action.kind) {
    case 'key':
      return pressKey({ ...state, notice: null }, action.key);
    case 'text':
      return typeText({ ...state, notice: null }, action.text);
    case 'paste':
      return [paste({ ...state, notice: null }, action.text), []];
    case 'resize':
      return [settle({ ...state, size: action.size }), []];
    case 'progress':
      return [{ ...state, loading: action.progress }, []];
    case 'loaded':
      return [loaded(state, action), []];
    case 'impact': {
      const { before, after, impact } = action;
      return [withExperiment(state, { impact: { before, after, impact } }), []];
    }
    case 'pins-loaded':
      return [withPins(state, action.pins), []];
    case 'changes-left':
      return [withLeft(state, action.left), []];
    case 'tour':
      return startTour(state, true);
    case 'written': {
      const next = written(state, action);
      const isSaved = action.what === 'scenario' && action.fault === null && !action.exists;
      return isSaved ? markSaved(next) : [next, []];
    }
    case 'diagnosed':
      return [{ ...state, found: { app: action.app, text: action.text, diagnosis: action.diagnosis } }, []];
    case 'filtered': {
      const { found } = action;
      if (found.app !== state.compiled || found.query !== queryOf(state)) return [state, []];
      return [settle({ ...state, filter: { ...state.filter, found } }), []];
    }
    case 'linted':
      return [{ ...state, findings: { app: action.app, all: action.findings } }, []];
    case 'prepared':
      return [arrived(state, action.app), []];
    case 'history-loaded':
      return [{ ...state, history: [...action.history, ...state.history] }, []];
    case 'notice':
      return noted(state, action.text);
  }
}

/** Shown until the next key; the header shows the fault until it's fixed. */
const LAST_GOOD = 'the source can’t be read: showing the last good version';

/** Shows a source that was read again; request, selection and focus stay. */
function loaded(state: State, { app, problems, source, watching, scenario }: Action & { kind: 'loaded' }): State {
  const arrived = app ? onBase(state, app, scenario) : state;
  const fresh = {
    problems,
    source: source ?? state.source,
    watching: watching ?? false,
    loading: null,
  };
  const last = Math.max(0, (arrived.compiled?.rows.length ?? 0) - 1);
  const table = { ...state.table, cursor: Math.min(state.table.cursor, last) };
  const fixed = app !== null && arrived.notice === LAST_GOOD;
  const notice = state.compiled && !app ? LAST_GOOD : fixed ? null : arrived.notice;
  return settle({ ...arrived, ...fresh, table, notice });
}

function pressKey(state: State, key: string): Step {
  const action = actionFor(contextOf(state), key);
  if (action !== null) return COMMANDS[action](state);
  const character = /^alt-(.)$/su.exec(key)?.[1];
  return character === undefined ? [state, []] : escThenType(state, character);
}

/**
 * Terminals send the same for esc and a character as for alt with that character. If the alt key isn't bound, it's esc and a
 * character; outside of text fields the character is dropped, so that alt-q doesn't quit.
 */
function escThenType(state: State, character: string): Step {
  const [back] = COMMANDS.back(state);
  return [TEXT_CONTEXTS.includes(contextOf(back)) ? withField(back, insertText(fieldOf(back), character)) : back, []];
}

/** Characters are text in a text field and keys elsewhere; a burst can lead from one into the other (`/users`). */
function typeText(state: State, text: string): Step {
  const units = graphemes(text);
  const effects: Effect[] = [];
  let current = state;
  for (const [i, unit] of units.entries()) {
    if (TEXT_CONTEXTS.includes(contextOf(current))) {
      return [withField(current, insertText(fieldOf(current), units.slice(i).join(''))), effects];
    }
    const [next, asked] = pressKey(current, unit === ' ' ? 'space' : unit);
    current = next;
    effects.push(...asked);
    if (asked.some((effect) => effect.kind === 'quit')) break;
  }
  return [current, effects];
}

function paste(state: State, text: string): State {
  const context = contextOf(state);
  if (context !== 'bar' && TEXT_CONTEXTS.includes(context)) {
    return withField(state, insertText(fieldOf(state), oneLine(text)));
  }
  return pasteIntoBar({ ...state, overlay: null }, text);
}
