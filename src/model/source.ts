/** A place in a source text. Lines and columns count from 1; columns count UTF-16 units, as editors do. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** `file:line:column` as compilers print it, so that terminals and editors make it a link. */
export function formatLocation(at: SourceLocation): string {
  return at.column === undefined ? `${at.file}:${at.line}` : `${at.file}:${at.line}:${at.column}`;
}

/** What a SOURCE that isn't given may be called, in this order. */
export const DEFAULT_SOURCES = [
  'routes.yaml',
  'routes.yml',
  'openapi.json',
  'openapi.yaml',
  'openapi.yml',
  'swagger.json',
  'swagger.yaml',
] as const;
