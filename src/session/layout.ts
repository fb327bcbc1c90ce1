import type { State } from './state.ts';
import { MINIMUM } from './state.ts';

/** Where everything stands, in cells. Heights don't depend on the answer, so that nothing jumps while somebody types. */
export interface Layout {
  readonly fits: boolean;
  /** Lines of the request bar: 3 with its frame, 1 on low screens. */
  readonly barHeight: number;
  /** The verdict and what follows from it. */
  readonly answerHeight: number;
  /** The table with its rule and heads; 0 while the details cover it. */
  readonly tableHeight: number;
  readonly tableWidth: number;
  /** Rows that the table shows. */
  readonly tableRows: number;
  /** 0 where the details are closed; beside the table from 120 columns up, else in its place. */
  readonly detailsWidth: number;
  readonly detailsRows: number;
}

/** From this width up the details stand beside the table all the time. */
export const WIDE = 120;

/** Between the table and the details beside it. */
export const GAP = 2;

export function layoutOf(state: State): Layout {
  const { columns, rows } = state.size;
  const fits = columns >= MINIMUM.columns && rows >= MINIMUM.rows;
  const barHeight = rows >= 18 ? 3 : 1;
  const answerHeight = rows >= 40 ? 7 : rows >= 30 ? 6 : rows >= 24 ? 5 : 4;
  const height = Math.max(4, rows - 2 - barHeight - answerHeight);
  const wide = columns >= WIDE;
  const detailsWidth = wide ? Math.min(64, Math.floor(columns * 0.36)) : state.details.open ? columns : 0;
  const covered = !wide && state.details.open;
  return {
    fits,
    barHeight,
    answerHeight,
    tableHeight: height,
    tableWidth: wide ? columns - detailsWidth - GAP : covered ? 0 : columns,
    tableRows: Math.max(1, height - 2),
    detailsWidth,
    detailsRows: Math.max(1, height - 1),
  };
}
