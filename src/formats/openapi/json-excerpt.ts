import { textBetween } from '../scan/values.ts';
import type { Excerpt, Place } from './document.ts';

/** Bytes that are looked at on either side of a place: more than anybody shows, whatever the characters. */
const REACH = 1024;

/** What stands around a place on its line; a longer line is cut on both sides. */
export function excerptOf(bytes: Uint8Array, textStart: number, { offset }: Place): Excerpt | null {
  if (offset === undefined) return null;
  let start = offset;
  while (start > textStart && offset - start < REACH && !isBreak(bytes[start - 1])) start--;
  let end = offset;
  while (end < bytes.length && end - offset < REACH && !isBreak(bytes[end])) end++;
  while (isWithin(bytes[start])) start++;
  while (isWithin(bytes[end])) end++;
  return { text: textBetween(bytes, start, end), before: textBetween(bytes, start, offset).length };
}

/** The first mention of a key behind a place, or behind the start of the text; at its quote where it has one. */
export function mentionOf(bytes: Uint8Array, textStart: number, key: string, behind: Place | null): Place | null {
  const word = new TextEncoder().encode(key);
  const from = { line: 1, column: 1, offset: textStart, ...behind };
  for (let at = bytes.indexOf(word[0] as number, from.offset); at >= 0; at = bytes.indexOf(word[0] as number, at + 1)) {
    if (word.every((byte, i) => bytes[at + i] === byte))
      return placeAt(bytes, from, bytes[at - 1] === 34 ? at - 1 : at);
  }
  return null;
}

/** Counts on from a place to an offset behind it. */
function placeAt(bytes: Uint8Array, from: Required<Place>, offset: number): Place {
  let { line, column } = from;
  for (let at = from.offset; at < offset; at++) {
    const byte = bytes[at] as number;
    if (byte === 10 || (byte === 13 && bytes[at + 1] !== 10)) {
      line++;
      column = 1;
    } else if (!isWithin(byte)) column += byte < 0xf0 ? 1 : 2;
  }
  return { line, column, offset };
}

const isBreak = (byte: number | undefined) => byte === 10 || byte === 13;
/** Whether a byte continues a character. */
const isWithin = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80;
