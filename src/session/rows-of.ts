import type { CompiledApp } from '../dialects/dialect.ts';
import type { Registration, RouteRow } from '../model/registration.ts';
import { lowerBound } from './lower-bound.ts';

/** The rows of a registration, one for each method. They are adjacent, since rows are in registration order. */
export function rowsOf(app: CompiledApp, registration: Registration): readonly RouteRow[] {
  const rows: RouteRow[] = [];
  for (let i = firstRowFrom(app, registration.order); app.rows[i]?.registration === registration; i++)
    rows.push(app.rows[i] as RouteRow);
  return rows;
}

/** The index of the first row with this order or a later one. */
export const firstRowFrom = ({ rows }: CompiledApp, order: number): number =>
  lowerBound(rows, (row) => row.registration.order, order);
