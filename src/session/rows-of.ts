import type { CompiledApp } from '../dialects/dialect.ts';
import type { Registration, RouteRow } from '../model/registration.ts';
import { lowerBound } from './lower-bound.ts';

/** The rows of a registration, one for each method; none for what has no row. They stand side by side, and rows are in order. */
export function rowsOf(app: CompiledApp, registration: Registration): readonly RouteRow[] {
  const rows: RouteRow[] = [];
  for (let i = firstRowFrom(app, registration.order); app.rows[i]?.registration === registration; i++)
    rows.push(app.rows[i] as RouteRow);
  return rows;
}

/** Index of the first row that is registered at an order or behind it. */
export const firstRowFrom = ({ rows }: CompiledApp, order: number): number =>
  lowerBound(rows, (row) => row.registration.order, order);
