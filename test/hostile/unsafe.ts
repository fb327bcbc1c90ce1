/**
 * What must never reach a terminal from outside, said here a second time and in other words than in `model/sanitize.ts`, so that a
 * mistake there isn't repeated by its test. Code points, inclusive.
 */
const FORBIDDEN: readonly (readonly [from: number, to: number, what: string])[] = [
  [0x00, 0x1f, 'C0 control'],
  [0x7f, 0x9f, 'DEL or C1 control'],
  [0xad, 0xad, 'soft hyphen'],
  [0x34f, 0x34f, 'grapheme joiner'],
  [0x61c, 0x61c, 'bidi mark'],
  [0x115f, 0x1160, 'Hangul filler'],
  [0x17b4, 0x17b5, 'Khmer filler'],
  [0x180b, 0x180f, 'Mongolian selector'],
  [0x200b, 0x200b, 'zero-width space'],
  [0x200e, 0x200f, 'bidi mark'],
  [0x2028, 0x202e, 'line separator or bidi control'],
  [0x2060, 0x206f, 'invisible operator or bidi isolate'],
  [0x3164, 0x3164, 'Hangul filler'],
  [0xd800, 0xdfff, 'half a surrogate pair'],
  [0xfdd0, 0xfdef, 'noncharacter'],
  [0xfeff, 0xfeff, 'byte order mark'],
  [0xffa0, 0xffa0, 'Hangul filler'],
  [0xfff0, 0xfffb, 'invisible'],
  [0xfffe, 0xffff, 'noncharacter'],
  [0x1d173, 0x1d17a, 'musical control'],
  [0xe0000, 0xe0fff, 'tag character'],
];

/** The longest run of combining marks that may be shown. */
const MARKS = /\p{M}{5}/u;

/** What in a text a terminal must not get, in words; null for a text that is safe. Line breaks are allowed where `lines` says so. */
export function unsafeIn(text: string, lines: 'one line' | 'lines' = 'lines'): string | null {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0x0a && lines === 'lines') continue;
    if (code >= 0x20 && code < 0x7f) continue;
    const found = FORBIDDEN.find(([from, to]) => code >= from && code <= to);
    if (found) return `${found[2]} U+${code.toString(16).padStart(4, '0')}`;
  }
  return MARKS.test(text) ? 'a flood of combining marks' : null;
}
