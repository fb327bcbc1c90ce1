import stringWidth from 'string-width';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Besides ASCII: Latin letters, typographic quotes, and the signs and rules that the explorer itself draws. All narrow. */
const NARROW = /^[\u0020-\u007e\u00c0-\u024f\u2018-\u201d\u2026\u2500-\u257f·–×±←↑→↓↪≈›❯⏎✓✗○◐●◆▲]*$/;
const ASCII = /^[\u0020-\u007e]*$/;

/** The width of a text in terminal cells. string-width agrees with Ink, but is slow; most texts are plain. */
export function cellWidth(text: string): number {
  return NARROW.test(text) ? text.length : stringWidth(text);
}

/** The visible characters of a text, which a caret moves over. */
export function graphemes(text: string): readonly string[] {
  return ASCII.test(text) ? text.split('') : Array.from(SEGMENTER.segment(text), (part) => part.segment);
}

/** The longest start of a text with at most `cells` cells. */
export function takeCells(text: string, cells: number): string {
  if (ASCII.test(text)) return text.slice(0, Math.max(0, cells));
  let taken = '';
  let left = cells;
  for (const unit of graphemes(text)) {
    left -= cellWidth(unit);
    if (left < 0) break;
    taken += unit;
  }
  return taken;
}

/** `1 route`, `23 routes`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
