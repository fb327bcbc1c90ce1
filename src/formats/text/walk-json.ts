import { indexLines } from './lines.ts';
import {
  depthFault,
  type EntrySpans,
  locator,
  MAX_DEPTH,
  type ParsedText,
  repeatedKey,
  type Span,
  type Spans,
  type TextFault,
} from './parsed-text.ts';
import { own } from './plain-values.ts';

/** What `JSON.parse` throws away. */
export interface JsonWalk {
  /** Where the text stops being JSON; null where it doesn't. */
  readonly fault: TextFault | null;
  /** Offsets of mappings and lists: of their keys, or of themselves in a list. */
  readonly offsets: ReadonlyMap<object, number>;
  readonly spans: Spans;
  /** Of the root value. */
  readonly whole: Span;
  /** Keys that stand once more in their mapping, in the order of the text. */
  readonly repeated: readonly { readonly key: string; readonly span: Span }[];
}

export interface WalkOptions {
  /** The keys of those lists and mappings whose entries get a span. */
  readonly noted?: ReadonlySet<string> | 'all';
  /** How many levels below a key of the root are looked at. Without it all are, and too many of them are a fault. */
  readonly levelsOf?: (key: string) => number;
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAPPING = 123;
const CLOSE_MAPPING = 125;
/** Sets the bit in which a list's bracket differs from a mapping's. */
const ANY = 32;

/**
 * Walks over JSON (RFC 8259) to find where everything stands, keys that are given twice, or why it isn't JSON. `root` is what
 * `JSON.parse` made of the text, to which positions belong; undefined where it made nothing.
 */
export function walkJson(text: string, root: unknown, { noted = NONE, levelsOf }: WalkOptions): JsonWalk {
  const offsets = new Map<object, number>();
  const spans: Spans = new Map();
  const repeated: { key: string; span: Span }[] = [];
  const isSound = root !== undefined;
  let at = 0;
  let fault: TextFault | null = null;

  /** Ends the walk: everything below returns at once when `fault` is set. */
  const fail = (
    message: string,
    expected: string,
    hint: string | null = null,
    length = tokenLength(text, at),
  ): void => {
    fault ??= { code: 'json-syntax', message, span: { start: at, length }, expected, hint };
    at = text.length;
  };

  const space = (): number => {
    let code = text.charCodeAt(at);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at);
    return code;
  };

  /** Moves from a string's first quote to after its last one. */
  const string = (): void => {
    const start = at;
    let end = text.indexOf('"', start + 1);
    while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    at = end + 1;
    if (isSound) return;
    const raw = end < 0 ? text.slice(start) : text.slice(start, at);
    const broken = CONTROL.exec(raw);
    if (end >= 0 && !broken && !(raw.includes('\\') && jsonValue(raw) === undefined)) return;
    at = start;
    if (end < 0 || broken)
      fail('this string never ends on its line', 'a closing "', null, Math.max(1, broken?.index ?? 1));
    else fail('this string has an unknown escape', '\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX', null, raw.length);
  };

  /** Moves over a mapping or list, however deep it nests. */
  const skip = (): void => {
    let depth = 0;
    do {
      const code = text.charCodeAt(at);
      if (code === QUOTE) string();
      else {
        at++;
        if ((code | ANY) === OPEN_MAPPING) depth++;
        else if ((code | ANY) === CLOSE_MAPPING) depth--;
      }
    } while (depth > 0);
  };

  const value = (known: unknown, key: string, start: number, levels: number): void => {
    const code = text.charCodeAt(at);
    if (code === QUOTE) string();
    else if (code === OPEN_MAPPING || code === OPEN_LIST) {
      const isKnown = typeof known === 'object' && known !== null;
      if (isKnown) offsets.set(known, start);
      if (levels === 0 && levelsOf) skip();
      else if (levels === 0) {
        fault ??= depthFault(at);
        at = text.length;
      } else {
        const entries: EntrySpans | null = isKnown && (noted === 'all' || noted.has(key)) ? new Map() : null;
        if (entries) spans.set(known as object, entries);
        if (code === OPEN_MAPPING) mapping(known, entries, levels);
        else list(known, entries, levels);
      }
    } else {
      SCALAR.lastIndex = at;
      if (SCALAR.test(text)) at = SCALAR.lastIndex;
      else {
        const hint = code === 0x27 ? 'JSON strings need double quotes' : null;
        fail(`${describe(text, at)} instead of a value`, 'a string, number, true, false, null, [ or {', hint);
      }
    }
  };

  /** Moves behind a comma or the closing bracket; true at the latter, or where there is neither. */
  const ends = (closing: number, after: () => string): boolean => {
    const code = space();
    if (code === COMMA) {
      const comma = at++;
      if (space() !== closing) return false;
      at = comma;
      fail('a comma with nothing after it', 'no `,` before the closing bracket');
    } else if (code === closing) at++;
    else fail(`${describe(text, at)} after ${after()}`, `\`,\` or \`${String.fromCharCode(closing)}\``);
    return true;
  };

  const list = (known: unknown, entries: EntrySpans | null, levels: number): void => {
    at++;
    if (space() === CLOSE_LIST) {
      at++;
      return;
    }
    for (let i = 0; !fault; i++) {
      space();
      const start = at;
      value(Array.isArray(known) ? known[i] : undefined, '', start, levels - 1);
      entries?.set(i, { key: null, value: { start, length: at - start } });
      if (fault || ends(CLOSE_LIST, () => 'an item of a list')) return;
    }
  };

  const mapping = (known: unknown, entries: EntrySpans | null, levels: number): void => {
    const seen = new Set<string>();
    at++;
    if (space() === CLOSE_MAPPING) {
      at++;
      return;
    }
    while (!fault) {
      if (space() !== QUOTE) fail(`${describe(text, at)} instead of a key`, 'a key in double quotes');
      const keyStart = at;
      if (!fault) string();
      if (fault) return;
      const span = { start: keyStart, length: at - keyStart };
      const written = text.slice(keyStart + 1, at - 1);
      const key = written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written;
      if (space() !== COLON) fail(`${describe(text, at)} after the key "${key}"`, '`:`');
      if (fault) return;
      at++;
      space();
      if (seen.has(key)) repeated.push({ key, span });
      seen.add(key);
      const start = at;
      value(own(known, key), key, keyStart, known === root && levelsOf ? levelsOf(key) : levels - 1);
      entries?.set(key, { key: span, value: { start, length: at - start } });
      if (fault || ends(CLOSE_MAPPING, () => `the value of "${key}"`)) return;
    }
  };

  space();
  const start = at;
  if (at < text.length) value(root, '', at, MAX_DEPTH);
  else fail('there is nothing in it', 'a JSON value');
  const whole = { start, length: at - start };
  space();
  if (!fault && at < text.length) fail(`${describe(text, at)} after the end of the document`, 'nothing more');
  return { fault, offsets, spans, whole, repeated };
}

/** What a text in JSON stands for; undefined where it isn't JSON. */
export function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Reads JSON with its positions, as far as they are `noted`. `parsed` is null where the text isn't JSON, and `fault` is the reason. */
export function readJson(
  text: string,
  noted: ReadonlySet<string> | 'all',
): { readonly parsed: ParsedText | null; readonly fault: TextFault | null } {
  const value = jsonValue(text);
  const { fault, spans, whole, repeated } = walkJson(text, value, { noted });
  if (value === undefined || fault) return { parsed: null, fault };
  const lines = indexLines(text);
  const places = locator(value, whole, spans, (offset) => lines.position(offset).line);
  return { parsed: { value, faults: repeated.map(({ key, span }) => repeatedKey(key, span)), ...places }, fault: null };
}

const NONE: ReadonlySet<string> = new Set();
const SCALAR = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them inside strings
const CONTROL = /[\0-\x1f]/;

/** A quote is escaped where an odd number of backslashes stands before it. */
export function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}

function tokenLength(text: string, at: number): number {
  return /^[\p{L}\p{N}_$.+-]+/u.exec(text.slice(at, at + 40))?.[0].length ?? 1;
}

function describe(text: string, at: number): string {
  return at >= text.length ? 'the file ends' : `found \`${text.slice(at, at + tokenLength(text, at))}\``;
}
