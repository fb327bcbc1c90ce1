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
  /** The line of a position; null where there is no such line. */
  around(position: Position): Excerpt | null;
  /** Keys that occur twice in one mapping. The last one counts, as in JSON. */
  duplicates(): readonly DuplicateKey[];
  /** A text of this document for the tree to hold. Those of YAML are slices of the source and need a copy; those of JSON don't. */
  keep(text: string): string;
}

/** A 1-based line and column, in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Excerpt {
  readonly text: string;
  /** Units of `text` in front of the position. */
  readonly before: number;
}

export interface DuplicateKey {
  readonly key: string;
  readonly position: Position;
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
