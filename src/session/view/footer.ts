import { sanitize } from '../../model/sanitize.ts';
import { type ActionId, actionFor, BINDINGS, type Context, showKey } from '../keys.ts';
import { cutLine, type Line, lineWidth, span } from '../screen.ts';
import { answerOf, chosenMiss, missesOf, needsChangeOnly } from '../selectors.ts';
import { contextOf, type State } from '../state.ts';

/** One line: what works here and now, or the latest news. */
export function footerLine(state: State): Line {
  const { columns } = state.size;
  if (state.notice !== null) return cutLine([span(` ${sanitize(state.notice)}`, 'warning')], columns);
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

/** Keys and words, the most useful first. Words that depend on the state override those of the table. */
function hintsFor(state: State, context: Context): readonly (readonly [string, string])[] {
  const hints: [string, string][] = [];
  const submit = submitWords(state);
  if (context === 'bar' && submit !== null) hints.push(['⏎', submit]);
  for (const binding of BINDINGS) {
    if (binding.footer === undefined || binding.id === 'help' || binding.id === 'quit') continue;
    const key = binding.keys.find((name) => actionFor(context, name) === binding.id);
    if (key === undefined || !isUseful(state, binding.id)) continue;
    hints.push([binding.id === 'miss-next' ? '↑↓' : showKey(key), wordsOf(state, binding.id) ?? binding.footer]);
  }
  if (context === 'help' || context === 'problems') hints.push(['↑↓', 'scroll'], ['esc', 'close']);
  else if (context !== 'bar') hints.push(['esc', 'back']);
  hints.push(['ctrl-c', 'quit']);
  return hints;
}

function isUseful(state: State, id: ActionId): boolean {
  if (id === 'miss-next') return missesOf(state).length > 1;
  if (id === 'history-search') return state.history.length > 0 && state.bar.text === '';
  if (id === 'problems') return state.problems.length > 0;
  if (id === 'filter-mode') return state.filter.input.text !== '';
  return true;
}

function wordsOf(state: State, id: ActionId): string | null {
  if (id === 'focus-next' && state.focus === 'bar') return missesOf(state).length > 0 ? 'near misses' : 'routes';
  if (id === 'filter-mode') return state.filter.mode === 'dim' ? 'narrow' : 'only dim';
  return null;
}

function submitWords(state: State): string | null {
  const { diagnosis } = answerOf(state);
  if (!diagnosis) return null;
  const miss = chosenMiss(state);
  if (miss) return needsChangeOnly(diagnosis.request, miss) ? 'what it needs' : 'use near miss';
  return diagnosis.resolution.location === null ? 'keep' : 'follow';
}
