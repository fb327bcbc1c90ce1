import type { Diagnosis, NearMiss } from '../../diagnosis/near-miss.ts';
import type { Request } from '../../model/request.ts';
import { sanitize } from '../../model/sanitize.ts';
import {
  cutLine,
  firstLines,
  fitLine,
  fitMiddle,
  type Line,
  lineWidth,
  type Role,
  selectLine,
  span,
  wrap,
} from '../screen.ts';
import type { State } from '../state.ts';
import { cellWidth } from '../text-width.ts';
import { markRanges } from './marked.ts';

/**
 * The near misses in at most `room` lines, best first: `≈1 GET /api/users   cause`. The selected one is always
 * visible and takes as many lines as it needs; the others take one each.
 */
export function missLines(state: State, diagnosis: Diagnosis, room: number, columns: number): readonly Line[] {
  const { misses, request } = diagnosis;
  const all = misses.map((miss): Shown => ({ miss, path: pathOf(miss, request) }));
  const chosen = Math.min(state.miss, all.length - 1);
  const shape = shapeOf(all, columns);
  const blocks = all.map((shown, i): readonly Line[] => {
    if (i !== chosen) return [cutLine([...head(shown, i, false, shape), ...words(shown.miss)], columns)];
    const block = chosenBlock(shown, i, shape, columns, room);
    return state.focus === 'misses' && state.overlay === null
      ? block.map((line) => selectLine(fitLine(line, columns)))
      : block;
  });
  const before = Math.max(0, room - (blocks[chosen]?.length ?? 0));
  return blocks
    .slice(Math.max(0, chosen - before))
    .flat()
    .slice(0, room);
}

/** A near miss and the path that it is shown with. */
interface Shown {
  readonly miss: NearMiss;
  readonly path: string;
}

/** The path, with the host as in the table if the near miss is about the host. */
const pathOf = (miss: NearMiss, request: Request): string =>
  miss.request.host === request.host ? miss.path : `${miss.path} @ ${miss.request.host}`;

interface Shape {
  readonly method: number;
  readonly path: number;
}

/** Widths of the columns that the near misses share. */
function shapeOf(shown: readonly Shown[], columns: number): Shape {
  const method = Math.max(...shown.map(({ miss }) => cellWidth(sanitize(miss.method))));
  const path = Math.max(...shown.map((one) => cellWidth(sanitize(one.path))));
  return { method, path: Math.min(path, Math.max(18, Math.floor((columns - method - 6) * 0.45))) };
}

/** One line if everything fits, else the request first and the rest below. The cause is always shown. */
function chosenBlock(shown: Shown, i: number, shape: Shape, columns: number, room: number): readonly Line[] {
  const { miss, path } = shown;
  const hint: Line = [span('  ⏎', 'key'), span(miss.edit ? ' apply ' : ' use it ', 'dim')];
  const whole = [...head(shown, i, true, shape), ...words(miss)];
  const needed = cellWidth(sanitize(path));
  if (needed <= shape.path && lineWidth(whole) + lineWidth(hint) <= columns) return [atRight(whole, hint, columns)];
  if (room < 2) return [cutLine(whole, columns)];
  // The path is more important than the hint, whose key the footer shows too.
  const besideHint = columns - shape.method - 6 - lineWidth(hint);
  const hinted = needed <= besideHint ? hint : [];
  const available = columns - shape.method - 6 - lineWidth(hinted);
  const wide = { ...shape, path: Math.min(needed, available) };
  const below = (text: string, role: Role) =>
    wrap(text, columns - 6).map((line): Line => [span('     '), span(line, role)]);
  const pieces = needed > available && room > 2 ? wrap(sanitize(path), available) : [];
  if (pieces.length > 1 && pieces.length < room) {
    const [first = '', ...others] = pieces;
    const indent = span(' '.repeat(cellWidth(sanitize(miss.method)) + 5));
    const rest = below(miss.edit ? `${causeWords(miss)}; ${needWords(miss)}` : causeWords(miss), 'text');
    return [
      [...mark(miss, i, true), span(first, 'strong')],
      ...others.map((piece): Line => [indent, span(piece, 'strong')]),
      ...firstLines(rest, room - pieces.length, columns),
    ];
  }
  const first = head(shown, i, true, wide);
  const causes = below(causeWords(miss), 'text');
  const needs = miss.edit ? needWords(miss) : '';
  // The change comes first if it fits.
  if (needs !== '' && lineWidth(first) + 2 + cellWidth(needs) + lineWidth(hinted) <= columns) {
    const line = atRight([...first, span(`  ${needs}`, 'warning')], hinted, columns);
    return [line, ...firstLines(causes, room - 1, columns)];
  }
  const change = needs === '' ? [] : below(needs, 'warning');
  const forChange = Math.min(change.length, Math.max(room < 3 ? 0 : 1, room - 1 - causes.length));
  return [
    atRight(first, hinted, columns),
    ...firstLines(change, forChange, columns),
    ...firstLines(causes, room - 1 - forChange, columns),
  ];
}

function atRight(line: Line, hint: Line, columns: number): Line {
  return [...line, span(' '.repeat(Math.max(0, columns - lineWidth(line) - lineWidth(hint)))), ...hint];
}

function head({ miss, path }: Shown, i: number, chosen: boolean, shape: Shape): Line {
  const spare = shape.method - cellWidth(sanitize(miss.method));
  return [...mark(miss, i, chosen), ...markedPath(miss, path, shape.path), span(' '.repeat(spare))];
}

/** The mark and the method before the path, separated by one blank as in the bar. */
const mark = (miss: NearMiss, i: number, chosen: boolean): Line => [
  span(chosen ? '›' : ' ', chosen ? 'key' : 'dim'),
  span(`≈${i + 1} `, 'near'),
  span(`${sanitize(miss.method)} `, 'method'),
];

const causeWords = (miss: NearMiss): string => miss.causes.map((cause) => sanitize(cause.detail)).join('; ');
const needWords = (miss: NearMiss): string => `needs: ${sanitize(miss.edit?.words ?? '')}`;

function words(miss: NearMiss): Line {
  const causes = span(`  ${causeWords(miss)}`);
  return miss.edit ? [causes, span(`  ${needWords(miss)}`, 'warning')] : [causes];
}

/** The corrected path with differences marked, cut or padded to `width`. */
function markedPath(miss: NearMiss, path: string, width: number): Line {
  const safe = sanitize(path);
  if (safe !== path || cellWidth(path) > width) return [span(fitMiddle(safe, width), 'strong')];
  const ranges = miss.causes.flatMap((cause) => cause.marks.fixed);
  return [...markRanges(path, ranges, 'strong', 'mark'), span(' '.repeat(width - cellWidth(path)))];
}
