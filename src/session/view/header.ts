import { errorsOf } from '../../model/problem.ts';
import { sanitize } from '../../model/sanitize.ts';
import { changeCount, isUnsaved } from '../experiment/experiment.ts';
import { registeredCount } from '../experiment/shown-app.ts';
import { cutLine, fitMiddle, type Line, lineWidth, type Span, span } from '../screen.ts';
import type { State } from '../state.ts';
import { cellWidth, count } from '../text-width.ts';

/** The header: program, source, framework, number of routes and changes; at the right the state of the source. */
export function headerLine(state: State): Line {
  const { compiled: app, loading } = state;
  const brand = span(' nearmiss ', 'brand');
  const facts = app
    ? [span(`  ${app.tree.app.kind}`, 'text'), span(`  ${count(registeredCount(app), 'route')}`, 'text')]
    : [];
  const left: Span[] = [brand, span(` ${sourceName(state, [brand, ...facts])}`, 'strong'), ...facts];
  if (app) {
    const changes = changesSpans(state);
    left.push(...(lineWidth([...left, ...changes]) <= state.size.columns ? changes : changesSpans(state, true)));
  }
  for (const right of rightEnds(state)) {
    const gap = state.size.columns - lineWidth(left) - lineWidth(right) - 1;
    if (gap >= 2) return [...left, span(' '.repeat(gap)), ...right, span(' ')];
  }
  if (loading && !app) left.push(span(`  ${loading.note}`, 'dim'));
  return cutLine(left, state.size.columns);
}

/** The name of the source, cut in the middle to leave room for the rest. */
function sourceName(state: State, beside: Line): string {
  const name = sanitize(state.source);
  const warned = problemSpans(state);
  const rest = [...beside, ...changesSpans(state, true), ...warned];
  const room = state.size.columns - lineWidth(rest) - (warned.length > 0 ? 4 : 1);
  return !state.compiled || cellWidth(name) <= room ? name : fitMiddle(name, Math.max(12, room));
}

/** `3 changes*`, with a star if unsaved; else the changes of the last session. `±3*` in short. */
function changesSpans({ experiment }: State, short = false): Span[] {
  const changes = changeCount(experiment);
  const left = experiment.left?.edits.length ?? 0;
  if (changes > 0) {
    const star = isUnsaved(experiment) ? '*' : '';
    const name = experiment.scenario?.name ? ` “${sanitize(experiment.scenario.name, 24)}”` : '';
    return [span(short ? `  ±${changes}${star}` : `  ± ${count(changes, 'change')}${star}${name}`, 'near')];
  }
  const words = short ? `±${left}` : `${count(left, 'unsaved change')} from last time`;
  return experiment.left ? [span(`  ${words}`, 'near'), span(' ctrl-y', 'key')] : [];
}

/** The right end, the longest form first. */
function* rightEnds(state: State): Generator<Line> {
  const { loading, watching, compiled: app } = state;
  const busy = loading ? [span(`${loading.note}…`, 'dim')] : watching ? [span('● watching', 'dim')] : [];
  const warned = problemSpans(state);
  for (const room of app ? FAULT_WIDTHS : []) {
    const fault = faultSpans(state, room);
    if (fault) yield sep([fault, busy]);
  }
  const blind = app?.tree.blindSpots ?? [];
  if (blind.length > 0) {
    const words = span(`limited source: ${sanitize(blind.join(', '))}`, 'warning');
    yield sep([warned, [words], busy]);
    const short = [span('limited source', 'warning'), span(' F2', 'key')];
    yield sep([warned, short, busy]);
    yield sep([warned, short]);
  }
  yield sep([warned, busy]);
  yield sep([warned]);
}

const sep = (parts: readonly Span[][]) =>
  parts.filter((part) => part.length > 0).flatMap((part, i) => (i === 0 ? part : [span('  '), ...part]));

/** Widths to try for the message of a fault. */
const FAULT_WIDTHS = [200, 100, 60, 40, 25, 0];

/** The first fault of an invalid source, while the last valid version is shown. */
function faultSpans({ problems, source }: State, room: number): Span[] | null {
  const [first, ...others] = errorsOf(problems);
  if (!first) return null;
  const file = first.at && first.at.file !== source ? `${sanitize(first.at.file.replace(/^.*[/\\]/, ''), 30)} ` : '';
  const place = first.at ? `${file}line ${first.at.line}` : 'last good version';
  const words = room === 0 ? '' : `: ${sanitize(first.message, room)}`;
  const more = others.length === 0 ? '' : ` +${others.length}`;
  return [span(`▲ ${place}${words}${more}`, 'client-error'), span(' F2', 'key')];
}

function problemSpans({ problems }: State): Span[] {
  const errors = errorsOf(problems).length;
  const warnings = problems.length - errors;
  const words = [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : '']
    .filter(Boolean)
    .join(', ');
  if (words === '') return [];
  return [span(`▲ ${words}`, errors > 0 ? 'client-error' : 'warning'), span(' F2', 'key')];
}
