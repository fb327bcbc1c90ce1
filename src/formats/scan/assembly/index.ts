import * as entries from './entries';
import * as json from './json';
import { FAULT, takeLine, tellLine } from './json';
import { shift, tapeAt, tapeStart, told } from './memory';
import * as items from './path-item';

/*
 * What the host calls: see ../scanner.ts. Offsets within the document come in and go out; -1 says that the text isn't JSON.
 * Before a call the host has told the line that it begins on, and after it finds where that has come to.
 */

export { begin, open } from './memory';
export { tapeAt, tapeStart, told };
export const keyPlaces = items.keyPlaces;

function offsetOf(at: usize): i32 {
  return at === FAULT ? -1 : <i32>(at - shift);
}

/** The offset behind white space. */
export function gap(at: usize): i32 {
  takeLine();
  const end = json.gap(at + shift);
  tellLine();
  return offsetOf(end);
}

/** The offset behind a value. */
export function valueEnd(at: usize): i32 {
  takeLine();
  const end = json.valueEnd(at + shift);
  tellLine();
  return offsetOf(end);
}

/** Enters the first entry of the mapping that opens at an offset: its value's offset. With -1, `closed` was told as well. */
export function firstEntry(open: usize): i32 {
  takeLine();
  return tellEntry(entries.firstEntry(open + shift));
}

/** Enters the entry behind a value. */
export function nextEntry(end: usize): i32 {
  takeLine();
  return tellEntry(entries.nextEntry(end + shift));
}

function tellEntry(value: usize): i32 {
  tellLine();
  store<i32>(told, offsetOf(entries.key), 12);
  store<i32>(told, offsetOf(entries.keyEnd), 16);
  store<i32>(told, entries.keyLine, 20);
  store<i32>(told, entries.keyColumn, 24);
  store<i32>(told, offsetOf(entries.closed), 28);
  return offsetOf(value);
}

/** The offset behind what a path holds, which is on the tape then. */
export function pathItem(at: usize): i32 {
  takeLine();
  const end = items.pathItem(at + shift);
  tellLine();
  store<i32>(told, items.keyCount, 32);
  return offsetOf(end);
}
