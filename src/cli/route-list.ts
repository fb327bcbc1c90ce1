import { opaqueApp } from '../dialects/make-app.ts';
import type { RouteRow } from '../model/registration.ts';
import { sanitize } from '../model/sanitize.ts';
import { formatLocation } from '../model/source.ts';
import { infoOf, paramsOf } from '../session/route-facts.ts';
import { safeJson } from './safe-json.ts';

/** `METHOD  PATH` per row, aligned, and nothing else. */
export function plainList(rows: readonly RouteRow[]): string {
  const width = rows.reduce((most, row) => Math.max(most, row.method.length), 0);
  const cells = new Map<string, string>();
  const cellOf = (method: string): string => {
    const known = cells.get(method);
    if (known !== undefined) return known;
    const cell = sanitize(method).padEnd(width);
    cells.set(method, cell);
    return cell;
  };
  return rows.map(({ method, registration }) => `${cellOf(method)}  ${sanitize(registration.path)}`).join('\n');
}

/** A JSON array, one element per line. */
export function jsonList(rows: readonly RouteRow[]): string {
  return rows.length === 0 ? '[]' : `[\n${rows.map((row) => safeJson(element(row))).join(',\n')}\n]`;
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
export function factsOf({ registration }: RouteRow) {
  const at = registration.node?.source;
  return {
    name: registration.name,
    /** Name to annotation; to the convertor, or to nothing, where the handler declares none. */
    params: Object.fromEntries(paramsOf(registration).map(({ name, type }) => [name, type])),
    tags: infoOf(registration.node)?.tags ?? [],
    source: at ? formatLocation({ file: at.file, line: at.line }) : null,
  };
}
