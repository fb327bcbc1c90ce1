import { readJson } from '../text/json.ts';
import { indexLines } from '../text/lines.ts';
import { parseJson } from './json-document.ts';
import type { JsonPaths } from './json-paths.ts';
import { parseYaml, type SecondYaml } from './yaml-document.ts';

/** One text of a description, parsed. It is dropped together with the reader: nothing of the tree holds it. */
export interface OpenApiDocument {
  readonly file: string;
  readonly format: 'json' | 'yaml';
  /** Plain data. JSON's mappings are made as somebody looks at them, which can't be told from outside. */
  readonly root: unknown;
  /** The `paths` of a JSON document, for whoever wants all of them; null where they aren't a mapping. */
  readonly paths: JsonPaths | null;
  /** Where a mapping or list stands: its own key, or the item itself in a list. Null where nobody knows. */
  placeOf(value: unknown): Place | null;
  /** The first mention of a key behind a place, or in the whole text. */
  mention(key: string, behind: Place | null): Place | null;
  /** The line of a place, or what is around the place on a very long one; null where there is no such line. */
  around(place: Place): Excerpt | null;
  /** Keys that stood twice in one mapping, as far as anybody looked. The last one counts, as in JSON. */
  duplicates(): readonly DuplicateKey[];
  /** A text of this document for the tree to hold. YAML's are slices of the source and need a copy; JSON's are their own. */
  keep(text: string): string;
}

/** A 1-based line and column, in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** Of JSON: the offset in bytes. */
  readonly offset?: number;
}

export interface Excerpt {
  readonly text: string;
  /** Units of `text` in front of the place. */
  readonly before: number;
}

export interface DuplicateKey {
  readonly key: string;
  readonly place: Place;
}

/** What went wrong or was forgiven while a text was parsed. `place` is null where nobody knows. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly place: Place | null;
  readonly expected?: string | null;
  readonly hint?: string | null;
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
    return { document: null, faults: [{ code: 'empty-document', message: 'The document is empty', place: null }] };
  }
  if (first !== '{' && first !== '[') return parseYaml(file, text, second);
  const document = parseJson(file, new TextEncoder().encode(text));
  if (document !== null) return { document, faults: [] };
  const fault = whyNotJson(text);
  const faults = fault === null ? [] : [fault];
  const yaml = parseYaml(file, text, undefined);
  if (yaml.document === null && fault !== null) return { document: null, faults };
  return { document: yaml.document, faults: [...faults, ...yaml.faults] };
}

/** What the reader that explains says of a text that isn't JSON; null where it is, and only the scanner is missing. */
function whyNotJson(text: string): Fault | null {
  const { fault } = readJson(text, NOTHING);
  if (fault === null) return null;
  const { message, expected, hint, span } = fault;
  const place = indexLines(text).position(span.start);
  // Only the reader that explains minds depth, so what is wrong comes behind it.
  const why = fault.code === 'too-deep' ? `where can't be said, since ${message}` : message;
  return { code: 'json-syntax', message: `Not valid JSON: ${why}`, place, expected, hint };
}

const NOTHING: ReadonlySet<string> = new Set();
