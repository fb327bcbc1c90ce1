/** Turns offsets of a text into lines and columns. Made on first use: most texts are read without a problem. */
export interface LineIndex {
  /** 1-based line and column (UTF-16 units) of an offset; past the end: the end. */
  position(offset: number): { readonly line: number; readonly column: number };
  /** A line without its break; `''` for one that doesn't exist. */
  lineText(line: number): string;
  /** How many lines there are. */
  count(): number;
  /** Offset at which a line starts. */
  startOf(line: number): number;
}

/** `\n`, `\r\n` and a lone `\r` all end a line, as in YAML and in editors. */
export function indexLines(text: string): LineIndex {
  let starts: number[] | null = null;
  const lines = () => {
    starts ??= findStarts(text);
    return starts;
  };
  return {
    position(offset) {
      const at = Math.max(0, Math.min(offset, text.length));
      const all = lines();
      let low = 0;
      let high = all.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((all[middle] ?? 0) <= at) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: at - (all[low] ?? 0) + 1 };
    },
    lineText(line) {
      const all = lines();
      const start = all[line - 1];
      return start === undefined ? '' : text.slice(start, all[line] ?? text.length).replace(/\r?\n$|\r$/, '');
    },
    count: () => lines().length,
    startOf: (line) => lines()[line - 1] ?? text.length,
  };
}

function findStarts(text: string): number[] {
  const starts = [0];
  const hasReturns = text.includes('\r');
  if (!hasReturns) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (const lineBreak of text.matchAll(/\r\n|\r|\n/g)) starts.push(lineBreak.index + lineBreak[0].length);
  return starts;
}
