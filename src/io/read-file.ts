import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import type { Problem } from '../model/problem.ts';
import { errorCode, fault, systemReason } from './fault.ts';
import { unzipped } from './unzip.ts';

/** The largest document that is read, in bytes: twenty times the largest that we know of. */
export const SIZE_LIMIT = 256 * 1024 * 1024;

/**
 * All of a file, unpacked where it is a gzip file, or why not. Opened without waiting and looked at while open, so that a FIFO or a device that takes the
 * place of a file can't hold the program up. Synchronous: it is one read, and what follows needs all of it.
 */
export function readFileBytes(path: string, limit: number = SIZE_LIMIT): Buffer | Problem {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = errorCode(error) === 'ENOENT' ? 'missing-file' : 'unreadable';
    return fault(code, `cannot read ${path}: ${systemReason(error)}`);
  }
  try {
    const stats = fstatSync(descriptor);
    const bytes = refuse(path, stats, limit) ?? readAll(descriptor, Math.max(stats.size + 1, 4096), limit, path);
    return Buffer.isBuffer(bytes) ? unzipped(path, bytes, limit) : bytes;
  } catch (error) {
    return fault('unreadable', `cannot read ${path}: ${systemReason(error)}`);
  } finally {
    closeSync(descriptor);
  }
}

/** The text of a file of our own; null where there is none that can be read. */
export function readOwnText(path: string): string | null {
  const bytes = readFileBytes(path);
  return Buffer.isBuffer(bytes) ? bytes.toString('utf8') : null;
}

function refuse(path: string, stats: Stats, limit: number): Problem | null {
  if (stats.isFile()) return stats.size > limit ? tooLarge(path, limit) : null;
  if (stats.isDirectory()) {
    return fault(
      'directory',
      `cannot read ${path}: it is a folder`,
      `name a file in it: ${path.replace(/\/+$/, '')}/…`,
    );
  }
  const pipe = stats.isFIFO() || stats.isSocket();
  const what = pipe ? 'it is a pipe, not a file' : 'it is a device, not a file';
  return fault('not-a-file', `cannot read ${path}: ${what}`, 'pipe it in and use - as the source');
}

/** Reads to the end, not to the size: files below /proc claim to be empty, and others grow meanwhile. */
function readAll(descriptor: number, size: number, limit: number, path: string): Buffer | Problem {
  let buffer = Buffer.allocUnsafe(size);
  let length = 0;
  for (;;) {
    const read = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (read === 0) return buffer.subarray(0, length);
    length += read;
    if (length > limit) return tooLarge(path, limit);
    if (length === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
  }
}

export function tooLarge(name: string, limit: number): Problem {
  return fault('too-large', `${name} is larger than ${Math.floor(limit / 1024 / 1024)} MB, the limit`);
}

/** All of a stream, unpacked where it is a gzip file, or why not. */
export async function readStream(
  name: string,
  stream: AsyncIterable<Uint8Array>,
  limit: number = SIZE_LIMIT,
): Promise<Buffer | Problem> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limit) return tooLarge(name, limit);
    }
  } catch (error) {
    return fault('unreadable', `cannot read ${name}: ${systemReason(error)}`);
  }
  return unzipped(name, Buffer.concat(chunks, length), limit);
}

/** All of standard input. A terminal is refused: it would wait for a typed document. */
export async function readStdin(): Promise<Buffer | Problem> {
  if (!process.stdin.isTTY) return readStream('standard input', process.stdin);
  return fault(
    'stdin-is-terminal',
    'standard input is a terminal: there is nothing to read',
    'pipe a document in: … | nearmiss list -',
  );
}
