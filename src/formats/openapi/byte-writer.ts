import { COMMA } from '../scan/values.ts';

/** Bytes that are written one after the other. `length` may be set back. */
export interface Writer {
  bytes: Uint8Array;
  length: number;
}

export function createWriter(): Writer {
  return { bytes: new Uint8Array(2 ** 16), length: 0 };
}

function reserve(writer: Writer, more: number): void {
  const needed = writer.length + more;
  if (needed <= writer.bytes.length) return;
  const larger = new Uint8Array(Math.max(needed, writer.bytes.length * 2));
  larger.set(writer.bytes.subarray(0, writer.length));
  writer.bytes = larger;
}

/** A call that copies natively pays from here on. */
const LONG = 48;

export function copy(writer: Writer, from: Uint8Array, start: number, end: number): void {
  reserve(writer, end - start);
  if (end - start > LONG) writer.bytes.set(from.subarray(start, end), writer.length);
  else {
    const { bytes } = writer;
    for (let i = start, to = writer.length; i < end; i++, to++) bytes[to] = from[i] as number;
  }
  writer.length += end - start;
}

export function put(writer: Writer, byte: number): void {
  if (writer.length === writer.bytes.length) reserve(writer, 1);
  writer.bytes[writer.length++] = byte;
}

/** Writes a closing bracket, in place of a comma with nothing behind it. */
export function closeWith(writer: Writer, bracket: number): void {
  if (writer.bytes[writer.length - 1] === COMMA) writer.length--;
  put(writer, bracket);
}
