import { sanitize } from '../../model/sanitize.ts';
import { changeCount, isUnsaved } from '../experiment/experiment.ts';
import { entryCount } from '../experiment/panel.ts';
import { TOUR_LENGTH, tourWords } from '../experiment/tour.ts';
import { type ActionId, actionFor, BINDINGS, type Context, showKey } from '../keys.ts';
import { cutLine, type Line, lineWidth, span } from '../screen.ts';
import { answerOf, chosenMiss, foundHistory, missesOf } from '../selectors.ts';
import { contextOf, type State } from '../state.ts';
import { codeLines } from './marked.ts';

/** The footer: a notice, the tour, or the keys that work here. */
export function footerLine(state: State): Line {
  const { columns } = state.size;
  if (state.notice !== null) return noticeLine(sanitize(state.notice), columns);
  const tour = state.overlay ? null : tourWords(state);
  if (tour !== null && state.tour) return tourLine(tour, state.tour.step, columns);
  const context = contextOf(state);
  const hints = hintsFor(state, context);
  const help: Line = [span('  '), span('F1', 'key'), span(' help ', 'dim')];
  let line: Line = [];
  for (const [keys, words] of hints) {
    const next: Line = [
      ...line,
      span('  '.slice(line.length === 0 ? 1 : 0)),
      span(keys, 'key'),
      span(` ${words}`, 'dim'),
    ];
    if (lineWidth(next) + lineWidth(help) > columns) break;
    line = next;
  }
  return cutLine([...line, ...help], columns);
}

/** A notice. The key after its dash is always visible, however long the notice is. */
function noticeLine(words: string, columns: number): Line {
  const dash = words.lastIndexOf(DASH);
  const marked = (text: string) => codeLines([text], 'warning').flat();
  if (dash < 0) return cutLine([span(' '), ...marked(words)], columns);
  const remedy = span(words.slice(dash), 'warning');
  return [...cutLine([span(' '), ...marked(words.slice(0, dash))], columns - lineWidth([remedy]) - 1), remedy];
}

const DASH = '  ─ ';

/** The current step of the tour. */
function tourLine(words: string, step: number, columns: number): Line {
  const badge = span(` tour ${step + 1}/${TOUR_LENGTH} `, 'brand');
  const rest: Line = [span('  esc', 'key'), span(' skips', 'dim'), span('  F1', 'key'), span(' help ', 'dim')];
  const line: Line = [badge, span(` ${sanitize(words)}`, 'strong')];
  const whole = [...line, ...rest];
  return lineWidth(whole) <= columns ? whole : cutLine(line, columns);
}

/** Keys with words, the most useful first. Words for the state override those of the key table. */
function hintsFor(state: State, context: Context): readonly (readonly [string, string])[] {
  const hints: [string, string][] = [];
  const submit = submitWords(state);
  if (context === 'bar' && submit !== null) hints.push(['⏎', submit]);
  if (context === 'misses' && missesOf(state).length > 1) hints.push(['↑↓', chooseWords(state)]);
  for (const binding of IN_ORDER) {
    if (binding.footer === undefined || binding.id === 'help' || binding.id === 'quit') continue;
    const key = binding.keys.find((name) => actionFor(context, name) === binding.id);
    if (key === undefined || !isUseful(state, binding.id)) continue;
    hints.push([binding.id === 'miss-next' ? '↑↓' : showKey(key), wordsOf(state, binding.id) ?? binding.footer]);
  }
  if (context === 'help' || context === 'problems') hints.push(['↑↓', 'scroll'], ['esc', 'close']);
  else if (context === 'pick') hints.push(['↑↓', 'select'], ['esc', 'close']);
  else if (context !== 'bar') hints.push(['esc', 'back']);
  hints.push(['ctrl-c', 'quit']);
  return hints;
}

/** The first actions of the footer; the others follow in the order of the key table. */
const FIRST: readonly ActionId[] = [
  'miss-take',
  'undo',
  'details',
  'toggle',
  'move-up',
  'row-menu',
  'filter',
  'try-route',
];
const rankOf = (id: ActionId) => (FIRST.includes(id) ? FIRST.indexOf(id) : FIRST.length);
const IN_ORDER = BINDINGS.toSorted((a, b) => rankOf(a.id) - rankOf(b.id));

function isUseful(state: State, id: ActionId): boolean {
  if (!state.compiled && state.overlay === null) return id === 'problems' && state.problems.length > 0;
  if (id === 'miss-next') return missesOf(state).length > 1;
  if (id === 'undo') return changeCount(state.experiment) > 0;
  if (id === 'save') return isUnsaved(state.experiment);
  if (id === 'pin' || id === 'panel') return state.focus === 'bar' && changeCount(state.experiment) > 0;
  if (id === 'settings') return false;
  if (id === 'history-search') return state.focus === 'bar' && state.history.length > 0 && state.bar.text === '';
  if (id === 'problems') return state.problems.length > 0;
  if (id === 'filter-mode') return state.filter.input.text !== '';
  if (id === 'history-take' || id === 'history-previous') return foundHistory(state).length > 0;
  if (id === 'panel-take' || id === 'unpin') return entryCount(state) > 0;
  // The first line is the unchanged source.
  if (id === 'jump') return entryCount(state) > 1;
  return true;
}

/** Counts the near misses, since not all may be visible. */
const chooseWords = (state: State) =>
  `select ${Math.min(state.miss, missesOf(state).length - 1) + 1}/${missesOf(state).length}`;

function wordsOf(state: State, id: ActionId): string | null {
  if (id === 'miss-next') return chooseWords(state);
  if (id === 'miss-take') return chosenMiss(state)?.edit ? 'apply the change' : null;
  if (id === 'focus-next' && state.focus === 'bar') return missesOf(state).length > 0 ? 'near misses' : 'routes';
  if (id === 'filter-mode') return state.filter.mode === 'dim' ? 'hide others' : 'dim others';
  return null;
}

function submitWords(state: State): string | null {
  const { diagnosis } = answerOf(state);
  if (!diagnosis) return null;
  const miss = chosenMiss(state);
  if (miss) return miss.edit ? 'apply the change' : 'use near miss';
  return diagnosis.resolution.location === null ? 'keep' : 'follow';
}
