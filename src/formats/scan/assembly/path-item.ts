import {
  closed,
  firstEntry,
  firstItem,
  isEscaped,
  key,
  keyColumn,
  keyEnd,
  keyLine,
  nextEntry,
  nextItem,
} from './entries';
import {
  CLOSE_LIST,
  CLOSE_MAPPING,
  COLON,
  COMMA,
  escapes,
  FAULT,
  OPEN_LIST,
  OPEN_MAPPING,
  QUOTE,
  valueEnd,
} from './json';
import { rewind, shift, tapeAt, write, writeByte } from './memory';

/*
 * Crosses what stands below a path of an OpenAPI document, and writes it to the tape without what no route needs: a twentieth of the text,
 * as a rule. Only words that are spelt without escapes are recognized; anything else stays, and the reader sees to it.
 */

/** The longest method, and longer than anything of a path item that holds mappings by other names. */
const LONGEST_METHOD: usize = 8;

/** Keys whose places are told; only rubbish has more methods than that. */
const MOST_KEYS: i32 = 64;
/** Of each key its offset, line and column. */
export const keyPlaces: usize = memory.data(MOST_KEYS * 12);
/** How many keys the item has. */
export let keyCount: i32 = 0;

/** The address behind the value of a path, which is on the tape then, with a comma. */
export function pathItem(at: usize): usize {
  keyCount = 0;
  const end = load<u8>(at) === OPEN_MAPPING ? fields(at) : whole(at);
  writeByte(COMMA);
  return end;
}

function fields(open: usize): usize {
  writeByte(OPEN_MAPPING);
  let value = firstEntry(open);
  while (value !== FAULT) {
    noteKey();
    writeKey();
    const isOperation = load<u8>(value) === OPEN_MAPPING && keyEnd - key - 2 <= LONGEST_METHOD;
    const end = isOperation ? operation(value) : isParameters(value) ? parameters(value) : whole(value);
    if (end === FAULT) return FAULT;
    value = nextEntry(end);
  }
  writeByte(CLOSE_MAPPING);
  return closed;
}

function noteKey(): void {
  if (keyCount < MOST_KEYS) {
    const note = keyPlaces + <usize>keyCount * 12;
    store<i32>(note, <i32>(key - shift), 0);
    store<i32>(note, keyLine, 4);
    store<i32>(note, keyColumn, 8);
  }
  keyCount++;
}

function operation(open: usize): usize {
  writeByte(OPEN_MAPPING);
  let value = firstEntry(open);
  while (value !== FAULT) {
    let end: usize;
    if (isNews() || isExtension()) end = valueEnd(value);
    else {
      writeKey();
      if (load<u8>(value) === OPEN_MAPPING && isKey('responses')) end = answers(value);
      else if (isParameters(value)) end = parameters(value);
      else end = whole(value);
    }
    if (end === FAULT) return FAULT;
    value = nextEntry(end);
  }
  writeByte(CLOSE_MAPPING);
  return closed;
}

/** Whether the field that was entered last tells callers something that no route needs. */
function isNews(): bool {
  switch (<i32>(keyEnd - key - 2)) {
    case 8:
      return isKey('consumes') || isKey('produces');
    case 9:
      return isKey('callbacks');
    case 11:
      return isKey('description') || isKey('requestBody');
    case 12:
      return isKey('externalDocs');
    default:
      return false;
  }
}

/** Only one answer tells something: that to requests which aren't valid. */
function answers(open: usize): usize {
  let validates = false;
  let isOdd = false;
  let value = firstEntry(open);
  while (value !== FAULT) {
    if (isKey('422')) validates = true;
    if (isEscaped) isOdd = true;
    const end = valueEnd(value);
    if (end === FAULT) return FAULT;
    value = nextEntry(end);
  }
  if (closed === FAULT) return FAULT;
  if (isOdd) write(open, closed);
  else writeWord(validates ? '{"422":0}' : '{}');
  return closed;
}

function isParameters(value: usize): bool {
  return load<u8>(value) === OPEN_LIST && isKey('parameters');
}

/** A list in which no parameter counts is an empty one. */
function parameters(open: usize): usize {
  const mark = tapeAt();
  let counts = false;
  writeByte(OPEN_LIST);
  let item = firstItem(open);
  while (item !== FAULT) {
    writeComma();
    const isMapping = load<u8>(item) === OPEN_MAPPING;
    const end = isMapping ? parameter(item) : whole(item);
    if (end === FAULT) return FAULT;
    if (!isMapping || !isElsewhere) counts = true;
    item = nextItem(end);
  }
  if (!counts) {
    rewind(mark);
    writeByte(OPEN_LIST);
  }
  writeByte(CLOSE_LIST);
  return closed;
}

/** Whether the parameter that was crossed last takes no part in routing, since it's in a query, header, cookie or body. */
let isElsewhere: bool = false;

/** An empty mapping stands for a parameter that doesn't count, so that the others keep their numbers. */
function parameter(open: usize): usize {
  const mark = tapeAt();
  let isInPath = false;
  let isOdd = false;
  writeByte(OPEN_MAPPING);
  let value = firstEntry(open);
  while (value !== FAULT) {
    if (isEscaped || isKey('$ref')) isOdd = true;
    const isPlace = isKey('in');
    const before = escapes;
    let end: usize;
    if (isKey('description') || isKey('example') || isKey('examples') || isExtension()) end = valueEnd(value);
    else {
      writeKey();
      end = whole(value);
    }
    if (end === FAULT) return FAULT;
    if (isPlace) isInPath = load<u8>(value) !== QUOTE || escapes !== before || isWord(value, end, 'path');
    value = nextEntry(end);
  }
  isElsewhere = !isInPath && !isOdd;
  if (isElsewhere) {
    rewind(mark);
    writeByte(OPEN_MAPPING);
  }
  writeByte(CLOSE_MAPPING);
  return closed;
}

/** Crosses a value and writes all of it. */
function whole(value: usize): usize {
  const end = valueEnd(value);
  if (end !== FAULT) write(value, end);
  return end;
}

/** Writes the key that was entered last, with what stands around it. */
function writeKey(): void {
  writeComma();
  write(key, keyEnd);
  writeByte(COLON);
}

/** Writes a comma, save behind an opening bracket. */
function writeComma(): void {
  const last: i32 = load<u8>(tapeAt() - 1);
  if (last !== OPEN_MAPPING && last !== OPEN_LIST) writeByte(COMMA);
}

function writeWord(word: string): void {
  for (let i = 0; i < word.length; i++) writeByte(word.charCodeAt(i));
}

/** Whether the key that was entered last is a word. */
function isKey(word: string): bool {
  return isWord(key, keyEnd, word);
}

/** Whether a string, given from quote to quote, is a word. */
function isWord(from: usize, end: usize, word: string): bool {
  // First the length, which tells most words apart.
  return end - from - 2 === <usize>word.length && isSpelt(from, word);
}

function isSpelt(from: usize, word: string): bool {
  for (let i = 0; i < word.length; i++) if (load<u8>(from + 1 + i) !== word.charCodeAt(i)) return false;
  return true;
}

function isExtension(): bool {
  return load<u8>(key, 1) === 120 && load<u8>(key, 2) === 45; // x-
}
