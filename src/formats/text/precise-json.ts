import { indexLines } from './lines.ts';
import {
  type EntrySpans,
  locator,
  MAX_DEPTH,
  type ParsedText,
  type Span,
  type Spans,
  setEntry,
  type TextFault,
} from './parsed-text.ts';

/**
 * Reads JSON (RFC 8259), keeping what `JSON.parse` throws away: where things stand, and keys that are given twice.
 * Places are noted for the entries of mappings and lists under the keys in `noted` (what a fault-free source needs, in
 * about twice the time of `JSON.parse`), or of all of them (three times that).
 *
 * `parsed` is null where the text isn't JSON, and `fault` has the position where it stops being JSON. Repeated keys are faults of a
 * value that was read (the last one counts, as in `JSON.parse`).
 */
export function readJson(
  text: string,
  noted: ReadonlySet<string> | 'all',
): { parsed: ParsedText | null; fault: TextFault | null } {
  const spans: Spans = new Map();
  const repeated: TextFault[] = [];
  let at = 0;
  let fault: TextFault | null = null;

  /** Ends the reading: everything below returns at once when `fault` is set. */
  function fail(message: string, expected: string, hint: string | null = null, length = tokenLength(text, at)) {
    fault ??= { code: 'json-syntax', message, span: { start: at, length }, expected, hint };
    at = text.length;
    return null;
  }

  function space() {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      at++;
    }
  }

  function value(key: string, depth: number): unknown {
    const code = text.charCodeAt(at);
    if (code === 0x22) return string();
    if (code === 0x7b) return depth < MAX_DEPTH ? mapping(key, depth) : tooDeep();
    if (code === 0x5b) return depth < MAX_DEPTH ? list(key, depth) : tooDeep();
    for (const [word, meaning] of WORDS) {
      if (!text.startsWith(word, at)) continue;
      at += word.length;
      return meaning;
    }
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text);
    if (number) {
      at = NUMBER.lastIndex;
      return Number(number[0]);
    }
    const quoted = code === 0x27 ? 'JSON strings need double quotes' : null;
    return fail(`${describe(text, at)} instead of a value`, 'a string, number, true, false, null, [ or {', quoted);
  }

  function tooDeep() {
    fault ??= depthFault(at);
    at = text.length;
    return null;
  }

  function string(): string {
    const start = at;
    let end = text.indexOf('"', start + 1);
    while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    const broken = CONTROL.exec(end < 0 ? text.slice(start) : text.slice(start, end));
    if (end < 0 || broken) {
      fail('this string never ends on its line', 'a closing "', null, Math.max(1, broken?.index ?? 1));
      return '';
    }
    at = end + 1;
    const raw = text.slice(start + 1, end);
    if (!raw.includes('\\')) return raw;
    try {
      return JSON.parse(`"${raw}"`) as string;
    } catch {
      at = start;
      fail('this string has an unknown escape', '\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX', null, end + 1 - start);
      return '';
    }
  }

  function list(key: string, depth: number): unknown[] {
    const items: unknown[] = [];
    const entries = note(items, key);
    at++;
    space();
    if (text.charCodeAt(at) === 0x5d) {
      at++;
      return items;
    }
    while (!fault) {
      space();
      const start = at;
      items.push(value('', depth + 1));
      entries?.set(items.length - 1, { key: null, value: { start, length: at - start } });
      space();
      const code = text.charCodeAt(at);
      if (code === 0x5d) {
        at++;
        return items;
      }
      if (code !== 0x2c) fail(`${describe(text, at)} after an item of a list`, '`,` or `]`');
      else comma(0x5d);
    }
    return items;
  }

  function mapping(key: string, depth: number): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    const entries = note(out, key);
    at++;
    space();
    if (text.charCodeAt(at) === 0x7d) {
      at++;
      return out;
    }
    while (!fault) {
      space();
      if (text.charCodeAt(at) !== 0x22) {
        fail(`${describe(text, at)} instead of a key`, 'a key in double quotes');
        break;
      }
      const keySpan = { start: at, length: 0 };
      const name = string();
      keySpan.length = at - keySpan.start;
      space();
      if (text.charCodeAt(at) !== 0x3a) {
        fail(`${describe(text, at)} after the key "${name}"`, '`:`');
        break;
      }
      at++;
      space();
      if (Object.hasOwn(out, name)) repeated.push(repeatedKey(name, keySpan));
      const start = at;
      setEntry(out, name, value(name, depth + 1));
      entries?.set(name, { key: keySpan, value: { start, length: at - start } });
      space();
      const code = text.charCodeAt(at);
      if (code === 0x7d) {
        at++;
        return out;
      }
      if (code !== 0x2c) fail(`${describe(text, at)} after the value of "${name}"`, '`,` or `}`');
      else comma(0x7d);
    }
    return out;
  }

  function comma(closing: number) {
    const start = at++;
    space();
    if (text.charCodeAt(at) !== closing) return;
    at = start;
    fail('a comma with nothing after it', 'no `,` before the closing bracket');
  }

  function note(container: object, key: string): EntrySpans | null {
    if (noted !== 'all' && !noted.has(key)) return null;
    const entries: EntrySpans = new Map();
    spans.set(container, entries);
    return entries;
  }

  space();
  const start = at;
  const root = at < text.length ? value('', 0) : fail('there is nothing in it', 'a JSON value');
  const end = at;
  space();
  if (!fault && at < text.length) fail(`${describe(text, at)} after the end of the document`, 'nothing more');
  if (fault) return { parsed: null, fault };
  const lines = indexLines(text);
  const places = locator(root, { start, length: end - start }, spans, (offset) => lines.position(offset).line);
  return { parsed: { value: root, faults: repeated, ...places }, fault: null };
}

/** The fault of a key that stands twice in one mapping. */
export function repeatedKey(name: string, span: Span): TextFault {
  return {
    code: 'duplicate-key',
    message: `the key \`${name}\` is here for the second time`,
    span,
    expected: 'each key once',
    hint: 'keep one of them: most parsers drop the first one silently',
  };
}

export function depthFault(start: number): TextFault {
  return {
    code: 'too-deep',
    message: `lists and mappings nest more than ${MAX_DEPTH} levels deep here`,
    span: { start, length: 1 },
    expected: `at most ${MAX_DEPTH} levels`,
    hint: null,
  };
}

const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
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
