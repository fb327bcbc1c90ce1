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
