import { rowsOf } from '../../dialects/compile.ts';
import type { CompiledApp } from '../../dialects/dialect.ts';
import type { RouteRow } from '../../model/registration.ts';
import { lowerBound } from '../rows-of.ts';

const shown = new WeakMap<CompiledApp, CompiledApp>();
const disabledRows = new WeakMap<CompiledApp, readonly number[]>();

/** The application with rows for disabled routes too, each in its place. It answers as the given one. */
export function shownApp(app: CompiledApp): CompiledApp {
  const known = shown.get(app);
  if (known) return known;
  const { tree, registrations, declared, resolve, trace, prepare } = app;
  const rows = rowsOf(declared);
  const made: CompiledApp = { tree, registrations, declared, rows, resolve, trace, prepare };
  if (declared !== registrations)
    disabledRows.set(
      made,
      rows.flatMap((row) => (row.registration.disabled ? [row.index] : [])),
    );
  shown.set(app, made);
  shown.set(made, made);
  return made;
}

/** The number of a row on screen: its place among the registered ones; null for a disabled one. */
export function rowNumber(app: CompiledApp, row: RouteRow): number | null {
  if (row.registration.disabled) return null;
  const before = disabledRows.get(app);
  return row.index + 1 - (before ? lowerBound(before, (one) => one, row.index) : 0);
}

/** The number of registered rows, without disabled ones. */
export const registeredCount = (app: CompiledApp): number => app.rows.length - (disabledRows.get(app)?.length ?? 0);
