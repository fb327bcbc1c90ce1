import { opaqueApp } from '../dialects/make-app.ts';
import { cellWidth } from '../model/cells.ts';
import type { RouteRow } from '../model/registration.ts';
import { sanitize } from '../model/sanitize.ts';
import { formatLocation } from '../model/source.ts';
import { infoOf, paramsOf } from '../session/route-facts.ts';
import { safeJsonArray } from './safe-json.ts';
import { pad } from './text-layout.ts';

/** `METHOD  PATH` per row, aligned, and nothing else. */
export function plainList(rows: readonly RouteRow[]): string {
  const width = rows.reduce((most, row) => Math.max(most, row.method.length), 0);
  return rows
    .map(({ method, registration }) => `${sanitize(method).padEnd(width)}  ${sanitize(registration.path)}`)
    .join('\n');
}

/** A JSON array, one element per line. */
export function jsonList(rows: readonly RouteRow[]): string {
  return safeJsonArray(rows.map(element));
}

function element(row: RouteRow) {
  const { registration } = row;
  const { name, params, tags, source } = factsOf(row);
  const info = infoOf(registration.node);
  return {
    method: row.method,
    path: registration.path,
    index: row.index,
    kind: opaqueApp(registration)?.kind ?? registration.kind,
    name,
    params,
    tags,
    source,
    implied: registration.node === null,
    summary: info?.summary ?? '',
    deprecated: info?.deprecated ?? false,
    security: info?.security ?? [],
  };
}

/** The facts of a row besides its method and path. */
function factsOf({ registration }: RouteRow) {
  const at = registration.node?.source;
  return {
    name: registration.name,
    /** Name to annotation; to the convertor, or to nothing, where the handler declares none. */
    params: Object.fromEntries(paramsOf(registration).map(({ name, type }) => [name, type])),
    tags: infoOf(registration.node)?.tags ?? [],
    source: at ? formatLocation({ file: at.file, line: at.line }) : null,
  };
}

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

/** Rows of cells as aligned text, two blanks between columns, none at the end of a line. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cellWidth(cell));
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
