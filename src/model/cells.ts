const ASCII = /^[\u0020-\u007e]*$/;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const NO_CELL = /\p{M}|\p{Cf}/u;

/**
 * Cells of a text as terminals draw it, nearly: wide East Asian and emoji take two, marks none; sequences of emoji are counted
 * apart. Near enough to align what is printed, where loading exact tables would take longer than all the rest; the explorer
 * measures exactly (session/text-width.ts).
 */
export function cellWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let cells = 0;
  for (const character of text) cells += NO_CELL.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return cells;
}
