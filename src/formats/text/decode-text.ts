import type { Problem } from '../../model/problem.ts';
import { indexLines } from './lines.ts';
import { problemAt } from './problem-at.ts';

/** The text of a document, or why it has none. */
export interface Decoded {
  /** Null for what is no text at all. */
  readonly text: string | null;
  /** An error where `text` is null; a warning where bytes had to be replaced. */
  readonly problem: Problem | null;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * The text of a document: UTF-8, or UTF-16 by its byte order mark or (YAML 1.2, 5.2) by the zero bytes of its first
 * characters; the mark itself is no part of it. Bytes that aren't UTF-8 become U+FFFD, with a warning at the first of them;
 * what holds zero bytes or hardly any text is refused, with its kind where its first bytes tell.
 */
export function decodeText(bytes: Uint8Array, file: string): Decoded {
  const encoding = encodingOf(bytes);
  const kind = MAGIC.find(([magic]) => magic.every((byte, i) => bytes[i] === byte));
  if (kind) return refuse(`this is not text but ${kind[1]}`, file, kind[2]);
  const sound = encoding === 'utf-8' ? soundUtf8(bytes) : null;
  const text = sound ?? new TextDecoder(encoding).decode(bytes);
  // Zero bytes of UTF-8 are looked for in the bytes: in a text that takes ten times as long.
  const zeros = encoding === 'utf-8' ? bytes.includes(0) : text.includes('\0');
  if (zeros) return refuse('this is not text: it contains zero bytes', file);
  if (sound !== null || encoding !== 'utf-8') return { text, problem: null };
  if (isMostlyBroken(text)) return refuse('this is not text, neither in UTF-8 nor in UTF-16', file);
  const said = {
    severity: 'warning',
    code: 'invalid-utf8',
    message: 'from here on there are bytes that are not UTF-8; they are read as \ufffd',
    expected: 'a file in UTF-8',
    hint: 'save the file as UTF-8; in Latin-1 or Windows-1252 only ASCII is the same',
  } as const;
  return { text, problem: problemAt(said, { start: text.indexOf('\ufffd'), length: 1 }, file, indexLines(text)) };
}

/** A text in the encoding of the bytes that `decodeText` read: of their mark, their width and their order. */
export function encodeLike(bytes: Uint8Array, text: string): Uint8Array {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8') {
    const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return new TextEncoder().encode(isMarked ? `\ufeff${text}` : text);
  }
  const isLittle = encoding === 'utf-16le';
  const isMarked = bytes[isLittle ? 0 : 1] === 0xff && bytes[isLittle ? 1 : 0] === 0xfe;
  const marked = isMarked ? `\ufeff${text}` : text;
  const out = new DataView(new ArrayBuffer(marked.length * 2));
  for (let i = 0; i < marked.length; i++) out.setUint16(i * 2, marked.charCodeAt(i), isLittle);
  return new Uint8Array(out.buffer);
}

/** First bytes of what people most likely name by mistake, and what unpacks it where it may hold a document. (A gzip file comes unpacked; this is one in another.) */
const MAGIC: readonly (readonly [magic: readonly number[], kind: string, unpack?: string])[] = [
  [[0x1f, 0x8b], 'a gzip archive', 'gzip -dc'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive', 'unzip -p'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a Zstandard archive', 'zstd -dc'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz archive', 'xz -dc'],
  [[0x42, 0x5a, 0x68, 0x39, 0x31, 0x41], 'a bzip2 archive', 'bzip2 -dc'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive', '7z x -so'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF image'],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'a PDF file'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an Office document'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
  [[0xcf, 0xfa, 0xed, 0xfe], 'a program'],
  [[0xca, 0xfe, 0xba, 0xbe], 'a program'],
];

function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a && b === 0 && c && d === 0) return 'utf-16le';
  if (a === 0 && b && c === 0 && d) return 'utf-16be';
  return 'utf-8';
}

/** Text that is UTF-8 throughout is decoded once; null for any other. */
function soundUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isMostlyBroken(text: string): boolean {
  const head = text.slice(0, 4096);
  return head.split('\ufffd').length - 1 > head.length / 10;
}

function refuse(message: string, file: string, unpack?: string): Decoded {
  const expected = 'a routes file or an OpenAPI document';
  const hint = unpack === undefined ? null : `unpack it first: ${unpack} FILE | nearmiss -`;
  const problem = { severity: 'error', code: 'binary', message, expected, hint } as const;
  return { text: null, problem: { ...problem, at: { file, line: 1 }, lineText: null, span: null } };
}
