import type { Place } from './document.ts';

/** Where the lines of one text begin. Made when the first problem needs a line, since most documents have none. */
export interface LineIndex {
  /** The line (1-based) without its line break; null where there is no such line. */
  line(number: number): string | null;
  /** Offset of a 1-based line's first unit. */
  offset(number: number): number;
  placeAt(offset: number): Place;
}

export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (const found of text.matchAll(/\r\n|\n|\r/g)) starts.push(found.index + found[0].length);
  return {
    line(number) {
      const start = starts[number - 1];
      return start === undefined ? null : text.slice(start, starts[number] ?? text.length).replace(/[\r\n]+$/, '');
    },
    offset: (number) => starts[number - 1] ?? text.length,
    placeAt(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
  };
}
