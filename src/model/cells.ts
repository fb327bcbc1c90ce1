const ASCII = /^[\u0020-\u007e]*$/;

/**
 * Cells of a text as terminals draw it, nearly: wide East Asian and emoji take two, marks none; sequences of emoji are counted
 * apart. Near enough to align what is printed, where loading exact tables would take longer than all the rest; the explorer
 * measures exactly (session/text-width.ts).
 */
export function cellWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  // Here, since V8 reads the tables of Unicode for these where they stand, which takes time at every start.
  const wide =
    /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
  const noCell = /\p{M}|\p{Cf}/u;
  let cells = 0;
  for (const character of text) cells += noCell.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return cells;
}
