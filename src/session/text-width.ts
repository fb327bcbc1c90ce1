import stringWidth from 'string-width';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ASCII = /^[\u0020-\u007e]*$/;

/** Terminal cells that a text takes. Ink measures with the same library, so that both always agree. */
export function cellWidth(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
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
