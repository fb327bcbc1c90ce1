import { parseJson } from './json-document.ts';
import { parseYaml, type SecondYaml } from './yaml-document.ts';

/** One text of a description, parsed. `text` and `root` are dropped together with the reader, nothing of the tree holds them. */
export interface OpenApiDocument {
  readonly file: string;
  readonly text: string;
  readonly format: 'json' | 'yaml';
  readonly root: unknown;
  /**
   * Where mappings and lists stand. YAML fills it while parsing; for JSON the walk notes the containers that it passes (as
   * `UNPLACED`), and one skim over the text finds them all afterwards.
   */
  readonly places: Map<object, Place>;
  /** Keys that stood twice in one mapping, as far as anybody looked. The last one counts, as in JSON. */
  readonly duplicates: DuplicateKey[];
  /** A text of this document for the tree to hold. YAML's are slices of the source and need a copy; JSON's are their own. */
  keep(text: string): string;
}

export interface DuplicateKey {
  readonly key: string;
  readonly place: Place;
}

/** Line and column in one number, because a document has many: see `place`. */
export type Place = number;

export const UNPLACED: Place = 0;

/** Unplaced, and nothing inside is asked for. */
export const LEAF: Place = -1;

const COLUMNS = 2 ** 22;

/** Packs a 1-based line and column; columns beyond four million are cut to that. */
export function place(line: number, column: number): Place {
  return line * COLUMNS + Math.min(column, COLUMNS - 1);
}

export function lineOf(at: Place): number {
  return Math.floor(at / COLUMNS);
}

export function columnOf(at: Place): number {
  return at % COLUMNS;
}

/** What went wrong or was forgiven while a text was parsed. `place` is UNPLACED where nobody knows. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly place: Place;
  readonly hint?: string;
}

export interface Parsed {
  /** Null: the text is neither JSON nor YAML, and the first fault says why. */
  readonly document: OpenApiDocument | null;
  readonly faults: readonly Fault[];
}

/**
 * Parses JSON or YAML, whichever it is: names are not asked. JSON that isn't quite JSON (trailing commas, comments with `#`) is
 * mostly YAML, so that is tried before giving up.
 */
export function parseDocument(file: string, source: string, second?: SecondYaml): Parsed {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  const first = /[^\s]/.exec(text)?.[0];
  if (first === undefined) {
    return { document: null, faults: [{ code: 'empty-document', message: 'The document is empty', place: UNPLACED }] };
  }
  if (first !== '{' && first !== '[') return parseYaml(file, text, second);
  const json = parseJson(file, text);
  if (json.document !== null) return json;
  const yaml = parseYaml(file, text, undefined);
  if (yaml.document === null) return json;
  return { document: yaml.document, faults: [...json.faults, ...yaml.faults] };
}
