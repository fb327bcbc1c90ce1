import { FAULT, type Scanner } from './scanner.ts';

export const QUOTE = 34;
export const COMMA = 44;
export const BACKSLASH = 92;
export const OPEN_LIST = 91;
export const CLOSE_LIST = 93;
export const OPEN_MAPPING = 123;

/** Takes an entry of a mapping: the key from quote to quote, the value's offset. Answers the offset behind the value. */
export type TakeEntry = (key: number, keyEnd: number, value: number, line: number, column: number) => number;

/** Goes over the mapping that opens at `open`; the offset behind it. */
export function eachEntry(scanner: Scanner, open: number, take: TakeEntry): number {
  let value = scanner.firstEntry(open);
  while (value !== FAULT) {
    const end = take(scanner.key, scanner.keyEnd, value, scanner.keyLine, scanner.keyColumn);
    if (end === FAULT) return FAULT;
    value = scanner.nextEntry(end);
  }
  return scanner.closed;
}

/** Goes over the list that opens at `open`; the offset behind it. */
export function eachItem(scanner: Scanner, open: number, take: (value: number) => number): number {
  const { bytes } = scanner;
  let at = scanner.gap(open + 1);
  if (bytes[at] === CLOSE_LIST) return at + 1;
  for (;;) {
    at = take(at);
    if (at === FAULT) return FAULT;
    at = scanner.gap(at);
    if (bytes[at] === COMMA) at = scanner.gap(at + 1);
    else return bytes[at] === CLOSE_LIST ? at + 1 : FAULT;
  }
}

// A byte order mark within a text is a character of it.
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of a stretch. */
export function textBetween(bytes: Uint8Array, start: number, end: number): string {
  return UTF8.decode(bytes.subarray(start, end));
}

/** A key, given from quote to quote. */
export function keyText(bytes: Uint8Array, key: number, keyEnd: number): string {
  return JSON.parse(textBetween(bytes, key, keyEnd)) as string;
}
