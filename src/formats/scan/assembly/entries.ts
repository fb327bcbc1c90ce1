import { CLOSE_LIST, CLOSE_MAPPING, COLON, COMMA, columnAt, escapes, FAULT, gap, line, QUOTE, stringEnd } from './json';

/* Goes over mappings and lists, one entry after the other. */

/** Of the entry that was entered last: its key from quote to quote, and where that is. */
export let key: usize = 0;
export let keyEnd: usize = 0;
export let keyLine: i32 = 0;
export let keyColumn: i32 = 0;
/** Whether that key is spelt with an escape, so that it may be anything. */
export let isEscaped: bool = false;
/** Behind the closing bracket, once there was no entry any more. */
export let closed: usize = 0;

/** Enters the first entry of the mapping that opens at an address: the address of its value; FAULT where there is none, and `closed` says whether that's its end. */
export function firstEntry(open: usize): usize {
  const at = gap(open + 1);
  if (load<u8>(at) !== CLOSE_MAPPING) return entry(at);
  closed = at + 1;
  return FAULT;
}

/** Enters the entry behind a value, in the same way. */
export function nextEntry(end: usize): usize {
  const at = gap(end);
  if (load<u8>(at) === COMMA) return entry(gap(at + 1));
  closed = load<u8>(at) === CLOSE_MAPPING ? at + 1 : FAULT;
  return FAULT;
}

/** The address of the first item of the list that opens at an address; FAULT where there is none, and `closed` says whether that's its end. */
export function firstItem(open: usize): usize {
  const at = gap(open + 1);
  closed = load<u8>(at) === CLOSE_LIST ? at + 1 : FAULT;
  return closed === FAULT ? at : FAULT;
}

/** The address of the item behind one, in the same way. */
export function nextItem(end: usize): usize {
  const at = gap(end);
  if (load<u8>(at) === COMMA) return gap(at + 1);
  closed = load<u8>(at) === CLOSE_LIST ? at + 1 : FAULT;
  return FAULT;
}

function entry(at: usize): usize {
  closed = FAULT;
  if (load<u8>(at) !== QUOTE) return FAULT;
  const start = at;
  const startColumn = columnAt(at);
  const startLine = line;
  const before = escapes;
  const end = stringEnd(at + 1);
  if (end === FAULT) return FAULT;
  isEscaped = escapes !== before;
  const colon = gap(end);
  if (load<u8>(colon) !== COLON) return FAULT;
  key = start;
  keyEnd = end;
  keyLine = startLine;
  keyColumn = startColumn;
  return gap(colon + 1);
}
