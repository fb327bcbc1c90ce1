import { indexLines } from './lines.ts';
import { detach } from './plain-values.ts';

/** One parsed text of an OpenAPI description. The reader drops it at the end; the tree holds nothing of it. */
export interface ParsedDocument {
  readonly file: string;
  readonly format: 'json' | 'yaml';
  /** Plain data. */
  readonly root: unknown;
  /** Position of a mapping or list: of its key, or of the item itself in a list. Null where it's unknown. */
  positionOf(value: unknown): Position | null;
  /** The first mention of a key after a position, or in the whole text. */
  mention(key: string, after: Position | null): Position | null;
  /** The text of a line; null where there is no such line. */
  lineText(line: number): string | null;
  /** Keys that occur twice in one mapping. The last one counts, as in JSON. */
  duplicates(): readonly { readonly key: string; readonly position: Position }[];
  /** A text of this document for the tree to hold. Those of YAML are slices of the source and need a copy; those of JSON don't. */
  keep(text: string): string;
}

/** A 1-based line and column, in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A syntax error, or what was tolerated while parsing. `position` is null where it's unknown. */
export interface SyntaxFault {
  readonly code: string;
  readonly message: string;
  readonly position: Position | null;
  readonly expected?: string | null;
  readonly hint?: string | null;
}

export interface Parsed {
  /** Null: the text is neither JSON nor YAML, and the first fault is the reason. */
  readonly document: ParsedDocument | null;
  readonly faults: readonly SyntaxFault[];
}

/** Parsers of YAML. They are passed in, so that documents in JSON load no YAML library. */
export interface YamlParsers {
  readonly parse: (file: string, text: string, tolerant?: TolerantYaml) => Parsed;
  /** Slower, more tolerant, with better messages: for a text that the other one refuses. */
  readonly tolerant?: TolerantYaml;
}

export type TolerantYaml = (file: string, text: string) => Parsed;

/** A key that stands once more in its mapping. */
export interface RepeatedKey {
  readonly key: string;
  readonly offset: number;
}

/** What was parsed of a text; `offsetOf` finds the offset of the key of a mapping or list, or of itself in a list. */
export function documentOf(
  { file, format, root }: Pick<ParsedDocument, 'file' | 'format' | 'root'>,
  text: string,
  offsetOf: (value: object) => number | undefined,
  repeated: readonly RepeatedKey[] = [],
): ParsedDocument {
  const lines = indexLines(text);
  const find = format === 'json' ? findInJson : findInYaml;
  return {
    file,
    format,
    root,
    positionOf(value) {
      const offset = typeof value === 'object' && value !== null ? offsetOf(value) : undefined;
      return offset === undefined ? null : lines.position(offset);
    },
    mention(key, after) {
      const offset = find(text, key, after === null ? 0 : lines.startOf(after.line), (after?.column ?? 1) - 1);
      if (offset < 0) return null;
      return lines.position(/["']/.test(text[offset - 1] ?? '') ? offset - 1 : offset);
    },
    lineText: (line) => (line > lines.count() ? null : lines.lineText(line)),
    duplicates: () => repeated.map(({ key, offset }) => ({ key, position: lines.position(offset) })),
    keep: format === 'json' ? (given) => given : detach,
  };
}

/** As a key, or at least mentioned: the same word in front of it may be any text. */
function findInJson(text: string, key: string, line: number, column: number): number {
  const quoted = JSON.stringify(key);
  for (const written of [`${quoted}:`, `${quoted} :`]) {
    const offset = text.indexOf(written, line + column);
    if (offset >= 0) return offset;
  }
  return text.indexOf(key, line + column);
}

function findInYaml(text: string, key: string, line: number): number {
  const escaped = key.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const asKey = new RegExp(`(?<=^[ \\t-]*|[{,]\\s*)(["']?)${escaped}\\1[ \\t]*:(?=\\s|$)`, 'gm');
  asKey.lastIndex = line;
  return asKey.exec(text)?.index ?? text.indexOf(key, line);
}
