import type { CompiledApp } from '../dialects/dialect.ts';
import type { Registration, RouteRow } from '../model/registration.ts';

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

/** The index of the first element whose key isn't below `key`, in a list sorted by key. */
export function lowerBound<T>(list: readonly T[], keyOf: (one: T) => number, key: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(list[middle] as T) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
