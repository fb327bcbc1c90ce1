import { colonOf, deeper, HASH, inline, isItem, isOver, keyOf, skipSpaces, UNUSUAL } from './yaml-line.ts';

/** What a text says, and on which lines: of lists and mappings their own, of lists those of their items as well. */
export interface LinedYaml {
  readonly value: unknown;
  readonly lines: ReadonlyMap<object, number>;
  readonly itemLines: ReadonlyMap<object, readonly number[]>;
}

/** Control characters, tabs, carriage returns, and what isn't in Unicode's first plane. */
const ODD_CHARACTER = /[^\n -~\u00a0-\ud7ff]/;
/** Beyond this many characters js-yaml has warmed up, and to have read nearly all of a text in vain would cost more than is won. */
const MOST = 300_000;

/**
 * Reads YAML as people write it by hand: block mappings and lists of texts, whole numbers, true, false and null; quotes without
 * escapes; what stands within `[]` and `{}` on one line; comments. Null for anything else, faults included: it says what js-yaml
 * says, or nothing.
 *
 * It goes from line to line with `indexOf` where js-yaml looks at each character several times, which takes a program that has
 * just started 5 ms for 300 lines, and loading js-yaml two more. This takes one.
 */
export function readPlainYaml(text: string): LinedYaml | null {
  if (text.length > MOST || ODD_CHARACTER.test(text)) return null;
  try {
    return readLines(text);
  } catch (thrown) {
    if (thrown === UNUSUAL) return null;
    throw thrown;
  }
}

function readLines(text: string): LinedYaml {
  const lines = new Map<object, number>();
  const itemLines = new Map<object, readonly number[]>();
  let line = 0;
  let next = 0;
  // The line that is to be read: how far it is indented, -1 behind the last one, and what it says.
  let indent = -1;
  let rest = '';

  const advance = () => {
    while (next < text.length) {
      const found = text.indexOf('\n', next);
      const end = found < 0 ? text.length : found;
      const from = skipSpaces(text, next);
      indent = from - next;
      next = end + 1;
      line++;
      if (from >= end || text.charCodeAt(from) === HASH) continue;
      rest = text.slice(from, end);
      return;
    }
    indent = -1;
  };

  const note = (value: unknown[] | object) => {
    lines.set(value, line);
    if (Array.isArray(value)) itemLines.set(value, new Array(value.length).fill(line));
  };

  /** The rest of the line, which is over then. */
  const valueHere = (from: number): unknown => {
    const value = inline(rest.slice(skipSpaces(rest, from)), note);
    advance();
    return value;
  };

  /** What stands on the lines below a key. */
  const valueBelow = (own: number, depth: number): object | null => {
    const at = line;
    advance();
    const isList = indent >= own && isItem(rest);
    if (!isList && indent <= own) return null;
    const value = isList ? list(indent, deeper(depth)) : mapping(indent, deeper(depth));
    lines.set(value, at);
    return value;
  };

  const mapping = (own: number, depth: number): object => {
    const value: Record<string, unknown> = {};
    while (indent === own) {
      const colon = colonOf(rest);
      if (colon < 0) throw UNUSUAL;
      const key = keyOf(rest.slice(0, colon));
      if (Object.hasOwn(value, key)) throw UNUSUAL;
      value[key] = isOver(rest, colon + 1) ? valueBelow(own, depth) : valueHere(colon + 1);
    }
    if (indent > own) throw UNUSUAL;
    return value;
  };

  const list = (own: number, depth: number): object => {
    const value: unknown[] = [];
    const places: number[] = [];
    while (indent === own && isItem(rest)) {
      if (isOver(rest, 1)) throw UNUSUAL;
      places.push(line);
      const from = skipSpaces(rest, 1);
      const at = line;
      if (colonOf(rest.slice(from)) < 0) value.push(valueHere(from));
      else {
        rest = rest.slice(from);
        indent = own + from;
        const item = mapping(indent, deeper(depth));
        lines.set(item, at);
        value.push(item);
      }
    }
    if (indent > own) throw UNUSUAL;
    itemLines.set(value, places);
    return value;
  };

  advance();
  const start = indent;
  if (start !== 0) throw UNUSUAL;
  const value = isItem(rest) ? list(0, 0) : mapping(0, 0);
  if (indent !== -1) throw UNUSUAL;
  return { value, lines, itemLines };
}
