import type { Diagnosis, NearMiss } from '../../diagnosis/near-miss.ts';
import { sanitize } from '../../model/sanitize.ts';
import { cutLine, fitMiddle, type Line, lineWidth, type Role, selectLine, span, wrap } from '../screen.ts';
import { needsChangeOnly } from '../selectors.ts';
import type { State } from '../state.ts';
import { cellWidth } from '../text-width.ts';
import { markRanges } from './marked.ts';

/**
 * The near misses in at most `room` lines, best first: `≈1 GET /api/users   cause`. The chosen one is told in full, over
 * several lines if need be, and is always in sight; the others get a line each.
 */
export function missLines(state: State, diagnosis: Diagnosis, room: number, columns: number): readonly Line[] {
  const all = diagnosis.misses;
  const chosen = Math.min(state.miss, all.length - 1);
  const shape = shapeOf(all, columns);
  const blocks = all.map((miss, i): readonly Line[] => {
    if (i !== chosen) return [cutLine([...head(miss, i, false, shape), ...words(miss)], columns)];
    const block = chosenBlock(miss, i, shape, columns, needsChangeOnly(diagnosis.request, miss)).slice(0, room);
    return state.focus === 'misses' && state.overlay === null ? block.map(selectLine) : block;
  });
  const before = Math.max(0, room - (blocks[chosen]?.length ?? 0));
  return blocks
    .slice(Math.max(0, chosen - before))
    .flat()
    .slice(0, room);
}

interface Shape {
  readonly method: number;
  readonly path: number;
}

/** Widths of the columns that the near misses share. */
function shapeOf(misses: readonly NearMiss[], columns: number): Shape {
  const method = Math.max(...misses.map((miss) => cellWidth(sanitize(miss.method))));
  const path = Math.max(...misses.map((miss) => cellWidth(sanitize(miss.path))));
  return { method, path: Math.min(path, Math.max(18, Math.floor((columns - method - 6) * 0.45))) };
}

/** In one line where all of it fits, else the request first and what is to be said below it. */
function chosenBlock(miss: NearMiss, i: number, shape: Shape, columns: number, changeOnly: boolean): readonly Line[] {
  const hint: Line = [span('  ⏎', 'key'), span(changeOnly || miss.edit ? ' change it ' : ' use it ', 'dim')];
  const whole = [...head(miss, i, true, shape), ...words(miss)];
  const fits = cellWidth(sanitize(miss.path)) <= shape.path && lineWidth(whole) + lineWidth(hint) <= columns;
  if (fits) return [atRight(whole, hint, columns)];
  const wide = {
    ...shape,
    path: Math.min(cellWidth(sanitize(miss.path)), columns - shape.method - 6 - lineWidth(hint)),
  };
  const below = (text: string, role: Role) =>
    wrap(text, columns - 6).map((line): Line => [span('     '), span(line, role)]);
  const first = head(miss, i, true, wide);
  const needs = miss.edit ? needWords(miss) : '';
  // What is to be done comes first where it can.
  if (needs !== '' && lineWidth(first) + 2 + cellWidth(needs) + lineWidth(hint) <= columns) {
    return [atRight([...first, span(`  ${needs}`, 'warning')], hint, columns), ...below(causeWords(miss), 'text')];
  }
  return [
    atRight(first, hint, columns),
    ...(needs === '' ? [] : below(needs, 'warning')),
    ...below(causeWords(miss), 'text'),
  ];
}

function atRight(line: Line, hint: Line, columns: number): Line {
  return [...line, span(' '.repeat(Math.max(0, columns - lineWidth(line) - lineWidth(hint)))), ...hint];
}

function head(miss: NearMiss, i: number, chosen: boolean, shape: Shape): Line {
  return [
    span(chosen ? '›' : ' ', chosen ? 'key' : 'dim'),
    span(`≈${i + 1} `, 'near'),
    span(`${sanitize(miss.method).padEnd(shape.method)} `, 'method'),
    ...markedPath(miss, shape.path),
  ];
}

const causeWords = (miss: NearMiss): string => miss.causes.map((cause) => sanitize(cause.detail)).join('; ');
const needWords = (miss: NearMiss): string => `needs: ${sanitize(miss.edit?.words ?? '')}`;

function words(miss: NearMiss): Line {
  const causes = span(`  ${causeWords(miss)}`);
  return miss.edit ? [causes, span(`  ${needWords(miss)}`, 'warning')] : [causes];
}

/** The corrected path with what differs marked, cut or padded to `width`. */
function markedPath(miss: NearMiss, width: number): Line {
  const path = miss.path;
  const safe = sanitize(path);
  if (safe !== path || cellWidth(path) > width) return [span(fitMiddle(safe, width), 'strong')];
  const ranges = miss.causes.flatMap((cause) => cause.marks.fixed);
  return [...markRanges(path, ranges, 'strong', 'mark'), span(' '.repeat(width - cellWidth(path)))];
}
