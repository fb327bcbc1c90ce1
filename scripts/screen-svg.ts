import type { IBufferCell, Terminal } from '@xterm/headless';

const CELL = { width: 8.4, height: 18 };
const MARGIN = 16;
const FONT = 14;
const BACKGROUND = '#1d2129';
const FOREGROUND = '#d5dae3';
/** The sixteen colours of the terminal in the picture. */
const PALETTE = [
  '#3b4252',
  '#ef6b73',
  '#8fce7e',
  '#e8c06c',
  '#6cb0f2',
  '#c792ea',
  '#5ccfe6',
  '#d5dae3',
  '#6b7489',
  '#ff8b92',
  '#a9e29b',
  '#f5d58c',
  '#8cc4ff',
  '#d7aef5',
  '#86e1f3',
  '#ffffff',
];

interface Style {
  readonly color: string;
  readonly background: string | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly underline: boolean;
}

interface Run extends Style {
  readonly column: number;
  cells: number;
  text: string;
}

/** What a terminal shows, as an SVG picture; the same screen always gives the same picture. */
export function screenSvg(terminal: Terminal, title: string): string {
  const { cols, rows } = terminal;
  const width = Math.round(cols * CELL.width + 2 * MARGIN);
  const height = Math.round(rows * CELL.height + 2 * MARGIN);
  const lines = Array.from({ length: rows }, (_, row) =>
    runsOf(terminal, row)
      .map((run) => drawRun(run, row))
      .join(''),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>`,
    `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="${FONT}" xml:space="preserve">`,
    ...lines.filter((line) => line !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Neighbouring cells of one style. */
function runsOf(terminal: Terminal, row: number): readonly Run[] {
  const buffer = terminal.buffer.active;
  const line = buffer.getLine(buffer.baseY + row);
  const runs: Run[] = [];
  for (let column = 0; column < terminal.cols; column++) {
    const cell = line?.getCell(column);
    if (!cell || cell.getWidth() === 0) continue;
    const style = styleOf(cell);
    const text = cell.getChars() || ' ';
    const last = runs.at(-1);
    if (last && sameStyle(last, style)) {
      last.text += text;
      last.cells += cell.getWidth();
    } else runs.push({ ...style, column, text, cells: cell.getWidth() });
  }
  return runs.filter((run) => run.background !== null || run.text.trim() !== '');
}

function styleOf(cell: IBufferCell): Style {
  const front = cell.isFgDefault() ? FOREGROUND : colorOf(cell.getFgColor(), cell.isFgRGB());
  const back = cell.isBgDefault() ? null : colorOf(cell.getBgColor(), cell.isBgRGB());
  const inverse = cell.isInverse() !== 0;
  return {
    color: inverse ? (back ?? BACKGROUND) : front,
    background: inverse ? front : back,
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    underline: cell.isUnderline() !== 0,
  };
}

const sameStyle = (a: Style, b: Style) =>
  a.color === b.color &&
  a.background === b.background &&
  a.bold === b.bold &&
  a.dim === b.dim &&
  a.underline === b.underline;

function colorOf(color: number, rgb: boolean): string {
  if (!rgb && color < 16) return PALETTE[color] ?? FOREGROUND;
  if (rgb) return hex([color >> 16, (color >> 8) & 255, color & 255]);
  if (color >= 232) return hex(Array(3).fill(8 + (color - 232) * 10));
  const level = (n: number) => (n === 0 ? 0 : 55 + n * 40);
  const cube = color - 16;
  return hex([level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)]);
}

const hex = (parts: readonly number[]) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

function drawRun(run: Run, row: number): string {
  const x = number(MARGIN + run.column * CELL.width);
  const top = number(MARGIN + row * CELL.height);
  const width = number(run.cells * CELL.width);
  const box =
    run.background === null
      ? ''
      : `<rect x="${x}" y="${top}" width="${width}" height="${CELL.height}" fill="${run.background}"/>`;
  if (run.text.trim() === '') return box;
  const marks = [
    run.bold ? ' font-weight="bold"' : '',
    run.dim ? ' opacity="0.6"' : '',
    run.underline ? ' text-decoration="underline"' : '',
  ].join('');
  const baseline = number(MARGIN + row * CELL.height + FONT);
  // `textLength` keeps the columns whatever font the reader has.
  return `${box}<text x="${x}" y="${baseline}" textLength="${width}" lengthAdjust="spacingAndGlyphs" fill="${run.color}"${marks}>${escapeXml(run.text)}</text>`;
}

const number = (value: number) => String(Math.round(value * 10) / 10);

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
