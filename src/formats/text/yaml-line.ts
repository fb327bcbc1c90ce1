/** What plain YAML is told by that isn't plain: whoever reads it leaves the text to js-yaml. */
export const UNUSUAL = new Error('not plain');

/** Notes the lists and mappings of a line. */
export type Note = (value: unknown[] | object) => void;

export const HASH = 0x23;
const SPACE = 0x20;
const DOUBLE = 0x22;
const SINGLE = 0x27;
const COMMA = 0x2c;
const DASH = 0x2d;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_MAPPING = 0x7b;
const CLOSE_MAPPING = 0x7d;

/** Deeper than files nest, and less than js-yaml allows. */
const MOST_DEPTH = 40;
const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,14})$/;

export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** Whether nothing but a comment follows. */
export function isOver(text: string, from: number): boolean {
  const at = skipSpaces(text, from);
  return at >= text.length || (at > from && text.charCodeAt(at) === HASH);
}

export const isItem = (text: string) => text.charCodeAt(0) === DASH && text.charCodeAt(1) === SPACE;

export function deeper(depth: number): number {
  if (depth >= MOST_DEPTH) throw UNUSUAL;
  return depth + 1;
}

/** Where the colon stands that ends the key at the beginning of a line; -1 where the line doesn't begin with a key. */
export function colonOf(text: string): number {
  const first = text.charCodeAt(0);
  if (first === OPEN_LIST || first === OPEN_MAPPING) return -1;
  const isQuoted = first === DOUBLE || first === SINGLE;
  let colon = isQuoted ? closing(text, 0) + 1 : text.indexOf(':');
  if (isQuoted) return endsKey(text, colon) ? colon : -1;
  while (colon >= 0 && !endsKey(text, colon)) colon = text.indexOf(':', colon + 1);
  const comment = colon < 0 ? -1 : text.indexOf(' #');
  return comment >= 0 && comment < colon ? -1 : colon;
}

const endsKey = (text: string, at: number) =>
  text.charCodeAt(at) === COLON && (at + 1 === text.length || text.charCodeAt(at + 1) === SPACE);

/** The key in front of the colon. */
export function keyOf(text: string): string {
  const first = text.charCodeAt(0);
  return asKey(first === DOUBLE || first === SINGLE ? text.slice(1, -1) : scalar(text));
}

function asKey(value: unknown): string {
  // the one key that an assignment doesn't set
  if (typeof value !== 'string' || value === '__proto__') throw UNUSUAL;
  return value;
}

/** The value that a line ends with. */
export function inline(text: string, note: Note): unknown {
  const first = text.charCodeAt(0);
  const isFlow = first === OPEN_LIST || first === OPEN_MAPPING;
  if (!isFlow && first !== DOUBLE && first !== SINGLE) {
    const comment = text.indexOf(' #');
    return scalar(withoutSpaces(text, 0, comment < 0 ? text.length : comment));
  }
  const { value, end } = part(text, 0, 0, note);
  if (!isOver(text, end)) throw UNUSUAL;
  return value;
}

/** A value within `[]` or `{}`, or such a list or mapping itself. */
function part(
  text: string,
  from: number,
  depth: number,
  note: Note,
): { readonly value: unknown; readonly end: number } {
  const first = text.charCodeAt(from);
  if (first === OPEN_LIST) return listPart(text, from, deeper(depth), note);
  if (first === OPEN_MAPPING) return mappingPart(text, from, deeper(depth), note);
  if (first === DOUBLE || first === SINGLE) {
    const close = closing(text, from);
    return { value: text.slice(from + 1, close), end: close + 1 };
  }
  let end = from;
  while (end < text.length && !endsPart(text, end)) end++;
  return { value: scalar(withoutSpaces(text, from, end)), end };
}

function listPart(text: string, from: number, depth: number, note: Note) {
  const value: unknown[] = [];
  let at = skipSpaces(text, from + 1);
  while (text.charCodeAt(at) !== CLOSE_LIST) {
    const item = part(text, at, depth, note);
    value.push(item.value);
    at = behindComma(text, item.end, CLOSE_LIST);
  }
  note(value);
  return { value, end: at + 1 };
}

function mappingPart(text: string, from: number, depth: number, note: Note) {
  const value: Record<string, unknown> = {};
  let at = skipSpaces(text, from + 1);
  while (text.charCodeAt(at) !== CLOSE_MAPPING) {
    const before = part(text, at, depth, note);
    const key = asKey(before.value);
    if (Object.hasOwn(value, key) || !endsKey(text, before.end)) throw UNUSUAL;
    const after = part(text, skipSpaces(text, before.end + 1), depth, note);
    value[key] = after.value;
    at = behindComma(text, after.end, CLOSE_MAPPING);
  }
  note(value);
  return { value, end: at + 1 };
}

/** Where the next entry begins, or the end stands. */
function behindComma(text: string, from: number, end: number): number {
  const at = skipSpaces(text, from);
  if (text.charCodeAt(at) === end) return at;
  if (text.charCodeAt(at) !== COMMA) throw UNUSUAL;
  return skipSpaces(text, at + 1);
}

function endsPart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === COLON) return at + 1 === text.length || text.charCodeAt(at + 1) === SPACE || isFlowSign(text, at + 1);
  return isFlowSign(text, at);
}

function isFlowSign(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === COMMA || code === OPEN_LIST || code === CLOSE_LIST || code === OPEN_MAPPING || code === CLOSE_MAPPING;
}

/** Where a quoted text without escapes ends. */
function closing(text: string, from: number): number {
  const isDouble = text.charCodeAt(from) === DOUBLE;
  const end = text.indexOf(isDouble ? '"' : "'", from + 1);
  if (end < 0) throw UNUSUAL;
  const isEscaped = isDouble ? text.slice(from, end).includes('\\') : text.charCodeAt(end + 1) === SINGLE;
  if (isEscaped) throw UNUSUAL;
  return end;
}

function withoutSpaces(text: string, from: number, to: number): string {
  let end = to;
  while (end > from && text.charCodeAt(end - 1) === SPACE) end--;
  return text.slice(from, end);
}

/** What an unquoted text means, by YAML's core schema. */
function scalar(text: string): unknown {
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39 && WHOLE_NUMBER.test(text)) return Number(text);
  if (text === '~') return null;
  if (!beginsPlain(first) || text.includes(': ') || text.includes(' #') || text.endsWith(':') || text.endsWith(' '))
    throw UNUSUAL;
  switch (text) {
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    default:
      return text;
  }
}

/** A letter, or one of `/`, `_`, `$`, `(`: what nothing but text begins with. */
const beginsPlain = (code: number) =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  code === 0x2f ||
  code === 0x5f ||
  code === 0x24 ||
  code === 0x28;
