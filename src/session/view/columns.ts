import type { CompiledApp } from '../../dialects/dialect.ts';
import type { RouteRow } from '../../model/registration.ts';
import { rowNumber } from '../experiment/shown-app.ts';
import { cellsOf, type RowCells } from '../route-facts.ts';
import { fitText, type Line, span } from '../screen.ts';
import { cellWidth } from '../text-width.ts';

export type Column = keyof RowCells;

const HEADS: Readonly<Record<Column, string>> = {
  method: 'METHOD',
  path: 'PATH',
  name: 'NAME',
  params: 'PARAMS',
  declared: 'DECLARED',
  tags: 'TAGS',
};
/** Which columns come first when there is room for few, and how wide each may get. */
const EXTRA: readonly (readonly [Column, number])[] = [
  ['declared', 28],
  ['params', 26],
  ['name', 30],
  ['tags', 24],
];
const ORDER: readonly Column[] = ['name', 'params', 'declared', 'tags'];

/** The table's columns at one width: cells of each, the optional ones in their order. */
export interface Columns {
  readonly index: number;
  readonly method: number;
  readonly path: number;
  readonly extra: readonly (readonly [Column, number])[];
  /** What stands under `#`: null for what is switched off. */
  readonly number: (row: RouteRow) => number | null;
}

const widest = new WeakMap<CompiledApp, Readonly<Record<Column, number>>>();

/** Looking at a hundred thousand rows would hold up the first frame, and what comes later is rarely wider. */
const MEASURED_ROWS = 3_000;

/** The widest cell of each column, over the rows and not over what is in sight, so that columns stand still while it scrolls. */
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

/** Optional columns come in as long as the path keeps what it needs, at most a good half of the width. */
export function fitColumns(app: CompiledApp, width: number): Columns {
  const needs = widestCells(app);
  const index = String(app.rows.length).length;
  const method = Math.min(Math.max(needs.method, HEADS.method.length), 9);
  let left = width - (1 + 3 + index + 2 + method + 2) - 1;
  const path = Math.min(Math.max(needs.path, HEADS.path.length), Math.max(24, Math.floor(width * 0.55)));
  left -= path;
  const taken = new Map<Column, number>();
  for (const [column, most] of EXTRA) {
    const need = Math.min(Math.max(needs[column], HEADS[column].length), most);
    if (needs[column] === 0 || left < need + 2) continue;
    taken.set(column, need);
    left -= need + 2;
  }
  const grown = path + Math.max(0, Math.min(left, needs.path - path));
  left -= grown - path;
  // What is left over goes to what was cut.
  for (const [column, width] of taken) {
    const wider = width + Math.min(left, needs[column] - width);
    if (wider <= width) continue;
    taken.set(column, wider);
    left -= wider - width;
  }
  const extra = ORDER.flatMap((column) => {
    const columnWidth = taken.get(column);
    return columnWidth === undefined ? [] : [[column, columnWidth] as const];
  });
  const number = (row: RouteRow) => rowNumber(app, row);
  return { index, method, path: Math.min(grown, width - (1 + 3 + index + 2 + method + 2)), extra, number };
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
