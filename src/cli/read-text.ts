import { decodeText } from '../formats/text/decode-text.ts';
import type { FetchOptions } from '../io/fetch-document.ts';
import { type Origin, readSourceBytes } from '../io/source-bytes.ts';
import type { Problem } from '../model/problem.ts';

/** The text of a source and where it came from. */
export interface SourceText {
  /** Its name for people. */
  readonly name: string;
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly origin: Origin;
  /** A warning where bytes had to be replaced. */
  readonly problems: readonly Problem[];
}

/** Reads the text of a SOURCE; a Problem where that fails. */
export async function readText(source: string | null, options: FetchOptions = {}): Promise<SourceText | Problem> {
  const read = await readSourceBytes(source, options);
  if (!('bytes' in read)) return read;
  const { name, bytes, origin } = read;
  const { text, problem } = decodeText(bytes, name);
  if (text === null) return problem as Problem;
  return { name, text, bytes, origin, problems: problem ? [problem] : [] };
}

/** The text of another file that a document refers to; throws the reason where it is none, for the reader to tell. */
export function referencedText(bytes: Uint8Array, name: string): string {
  const { text, problem } = decodeText(bytes, name);
  if (text === null) throw new Error(problem?.message ?? 'it is not a text');
  return text;
}
