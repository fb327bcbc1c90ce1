import type { State } from './state.ts';
import { MINIMUM } from './state.ts';

/** The layout in cells. Heights don't depend on the answer, so that nothing jumps while typing. */
export interface Layout {
  readonly fits: boolean;
  /** Lines of the request bar: 3 with its frame, 1 on low screens. */
  readonly barHeight: number;
  /** The verdict, near misses and notes. */
  readonly answerHeight: number;
  /** The table with its title and header; 0 while the details cover it. */
  readonly tableHeight: number;
  readonly tableWidth: number;
  /** Rows that the table shows. */
  readonly tableRows: number;
  /** Beside the table from 120 columns up, else in its place; 0 while closed. */
  readonly detailsWidth: number;
  readonly detailsRows: number;
  /** The what-if panel with its title; 0 while closed. */
  readonly whatIfHeight: number;
  /** Lines in the panel. */
  readonly whatIfRows: number;
  /** The one-line editor above the footer; 0 while closed. */
  readonly lineHeight: number;
}

/** From this width up the details are always open beside the table. */
export const WIDE = 120;

/** Columns between the table and the details. */
export const GAP = 2;

export function layoutOf(state: State): Layout {
  const { columns, rows } = state.size;
  const fits = columns >= MINIMUM.columns && rows >= MINIMUM.rows;
  const barHeight = rows >= 18 ? 3 : 1;
  const lineHeight = state.overlay?.kind === 'line' ? 3 : 0;
  const answerHeight = answerShare(rows, state.experiment.open || lineHeight > 0);
  const body = Math.max(4, rows - 2 - barHeight - answerHeight - lineHeight);
  const whatIfHeight = state.experiment.open ? whatIfShare(body, lineHeight) : 0;
  const height = body - whatIfHeight;
  const wide = columns >= WIDE;
  const detailsWidth = wide ? Math.min(64, Math.floor(columns * 0.36)) : state.details.open ? columns : 0;
  return {
    fits,
    barHeight,
    answerHeight,
    tableHeight: height,
    tableWidth: wide ? columns - detailsWidth - GAP : state.details.open ? 0 : columns,
    tableRows: Math.max(1, height - 2),
    detailsWidth,
    detailsRows: Math.max(1, height - 1),
    whatIfHeight,
    whatIfRows: Math.max(0, whatIfHeight - 1),
    lineHeight,
  };
}

/** Room for a verdict of two lines and a near miss with its change and cause; less if a low screen shows a third region. */
function answerShare(rows: number, shared: boolean): number {
  if (rows >= 40) return 7;
  if (rows >= 24) return 6;
  return shared ? 4 : 5;
}

/** Four lines on the smallest screen, 42 % on larger ones; none if the table would have no rows. */
function whatIfShare(body: number, lineHeight: number): number {
  const wanted = Math.min(10, Math.max(4, Math.floor(body * 0.42)));
  const spare = body - 5;
  return spare < 2 ? 0 : Math.min(lineHeight > 0 ? Math.max(2, spare) : wanted, wanted, spare);
}
