import type { CompiledApp } from '../../dialects/dialect.ts';
import { rowsOf } from '../../dialects/rows.ts';
import type { RouteRow } from '../../model/registration.ts';
import { lowerBound } from '../lower-bound.ts';

const shown = new WeakMap<CompiledApp, CompiledApp>();
const ghosts = new WeakMap<CompiledApp, readonly number[]>();

/**
 * An application with rows for what is switched off as well, each where it would be registered. It answers as the given one:
 * nothing that is switched off is among the registrations.
 */
export function shownApp(app: CompiledApp): CompiledApp {
  const known = shown.get(app);
  if (known) return known;
  const { tree, registrations, declared, resolve, trace, prepare } = app;
  const rows = rowsOf(declared);
  const made: CompiledApp = { tree, registrations, declared, rows, resolve, trace, prepare };
  if (declared !== registrations)
    ghosts.set(
      made,
      rows.flatMap((row) => (isGhost(row) ? [row.index] : [])),
    );
  shown.set(app, made);
  shown.set(made, made);
  return made;
}

/** Whether a row is of something that is switched off, so that it answers nothing. */
export const isGhost = (row: RouteRow): boolean => row.registration.disabled;

/** The number that people know a row by: its place among those that are registered. */
export function rowNumber(app: CompiledApp, row: RouteRow): number | null {
  if (isGhost(row)) return null;
  const before = ghosts.get(app);
  return row.index + 1 - (before ? lowerBound(before, (one) => one, row.index) : 0);
}

/** How many rows are registered; the table may have more. */
export const registeredCount = (app: CompiledApp): number => app.rows.length - (ghosts.get(app)?.length ?? 0);

/** Whether two rows are of the same thing in two states of an application. */
export function sameRow(a: RouteRow, b: RouteRow): boolean {
  const [one, other] = [a.registration, b.registration];
  if (a.method !== b.method || one.kind !== other.kind) return false;
  if (
    one.node === null || other.node === null
      ? one.node !== other.node || one.name !== other.name
      : one.node.id !== other.node.id
  )
    return false;
  const [way, otherWay] = [one.mountContext.via, other.mountContext.via];
  if (one.mountContext.appId !== other.mountContext.appId || way.length !== otherWay.length) return false;
  return way.every(({ id }, i) => id === otherWay[i]?.id);
}
