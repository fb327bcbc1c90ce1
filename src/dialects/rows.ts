import type { Registration, RouteRow } from '../model/registration.ts';
import { placeFrom, spliced } from './orders.ts';

/** The rows of registrations, one for each method. */
export function rowsOf(registrations: readonly Registration[]): readonly RouteRow[] {
  const rows: RouteRow[] = [];
  for (const registration of registrations) addRows(rows, registration);
  return rows;
}

/** Registrations and their rows. */
export interface Table {
  readonly registrations: readonly Registration[];
  readonly rows: readonly RouteRow[];
}

/**
 * The same from an earlier state: rows that are still in their place are the same objects. Of a hundred thousand most are, and making
 * them anew takes longer than all the rest of a change.
 */
export function rowsAfter(earlier: Table, registrations: readonly Registration[]): readonly RouteRow[] {
  const { registrations: before, rows } = earlier;
  const shorter = Math.min(before.length, registrations.length);
  let start = 0;
  while (start < shorter && before[start] === registrations[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === registrations[registrations.length - 1 - end])
    end++;
  const rowFrom = (place: number) => {
    const registration = before[place];
    return registration ? placeFrom(rows, (row) => row.registration.order, registration.order) : rows.length;
  };
  const [front, back] = [rowFrom(start), rowFrom(before.length - end)];
  const between: RouteRow[] = [];
  for (let i = start; i < registrations.length - end; i++) addRows(between, registrations[i] as Registration, front);
  if (between.length === back - front) return spliced(rows, front, back, between);
  const next = rows.slice(0, front).concat(between);
  for (let i = back; i < rows.length; i++) {
    const { method, registration } = rows[i] as RouteRow;
    next.push({ index: next.length, method, registration });
  }
  return next;
}

function addRows(rows: RouteRow[], registration: Registration, first = 0): void {
  for (const method of registration.methods) rows.push({ index: first + rows.length, method, registration });
}
