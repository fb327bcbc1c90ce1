import type { CompiledApp } from '../../dialects/dialect.ts';
import type { RouteRow } from '../../model/registration.ts';
import { rowNumber } from '../experiment/shown-app.ts';
import { type Column, cellsOf } from '../route-facts.ts';
import { fitText, type Line, span } from '../screen.ts';
import { cellWidth } from '../text-width.ts';

const HEADS: Readonly<Record<Column, string>> = {
  method: 'METHOD',
  path: 'PATH',
  name: 'NAME',
  params: 'PARAMS',
  declared: 'DECLARED',
  tags: 'TAGS',
};
/** Optional columns, from left to right: which of them gets its place first, and its largest width. */
const EXTRA: Readonly<Record<Exclude<Column, 'method' | 'path'>, { readonly rank: number; readonly most: number }>> = {
  name: { rank: 3, most: 30 },
  params: { rank: 2, most: 26 },
  declared: { rank: 1, most: 28 },
  tags: { rank: 4, most: 24 },
};
const ORDER = Object.keys(EXTRA) as (keyof typeof EXTRA)[];
const BY_RANK = ORDER.toSorted((a, b) => EXTRA[a].rank - EXTRA[b].rank);

/** The widths of the table's columns. */
export interface Columns {
  readonly index: number;
  readonly method: number;
  readonly path: number;
  readonly extra: readonly (readonly [Column, number])[];
  /** The number under `#`; null for a disabled route. */
  readonly number: (row: RouteRow) => number | null;
}

const widest = new WeakMap<CompiledApp, Readonly<Record<Column, number>>>();

/** Measuring 100,000 rows would delay the first frame, and later rows are rarely wider. */
const MEASURED_ROWS = 3_000;

/** The widest cell of each column, over all rows, so that columns don't move while scrolling. */
function widestCells(app: CompiledApp): Readonly<Record<Column, number>> {
  const known = widest.get(app);
  if (known) return known;
  const widths: Record<Column, number> = { method: 0, path: 0, name: 0, params: 0, declared: 0, tags: 0 };
  for (const row of app.rows.slice(0, MEASURED_ROWS)) {
    const cells = cellsOf(row);
    for (const column of Object.keys(widths) as Column[]) {
      widths[column] = Math.max(widths[column], cellWidth(cells[column]));
    }
  }
  widest.set(app, widths);
  return widths;
}

/** Adds optional columns as long as the path has its width, at most 55 % of the table. */
export function fitColumns(app: CompiledApp, width: number): Columns {
  const needs = widestCells(app);
  const index = String(app.rows.length).length;
  const method = Math.min(Math.max(needs.method, HEADS.method.length), 9);
  const fixed = 1 + 3 + index + 2 + method + 2;
  let left = width - fixed - 1;
  const path = Math.min(Math.max(needs.path, HEADS.path.length), Math.max(24, Math.floor(width * 0.55)));
  left -= path;
  const taken = new Map<Column, number>();
  for (const column of BY_RANK) {
    const need = Math.min(Math.max(needs[column], HEADS[column].length), EXTRA[column].most);
    if (needs[column] === 0 || left < need + 2) continue;
    taken.set(column, need);
    left -= need + 2;
  }
  const grown = path + Math.max(0, Math.min(left, needs.path - path));
  left -= grown - path;
  // Cut columns get the remaining width.
  for (const [column, width] of taken) {
    const wider = width + Math.min(left, needs[column] - width);
    if (wider <= width) continue;
    taken.set(column, wider);
    left -= wider - width;
  }
  const extra = ORDER.filter((column) => taken.has(column)).map((column) => [column, taken.get(column) ?? 0] as const);
  const number = (row: RouteRow) => rowNumber(app, row);
  return { index, method, path: Math.min(grown, width - fixed), extra, number };
}

export function headLine(columns: Columns): Line {
  const cells = [
    `${' '.repeat(4)}${'#'.padStart(columns.index)}`,
    fitText(HEADS.method, columns.method),
    fitText(HEADS.path, columns.path),
  ];
  for (const [column, width] of columns.extra) cells.push(fitText(HEADS[column], width));
  return [span(cells.join('  '), 'dim')];
}
