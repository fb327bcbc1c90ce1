import { isUtf8 } from 'node:buffer';

/**
 * The text of a document. UTF-8 is what YAML and JSON are written in; UTF-16 is told by its byte order mark or, as YAML
 * 1.2 (5.2) allows, by the zero bytes of its first character. Null for what is no text: an image, an archive, a program.
 */
export function decodeText(bytes: Buffer): string | null {
  const encoding = detect(bytes);
  const text =
    encoding === 'utf-16be'
      ? Buffer.from(bytes.subarray(0, bytes.length & ~1))
          .swap16()
          .toString('utf16le')
      : bytes.toString(encoding === 'utf-16le' ? 'utf16le' : 'utf8');
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return looksBinary(bytes, content, encoding) ? null : content;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function detect(bytes: Buffer): Encoding {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (bytes.length < 4) return 'utf-8';
  if (a !== 0 && b === 0 && bytes[2] !== 0 && bytes[3] === 0) return 'utf-16le';
  if (a === 0 && b !== 0 && bytes[2] === 0 && bytes[3] !== 0) return 'utf-16be';
  return 'utf-8';
}

/** A zero byte never stands in a text; otherwise a few wrong bytes are a text with a fault, many are no text. */
function looksBinary(bytes: Buffer, text: string, encoding: Encoding): boolean {
  if (encoding !== 'utf-8') return text.includes('\0');
  if (bytes.includes(0)) return true;
  if (isUtf8(bytes)) return false;
  const head = text.slice(0, 4096);
  return head.split('\ufffd').length - 1 > head.length / 10;
}
