/*
 * The memory of the scanner, from the bottom: what host and scanner tell each other, the stack of open brackets, a document or a stretch
 * of it, and the tape on which text is written.
 */

/** What is told, each an i32; the host knows them by the same order (../scanner.ts). */
export const told: usize = memory.data(36);

/** Zeros behind the text: they end whatever is read there, and loads of eight bytes may reach into them. */
const MARGIN: usize = 16;

/** Where the stack of open brackets begins. */
export const stack: usize = __heap_base;
/** What is added to an offset of the document for its address. */
export let shift: usize = 0;
/** Where the tape begins, and where it is written next. */
let tape: usize = 0;
let tapeEnd: usize = 0;

/** Makes room for so many bytes of text, and clears the tape: the address that it's to be put to. A trap where the machine hasn't got that much. */
export function open(length: usize): usize {
  // A bit for each level of brackets, and each level takes a byte at least.
  const from = (stack + length / 8 + MARGIN) & ~7;
  tape = (from + length + MARGIN) & ~7;
  tapeEnd = tape;
  // What is written is shorter than what it's made of. The system only gives what is touched.
  const pages = <i32>((tape + length + 0xffff) >> 16);
  const missing = pages - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
  memory.fill(from + length, 0, MARGIN);
  return from;
}

/** Says that the byte at an address is the one at an offset of the document. */
export function begin(address: usize, offset: usize): void {
  shift = address - offset;
}

/** Writes to the tape what stands between two addresses. */
export function write(from: usize, to: usize): void {
  memory.copy(tapeEnd, from, to - from);
  tapeEnd += to - from;
}

/** Writes one ASCII character to the tape. */
export function writeByte(byte: i32): void {
  store<u8>(tapeEnd++, byte);
}

/** Takes back what was written behind an address of the tape. */
export function rewind(to: usize): void {
  tapeEnd = to;
}

/** The address of the tape. */
export function tapeStart(): usize {
  return tape;
}

/** The address behind what has been written. */
export function tapeAt(): usize {
  return tapeEnd;
}
