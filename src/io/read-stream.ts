import type { Problem } from '../model/problem.ts';
import { fault, systemReason } from './fault.ts';
import { SIZE_LIMIT, tooLarge } from './read-file.ts';
import { unzipped } from './unzip.ts';

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
