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

/** `\n`, `\r\n` and a lone `\r` all end a line, as in YAML and in editors. Lines are found as far as they're needed. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  let hasReturns: boolean | null = null;
  let isComplete = false;

  /** Finds lines until one starts after an offset. */
  const reach = (offset: number): void => {
    hasReturns ??= text.includes('\r');
    let last = starts[starts.length - 1] as number;
    while (last <= offset && !isComplete) {
      if (hasReturns) {
        LINE_BREAK.lastIndex = last;
        last = LINE_BREAK.test(text) ? LINE_BREAK.lastIndex : 0;
      } else last = text.indexOf('\n', last) + 1;
      if (last > 0) starts.push(last);
      else isComplete = true;
    }
  };
  const all = (): void => reach(text.length);

  return {
    position(offset) {
      const at = Math.max(0, Math.min(offset, text.length));
      reach(at);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= at) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
    },
    lineText(line) {
      while (!isComplete && starts.length <= line) reach(starts.at(-1) ?? 0);
      const start = starts[line - 1];
      return start === undefined ? '' : text.slice(start, starts[line] ?? text.length).replace(/\r?\n$|\r$/, '');
    },
    count() {
      all();
      return starts.length;
    },
    startOf(line) {
      while (!isComplete && starts.length < line) reach(starts.at(-1) ?? 0);
      return starts[line - 1] ?? text.length;
    },
  };
}

const LINE_BREAK = /\r\n|\r|\n/g;
