export const QUOTE = 34;
export const COMMA = 44;
export const BACKSLASH = 92;
export const OPEN_LIST = 91;
export const CLOSE_LIST = 93;
export const OPEN_MAPPING = 123;

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
