import { formatRequest } from '../../model/parse-request.ts';
import { sanitize } from '../../model/sanitize.ts';
import { type AnswerChange, answerWords } from '../../whatif/answer-change.ts';
import { changeCount, type WhatIfView } from '../experiment/experiment.ts';
import { type ChangeRow, changeRows, startOf } from '../experiment/panel.ts';
import {
  impactCount,
  impactEntries,
  impactOf,
  impactSoFar,
  pinEntries,
  pinsKnown,
} from '../experiment/shown-impact.ts';
import type { Layout } from '../layout.ts';
import {
  cutLine,
  fitLine,
  fitMiddle,
  type Line,
  lineWidth,
  positionNote,
  type Role,
  region,
  selectLine,
  span,
} from '../screen.ts';
import type { State } from '../state.ts';
import { cellWidth, count } from '../text-width.ts';
import { codeLines } from './marked.ts';

/** The what-if panel: impact, pins and changes. */
export function whatIfView(state: State, { whatIfHeight, whatIfRows }: Layout): readonly Line[] {
  const { columns } = state.size;
  const focused = state.focus === 'what-if' && state.overlay === null;
  const { view } = state.experiment;
  const all = linesOf(state, view, columns);
  const chosen = Math.min(state.focus === 'what-if' ? state.experiment.chosen : startOf(state, view), all.length - 1);
  const top = Math.max(0, Math.min(chosen - Math.floor(whatIfRows / 2), all.length - whatIfRows));
  const lines: Line[] = [];
  for (let i = top; i < Math.min(all.length, top + whatIfRows); i++) {
    const line = all.at(i);
    lines.push(focused && i === chosen ? selectLine(fitLine(line, columns)) : line);
  }
  const title = titleOf(state, focused);
  return region({
    title,
    note: noteOf(state, title, all.length, top, whatIfRows),
    lines: lines.length > 0 ? lines : [[span(`   ${emptyWords(state, view)}`, 'dim')]],
    width: columns,
    height: whatIfHeight,
    focused,
  });
}

function titleOf(state: State, focused: boolean): Line {
  const impact = impactCount(state);
  const pins = pinEntries(state);
  const changed = pins.filter((pin) => pin.changed).length;
  const names: Readonly<Record<WhatIfView, string>> = {
    impact: `Impact ${impact ?? `${impactSoFar(state)?.changed ?? ''}…`}`,
    pins: !pinsKnown(state)
      ? 'Pins …'
      : pins.length === 0
        ? 'Pins 0'
        : `Pins ${changed === 0 ? '' : `${changed}/`}${pins.length}`,
    changes: `Changes ${changeCount(state.experiment)}`,
  };
  const parts = (Object.keys(names) as WhatIfView[]).flatMap((view, i): Line => {
    const active = view === state.experiment.view;
    const words = active ? `[${names[view]}]` : ` ${names[view]} `;
    return [
      ...(i === 0 ? [] : [span(' ', 'dim')]),
      span(words, active ? (focused ? 'border-focus' : 'strong') : 'dim'),
    ];
  });
  return [span('What if', focused ? 'border-focus' : 'strong'), span(' ─', 'dim'), ...parts];
}

/** Counts of status changes, as far as they fit, and the position in the list. */
function noteOf(state: State, title: Line, all: number, top: number, rows: number): Line {
  const place = positionNote(top, rows, all);
  if (state.experiment.view !== 'impact') return place;
  const tally = [...(impactOf(state)?.tally ?? [])].sort((a, b) => b[1] - a[1]);
  let note: Line = place;
  for (let shown = 1; shown <= tally.length; shown++) {
    const words = tally.slice(0, shown).map(([step, n]) => `${step} ×${n}`);
    const longer = [span(words.join('  '), 'dim'), ...(place.length > 0 ? [span('  '), ...place] : [])];
    if (lineWidth(title) + lineWidth(longer) + 10 > state.size.columns) break;
    note = longer;
  }
  return note;
}

function emptyWords(state: State, view: WhatIfView): string {
  if (view === 'pins' && !pinsKnown(state)) return 'comparing…';
  if (view === 'pins') return 'alt-p pins the request in the bar, p a route’s example';
  if (changeCount(state.experiment) === 0) return 'No changes yet. In the routes, press w to make one.';
  const soFar = impactSoFar(state);
  if (impactOf(state) === null) return `comparing… ${soFar ? `${count(soFar.compared, 'request')} so far` : ''}`;
  return 'No answers change.';
}

/** Lines made on demand, since few of many are visible. */
interface Lines {
  readonly length: number;
  at(place: number): Line;
}

const linesFrom = <T>(items: readonly T[], lineOf: (item: T, place: number) => Line): Lines => ({
  length: items.length,
  at: (place) => lineOf(items[place] as T, place),
});

function linesOf(state: State, view: WhatIfView, columns: number): Lines {
  switch (view) {
    case 'impact':
      return answerLines(impactEntries(state), ({ pinned }) => (pinned ? '◆ ' : '  '), columns);
    case 'pins':
      return answerLines(pinEntries(state), ({ changed }) => (changed ? '± ' : '  '), columns);
    case 'changes': {
      const rows = changeRows(state);
      const shown = rows.length < 2 && !state.experiment.scenario?.name ? [] : rows;
      return linesFrom(shown, changeLine);
    }
  }
}

function answerLines<T extends AnswerChange>(
  entries: readonly T[],
  sign: (entry: T) => string,
  columns: number,
): Lines {
  const shape = shapeOf(entries, columns);
  return linesFrom(entries, (entry) => entryLine(entry, sign(entry), shape));
}

/** Column widths: the request, and its answer before. */
interface Shape {
  readonly request: number;
  readonly before: number;
}

/** Only the first entries are measured; longer ones further down are cut. */
const MEASURED = 200;

function shapeOf(entries: readonly AnswerChange[], columns: number): Shape {
  const seen = entries.slice(0, MEASURED);
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => cellWidth(sanitize(text))));
  const request = Math.min(widest(seen.map((entry) => formatRequest(entry.request))), Math.floor(columns * 0.36));
  const after = widest(seen.map((entry) => answerWords(entry.after)));
  // 8 cells for the sign, blanks and arrow. The old answer gets half of the rest, or what the new one leaves.
  const room = columns - request - 8;
  const before = Math.min(
    widest(seen.map((entry) => answerWords(entry.before))),
    Math.max(Math.floor(room / 2), room - after),
  );
  return { request, before };
}

function entryLine(entry: AnswerChange & { readonly changed?: boolean }, sign: string, shape: Shape): Line {
  const { request, before, after } = entry;
  const head: Line = [
    span(' '),
    span(sign, sign.startsWith(' ') ? 'dim' : 'near'),
    span(fitMiddle(sanitize(formatRequest(request)), shape.request), 'strong'),
    span('  '),
  ];
  if (entry.changed === false) return [...head, ...answerSpans(after)];
  const old = cutLine(answerSpans(before), shape.before);
  const padding = span(' '.repeat(Math.max(0, shape.before - lineWidth(old))));
  return [...head, ...old, padding, span(' → ', 'dim'), ...answerSpans(after)];
}

const STATUS: Readonly<Record<number, Role>> = { 2: 'ok', 3: 'redirect', 4: 'client-error', 5: 'server-error' };

function answerSpans(answer: AnswerChange['after']): Line {
  const words = sanitize(answerWords(answer));
  const status = String(answer.status);
  return [span(status, STATUS[Math.floor(answer.status / 100)] ?? 'text'), span(words.slice(status.length))];
}

const POINTS = { base: '', made: '', undone: 'undone: ', misfit: 'can’t be applied: ' } as const;

function changeLine(row: ChangeRow, i: number): Line {
  const role: Role = row.state === 'made' ? 'text' : row.state === 'misfit' ? 'warning' : 'dim';
  const number = i === 0 ? ' ·' : String(i).padStart(2);
  return [
    span(row.here ? ' › ' : '   ', 'key'),
    span(`${number}  `, 'dim'),
    span(POINTS[row.state], role),
    ...codeLines([sanitize(row.words)], role).flat(),
    ...(row.fault === null ? [] : [span(`: ${sanitize(row.fault)}`, 'dim')]),
  ];
}
