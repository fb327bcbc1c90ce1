import type { CompiledApp } from '../dialects/dialect.ts';
import type { Registration, RouteRow } from '../model/registration.ts';

const firstRows = new WeakMap<CompiledApp, Int32Array>();

/**
 * The rows of a registration, one for each method; none for what has no row. They stand side by side, so that a number for
 * each registration is all that has to be remembered: a map of lists took 22 ms for 100,000 routes, while a key waited.
 */
export function rowsOf(app: CompiledApp, registration: Registration): readonly RouteRow[] {
  const first = firstRowsOf(app)[registration.order] ?? -1;
  const rows: RouteRow[] = [];
  for (let i = first; i >= 0 && app.rows[i]?.registration === registration; i++) rows.push(app.rows[i] as RouteRow);
  return rows;
}

function firstRowsOf(app: CompiledApp): Int32Array {
  const known = firstRows.get(app);
  if (known) return known;
  const first = new Int32Array(app.registrations.length).fill(-1);
  for (let i = app.rows.length - 1; i >= 0; i--) {
    const { registration } = app.rows[i] as RouteRow;
    // What is switched off has rows, but is registered nowhere.
    if (!registration.disabled) first[registration.order] = i;
  }
  firstRows.set(app, first);
  return first;
}
