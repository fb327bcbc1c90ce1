import {
  CLOSE_LIST,
  CLOSE_MAPPING,
  COLON,
  COMMA,
  type Cursor,
  columnAt,
  FAULT,
  gap,
  type Hop,
  OPEN_LIST,
  OPEN_MAPPING,
  QUOTE,
  SPACE,
  scalarEnd,
  stringEnd,
} from './json-bytes.ts';

/** Bytes from which on a value is worth to be remembered, if it isn't nested too deep in what is crossed. */
const LONG = 2048;
const DEEP = 3;

/** What may come next. The odd ones are those in which a bracket may close. */
const VALUE = 0;
const VALUE_OR_CLOSE = 1;
const KEY = 2;
const KEY_OR_CLOSE = 3;
const AFTER_KEY = 4;
const AFTER_VALUE = 5;

/**
 * The offset behind the value at `from`, or behind white space in front of it. A loop, however deep values nest, and small: for a document
 * of a few megabytes it matters most how soon it is compiled.
 */
export function valueEnd(cursor: Cursor, from: number): number {
  const { bytes, hops } = cursor;
  const hop = hops?.get(from);
  if (hop !== undefined) return jump(cursor, hop);
  let state = VALUE;
  let depth = 0;
  let opener = 0;
  let at = from;
  for (;;) {
    let byte = bytes[at] as number;
    if (byte <= SPACE) {
      at = gap(cursor, at);
      byte = bytes[at] as number;
    }
    if (byte === QUOTE) {
      if (state > KEY_OR_CLOSE) return FAULT;
      at = stringEnd(cursor, at + 1);
      if (at < 0) return FAULT;
      state = state < KEY ? AFTER_VALUE : AFTER_KEY;
    } else if (byte === COMMA) {
      if (state !== AFTER_VALUE) return FAULT;
      at++;
      state = opener === OPEN_MAPPING ? KEY : VALUE;
    } else if (byte === COLON) {
      if (state !== AFTER_KEY) return FAULT;
      at++;
      state = VALUE;
    } else if (byte === OPEN_MAPPING || byte === OPEN_LIST) {
      if (state >= KEY) return FAULT;
      if (depth === cursor.open.length) cursor.open = grown(cursor.open);
      cursor.open[depth++] = at++;
      opener = byte;
      state = byte === OPEN_MAPPING ? KEY_OR_CLOSE : VALUE_OR_CLOSE;
    } else if (byte === CLOSE_MAPPING || byte === CLOSE_LIST) {
      // In ASCII a closing bracket is its opening one and two.
      if ((state & 1) === 0 || byte !== opener + 2) return FAULT;
      at++;
      const start = cursor.open[--depth] as number;
      if (hops !== null && depth < DEEP && at - start >= LONG) remember(hops, cursor, start, at);
      opener = depth === 0 ? 0 : (bytes[cursor.open[depth - 1] as number] as number);
      state = AFTER_VALUE;
    } else {
      if (state >= KEY) return FAULT;
      at = scalarEnd(bytes, at);
      if (at < 0) return FAULT;
      state = AFTER_VALUE;
    }
    if (depth === 0 && state === AFTER_VALUE) return at;
  }
}

function remember(hops: Map<number, Hop>, { line, lineStart, wide }: Cursor, start: number, end: number): void {
  hops.set(start, { end, line, lineStart, wide });
}

function jump(cursor: Cursor, { end, line, lineStart, wide }: Hop): number {
  cursor.line = line;
  cursor.lineStart = lineStart;
  cursor.wide = wide;
  return end;
}

function grown(offsets: Int32Array): Int32Array {
  const more = new Int32Array(offsets.length * 2);
  more.set(offsets);
  return more;
}

/** Takes an entry of a mapping: the key from quote to quote, the value's offset. Answers the offset behind the value. */
export type TakeEntry = (key: number, keyEnd: number, value: number, line: number, column: number) => number;

/** Goes over the mapping that opens at `open`; the offset behind it. */
export function eachEntry(cursor: Cursor, open: number, take: TakeEntry): number {
  const { bytes } = cursor;
  let at = gap(cursor, open + 1);
  if (bytes[at] === CLOSE_MAPPING) return at + 1;
  for (;;) {
    const { line } = cursor;
    const column = columnAt(cursor, at);
    const key = at;
    if (bytes[key] !== QUOTE) return FAULT;
    const end = stringEnd(cursor, key + 1);
    if (end < 0) return FAULT;
    at = gap(cursor, end);
    if (bytes[at] !== COLON) return FAULT;
    at = take(key, end, gap(cursor, at + 1), line, column);
    if (at < 0) return FAULT;
    at = gap(cursor, at);
    if (bytes[at] === COMMA) at = gap(cursor, at + 1);
    else return bytes[at] === CLOSE_MAPPING ? at + 1 : FAULT;
  }
}

/** Goes over the list that opens at `open`; the offset behind it. */
export function eachItem(cursor: Cursor, open: number, take: (value: number) => number): number {
  const { bytes } = cursor;
  let at = gap(cursor, open + 1);
  if (bytes[at] === CLOSE_LIST) return at + 1;
  for (;;) {
    at = take(at);
    if (at < 0) return FAULT;
    at = gap(cursor, at);
    if (bytes[at] === COMMA) at = gap(cursor, at + 1);
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
