import { decodeText } from '../formats/text/decode-text.ts';
import { readSourceBytes, type SourceBytes } from '../io/source-bytes.ts';
import type { Problem } from '../model/problem.ts';

/** What was read, with its text. */
export interface SourceText extends SourceBytes {
  readonly text: string;
  /** A warning where bytes had to be replaced. */
  readonly problems: readonly Problem[];
}

/** Reads a file of requests or a scenario, as any SOURCE; a Problem where that fails. */
export async function readText(source: string): Promise<SourceText | Problem> {
  const read = await readSourceBytes(source);
  if (!('bytes' in read)) return read;
  const { text, problem } = decodeText(read.bytes, read.name);
  if (text === null) return problem as Problem;
  return { ...read, text, problems: problem ? [problem] : [] };
}

/** The text of another file that a document refers to; throws the reason where it is none, for the reader to tell. */
export function referencedText(bytes: Uint8Array, name: string): string {
  const { text, problem } = decodeText(bytes, name);
  if (text === null) throw new Error(problem?.message ?? 'it is not text');
  return text;
}
