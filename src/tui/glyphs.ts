/**
 * The Linux console's own font has 256 or 512 characters (code page 437 and Latin 1 are sure to be among them) and shows
 * a block for every other one. What the explorer draws, as wide as it is there.
 */
const CONSOLE: Readonly<Record<string, string>> = {
  '╭': '┌',
  '╮': '┐',
  '╰': '└',
  '╯': '┘',
  '━': '═',
  '┊': '│',
  '⏎': '┘',
  '✓': '√',
  '✗': '×',
  '●': '•',
  '◐': '◘',
  '○': 'o',
  '↪': '»',
  '◆': '♦',
  '›': '>',
  '❯': '>',
  '▲': '!',
  '…': '~',
  '–': '-',
  '“': '"',
  '”': '"',
  '’': "'",
};

const DRAWN = new RegExp(`[${Object.keys(CONSOLE).join('')}]`, 'g');

/** How characters are shown on a terminal of this kind (`TERM`); every other terminal is taken to have them all. */
export function glyphsFor(term: string | undefined): (text: string) => string {
  return term === 'linux' ? (text) => text.replace(DRAWN, (glyph) => CONSOLE[glyph] ?? glyph) : (text) => text;
}
