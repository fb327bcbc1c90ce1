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
import { COMMA, escapes, FAULT, OPEN_LIST, OPEN_MAPPING, QUOTE, valueEnd } from './json';
import { rewind, shift, tapeAt, write, writeByte } from './memory';

/*
 * Crosses what stands below a path of an OpenAPI document, and writes it to the tape without what no route needs: a tenth of the text, as
 * a rule. Only words that are spelt without escapes are recognized; anything else stays, and the reader sees to it.
 */

/** Shorter values aren't worth to be left out. */
const LONG: usize = 16;
/** The longest method, and longer than anything of a path item that holds mappings by other names. */
const LONGEST_METHOD: usize = 8;

/** Keys whose places are told; only rubbish has more methods than that. */
const MOST_KEYS: i32 = 64;
/** Of each key its offset, line and column. */
export const keyPlaces: usize = memory.data(MOST_KEYS * 12);
/** How many keys the item has. */
export let keyCount: i32 = 0;

/** Up to where the text has been written, or left out. */
let written: usize = 0;

/** The address behind the value of a path, which is on the tape then, with a comma. */
export function pathItem(at: usize): usize {
  keyCount = 0;
  written = at;
  const end = load<u8>(at) === OPEN_MAPPING ? fields(at) : valueEnd(at);
  if (end === FAULT) return FAULT;
  write(written, end);
  writeByte(COMMA);
  return end;
}

function fields(open: usize): usize {
  let value = firstEntry(open);
  while (value !== FAULT) {
    noteKey();
    const isOperation = load<u8>(value) === OPEN_MAPPING && keyEnd - key - 2 <= LONGEST_METHOD;
    const end = isOperation ? operation(value) : isParameters(value) ? parameters(value) : valueEnd(value);
    if (end === FAULT) return FAULT;
    value = nextEntry(end);
  }
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
  let value = firstEntry(open);
  while (value !== FAULT) {
    let end: usize;
    if (load<u8>(value) === OPEN_MAPPING && isKey('responses')) {
      end = answers(value);
      if (!areOdd) leaveOut(value, end, validates ? '{"422":0}' : '{}');
    } else if (isParameters(value)) end = parameters(value);
    else {
      const isForCallers = isNews() || isExtension();
      end = valueEnd(value);
      if (isForCallers) leaveOut(value, end, '{}');
    }
    if (end === FAULT) return FAULT;
    value = nextEntry(end);
  }
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

/** Whether the answers that were crossed last have one for requests that aren't valid. */
let validates: bool = false;
/** Whether one of them is spelt with an escape, so that it may be anything. */
let areOdd: bool = false;

function answers(open: usize): usize {
  validates = false;
  areOdd = false;
  let value = firstEntry(open);
  while (value !== FAULT) {
    if (isKey('422')) validates = true;
    if (isEscaped) areOdd = true;
    const end = valueEnd(value);
    if (end === FAULT) return FAULT;
    value = nextEntry(end);
  }
  return closed;
}

function isParameters(value: usize): bool {
  return load<u8>(value) === OPEN_LIST && isKey('parameters');
}

function parameters(open: usize): usize {
  let item = firstItem(open);
  while (item !== FAULT) {
    const end = load<u8>(item) === OPEN_MAPPING ? parameter(item) : valueEnd(item);
    if (end === FAULT) return FAULT;
    item = nextItem(end);
  }
  return closed;
}

/** Those in a query, header, cookie or body take no part in routing: an empty one stands for each. */
function parameter(open: usize): usize {
  const mark = tapeAt();
  const writtenBefore = written;
  let isElsewhere = true;
  let isOdd = false;
  let value = firstEntry(open);
  while (value !== FAULT) {
    if (isEscaped || isKey('$ref')) isOdd = true;
    const isPlace = isKey('in');
    const isForCallers = isKey('description') || isKey('example') || isKey('examples') || isExtension();
    const before = escapes;
    const end = valueEnd(value);
    if (end === FAULT) return FAULT;
    if (isForCallers) leaveOut(value, end, '{}');
    if (isPlace) isElsewhere = load<u8>(value) === QUOTE && escapes === before && !isWord(value, end, 'path');
    value = nextEntry(end);
  }
  if (closed !== FAULT && isElsewhere && !isOdd) {
    rewind(mark);
    written = writtenBefore;
    leaveOut(open, closed, '{}');
  }
  return closed;
}

/** Writes what came before a value, and something else in its place, if it is long. */
function leaveOut(value: usize, end: usize, instead: string): void {
  if (end === FAULT || end - value < LONG) return;
  write(written, value);
  for (let i = 0; i < instead.length; i++) writeByte(instead.charCodeAt(i));
  written = end;
}

/** Whether the key that was entered last is a word. */
// @ts-expect-error: a decorator of AssemblyScript
function isKey(word: string): bool {
  return isWord(key, keyEnd, word);
}

/** Whether a string, given from quote to quote, is a word. */
// @ts-expect-error: a decorator of AssemblyScript
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
