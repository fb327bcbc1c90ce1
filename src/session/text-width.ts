import stringWidth from 'string-width';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Besides ASCII: Latin letters, typographic quotes, and the signs and rules that the explorer itself draws. All narrow. */
const NARROW = /^[\u0020-\u007e\u00c0-\u024f\u2018-\u201d\u2026\u2500-\u257f·–×±←↑→↓↪≈›❯⏎✓✗○◐●◆▲]*$/;
const ASCII = /^[\u0020-\u007e]*$/;

/**
 * Terminal cells that a text takes. Ink measures with the same library, so that both always agree; it takes a text
 * apart for that, and what the explorer measures is nearly always plain.
 */
export function cellWidth(text: string): number {
  return NARROW.test(text) ? text.length : stringWidth(text);
}

/** What a person sees as characters: the units that a caret moves over. */
export function graphemes(text: string): readonly string[] {
  return ASCII.test(text) ? text.split('') : Array.from(SEGMENTER.segment(text), (part) => part.segment);
}

/** The longest beginning of a text that takes at most `cells`. */
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
