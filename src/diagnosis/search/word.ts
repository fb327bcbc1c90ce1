import { synonymKey } from './synonyms.ts';

/** A literal segment, taken apart once so that comparing it is cheap. */
export interface Word {
  readonly text: string;
  readonly lower: string;
  /** Lower case without separators. */
  readonly squeezed: string;
  /** Lower case, split at separators and camelCase humps. */
  readonly parts: readonly string[];
  /** Which letters and digits occur, one bit each (digits share bits): a cheap lower bound of the edit distance. */
  readonly mask: number;
  readonly version: readonly number[] | null;
  /** The same for words that mean the same. */
  readonly meaning: string;
}

const SEPARATORS = /[-_.\s]+|(?<=[a-z0-9])(?=[A-Z])/;
const VERSION = /^v(\d+)((?:\.\d+)*)((?:alpha|beta|rc|p)\d*)*$/i;
const DATE_VERSION = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/;

export function makeWord(text: string): Word {
  const lower = text.toLowerCase();
  const squeezed = lower.replace(/[-_.\s]+/g, '');
  const parts = text
    .split(SEPARATORS)
    .filter(Boolean)
    .map((part) => part.toLowerCase());
  return {
    text,
    lower,
    squeezed,
    parts,
    mask: letterMask(squeezed),
    version: versionOf(text),
    meaning: synonymKey(parts),
  };
}

/** `v2` → [2], `v1.24` → [1, 24], `2024-01-15` → [2024, 1, 15]; null for anything else. */
export function versionOf(text: string): readonly number[] | null {
  const match = VERSION.exec(text);
  if (match) return `${match[1]}${match[2]}`.split('.').map(Number);
  const date = DATE_VERSION.exec(text);
  return date ? date.slice(1).filter(Boolean).map(Number) : null;
}

function letterMask(squeezed: string): number {
  let mask = 0;
  for (let i = 0; i < squeezed.length; i++) {
    const code = squeezed.charCodeAt(i);
    mask |= code >= 97 && code <= 122 ? 1 << (code - 97) : 1 << (26 + (code % 6));
  }
  return mask;
}

/** Number of bits set in a 32-bit integer. */
export function bitCount(bits: number): number {
  let x = bits - ((bits >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return (((x + (x >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
