import { shift, stack, told } from './memory';

/*
 * Crosses JSON given as UTF-8, and checks all of it on the way (RFC 8259, and UTF-8 within strings). Offsets are addresses here.
 * Every loop ends at the zeros behind the text, which fit nowhere.
 */

/** What the functions below answer where the text isn't JSON. No offset is 0: what was told stands there. */
export const FAULT: usize = 0;

export const QUOTE: i32 = 34;
export const COMMA: i32 = 44;
export const COLON: i32 = 58;
export const OPEN_LIST: i32 = 91;
export const BACKSLASH: i32 = 92;
export const CLOSE_LIST: i32 = 93;
export const OPEN_MAPPING: i32 = 123;
export const CLOSE_MAPPING: i32 = 125;

/** 1-based, where the scanner has come to. */
export let line: i32 = 1;
/** Address of the line's first byte, less `wide` as it was there. */
let lineStart: i32 = 0;
/** Bytes so far that are no UTF-16 unit of their own. */
let wide: i32 = 0;

/** Takes up what the host knows of the line that it asks about. */
export function takeLine(): void {
  line = load<i32>(told, 0);
  lineStart = load<i32>(told, 4) + <i32>shift;
  wide = load<i32>(told, 8);
}

/** Leaves the host what is known here. */
export function tellLine(): void {
  store<i32>(told, line, 0);
  store<i32>(told, lineStart - <i32>shift, 4);
  store<i32>(told, wide, 8);
}

/** The 1-based column, in UTF-16 units, of an address on the line that was just reached. */
export function columnAt(at: usize): i32 {
  return <i32>at - wide - lineStart + 1;
}

/** Crosses white space and counts the lines: nothing else holds line breaks. */
export function gap(from: usize): usize {
  let at = from;
  while (true) {
    const byte: i32 = load<u8>(at);
    if (byte === 32) {
      at++;
      while (load<u64>(at) === 0x2020202020202020) at += 8;
      while (load<u8>(at) === 32) at++;
    } else if (byte === 10 || byte === 13) {
      at++;
      if (byte === 10 || load<u8>(at) !== 10) {
        line++;
        lineStart = <i32>at - wide;
      }
    } else if (byte === 9) at++;
    else return at;
  }
}

/** The address behind the closing quote of a string whose first byte is at `from`. */
export function stringEnd(from: usize): usize {
  let at = from;
  while (true) {
    // Eight bytes at once: a high bit remains where one is a quote, a backslash, a control character or not ASCII.
    while (true) {
      const eight = load<u64>(at);
      const quote = (eight ^ 0x2222222222222222) - 0x0101010101010101;
      const slash = (eight ^ 0x5c5c5c5c5c5c5c5c) - 0x0101010101010101;
      const odd = (eight | (eight - 0x2020202020202020) | quote | slash) & 0x8080808080808080;
      if (odd !== 0) {
        // The lowest of these bits is right; those above it may come from a borrow.
        at += <usize>(ctz(odd) >> 3);
        break;
      }
      at += 8;
    }
    const byte: i32 = load<u8>(at);
    if (byte === QUOTE) return at + 1;
    at = byte === BACKSLASH ? escapeEnd(at + 1) : characterEnd(at, byte);
    if (at === FAULT) return FAULT;
  }
}

/** Counts the escapes that were crossed, in keys and elsewhere. */
export let escapes: i32 = 0;

/** The address behind an escape, given that behind its backslash. */
function escapeEnd(at: usize): usize {
  escapes++;
  switch (<i32>load<u8>(at)) {
    case 117: // u
      for (let i: usize = 1; i <= 4; i++) if (!isHex(load<u8>(at + i))) return FAULT;
      return at + 5;
    case QUOTE:
    case BACKSLASH:
    case 47: // /
    case 98: // b
    case 102: // f
    case 110: // n
    case 114: // r
    case 116: // t
      return at + 1;
    default:
      return FAULT;
  }
}

function isHex(byte: i32): bool {
  const letter = byte | 32;
  return (byte >= 48 && byte <= 57) || (letter >= 97 && letter <= 102);
}

/** The address behind a character that isn't ASCII (RFC 3629, 4). */
function characterEnd(at: usize, lead: i32): usize {
  const second: i32 = load<u8>(at, 1);
  if (lead < 0xc2 || lead > 0xf4 || (second & 0xc0) !== 0x80) return FAULT;
  if (lead < 0xe0) {
    wide += 1;
    return at + 2;
  }
  if ((load<u8>(at, 2) & 0xc0) !== 0x80) return FAULT;
  wide += 2;
  if (lead < 0xf0) return (lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f) ? FAULT : at + 3;
  if ((load<u8>(at, 3) & 0xc0) !== 0x80) return FAULT;
  return (lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f) ? FAULT : at + 4;
}

/** The address behind a number or a word. */
function scalarEnd(from: usize): usize {
  const four = load<u32>(from);
  if (four === 0x65757274 || four === 0x6c6c756e) return from + 4; // true, null
  if (four === 0x736c6166) return load<u8>(from, 4) === 101 ? from + 5 : FAULT; // false
  let at = load<u8>(from) === 45 ? from + 1 : from;
  at = load<u8>(at) === 48 ? at + 1 : digitsEnd(at);
  if (at !== FAULT && load<u8>(at) === 46) at = digitsEnd(at + 1);
  if (at !== FAULT && (load<u8>(at) | 32) === 101) {
    const sign: i32 = load<u8>(at, 1);
    at = digitsEnd(sign === 43 || sign === 45 ? at + 2 : at + 1);
  }
  return at;
}

function digitsEnd(from: usize): usize {
  let at = from;
  while (load<u8>(at) >= 48 && load<u8>(at) <= 57) at++;
  return at === from ? FAULT : at;
}

/** What may come next. The odd ones are those in which a bracket may close. */
const VALUE: i32 = 0;
const VALUE_OR_CLOSE: i32 = 1;
const KEY: i32 = 2;
const KEY_OR_CLOSE: i32 = 3;
const AFTER_KEY: i32 = 4;
const AFTER_VALUE: i32 = 5;

/** The address behind the value at `from`, or behind white space in front of it. A loop, however deep values nest. */
export function valueEnd(from: usize): usize {
  let state = VALUE;
  let depth: usize = 0;
  // Of each open bracket a bit, the innermost lowest: whether it's a mapping's. Sixty-four of them; then they go to the stack.
  let mappings: u64 = 0;
  let at = from;
  do {
    let byte: i32 = load<u8>(at);
    if (byte <= 32) {
      at = gap(at);
      byte = load<u8>(at);
    }
    switch (byte) {
      case QUOTE:
        if (state > KEY_OR_CLOSE) return FAULT;
        at = stringEnd(at + 1);
        if (at === FAULT) return FAULT;
        state = state < KEY ? AFTER_VALUE : AFTER_KEY;
        break;
      case COMMA:
        if (state !== AFTER_VALUE) return FAULT;
        at++;
        state = mappings & 1 ? KEY : VALUE;
        break;
      case COLON:
        if (state !== AFTER_KEY) return FAULT;
        at++;
        state = VALUE;
        break;
      case OPEN_MAPPING:
      case OPEN_LIST: {
        if (state >= KEY) return FAULT;
        at++;
        const isMapping = byte === OPEN_MAPPING;
        if ((depth & 63) === 0) store<u64>(stack + (depth >> 3), mappings);
        mappings = (mappings << 1) | u64(isMapping);
        depth++;
        state = isMapping ? KEY_OR_CLOSE : VALUE_OR_CLOSE;
        break;
      }
      case CLOSE_MAPPING:
      case CLOSE_LIST:
        if ((state & 1) === 0 || (byte === CLOSE_MAPPING) !== <bool>(mappings & 1)) return FAULT;
        at++;
        depth--;
        mappings = (depth & 63) === 0 ? load<u64>(stack + (depth >> 3)) : mappings >> 1;
        state = AFTER_VALUE;
        break;
      default:
        if (state >= KEY) return FAULT;
        at = scalarEnd(at);
        if (at === FAULT) return FAULT;
        state = AFTER_VALUE;
    }
  } while (depth !== 0 || state !== AFTER_VALUE);
  return at;
}
