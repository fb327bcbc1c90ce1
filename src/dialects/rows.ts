import type { Registration, RouteRow } from '../model/registration.ts';

/** The rows of registrations, one for each method. */
export function rowsOf(registrations: readonly Registration[]): readonly RouteRow[] {
  const rows: RouteRow[] = [];
  for (const registration of registrations) {
    for (const method of registration.methods) rows.push({ index: rows.length, method, registration });
  }
  return rows;
}
