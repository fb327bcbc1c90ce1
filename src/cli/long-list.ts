import type { RouteRow } from '../model/registration.ts';
import { sanitize } from '../model/sanitize.ts';
import { factsOf } from './route-list.ts';
import { columns } from './text-columns.ts';

/** `METHOD  PATH` with name, parameters, tags and where it was declared; `-` where there is nothing to say. */
export function longList(rows: readonly RouteRow[]): string {
  return columns(
    rows.map((row) => {
      const { params, tags, name, source } = factsOf(row);
      const declared = source ?? (row.registration.node === null ? '(built in)' : null);
      const typed = Object.entries(params).map(([param, type]) => (type === '' ? param : `${param}:${type}`));
      return [row.method, row.registration.path, name, typed.join(','), tags.join(','), declared ?? ''].map(
        (cell) => sanitize(cell) || '-',
      );
    }),
  );
}
