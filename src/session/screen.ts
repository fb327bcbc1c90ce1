import { cellWidth, graphemes, takeCells } from './text-width.ts';

/** The meaning of a piece of text; `tui/theme.ts` maps it to colours. Colour is never the only sign. */
export type Role =
  | 'text'
  | 'dim'
  | 'strong'
  | 'title'
  | 'brand'
  | 'badge-ok'
  | 'badge-redirect'
  | 'badge-client'
  | 'badge-server'
  | 'border'
  | 'border-focus'
  | 'key'
  | 'ok'
  | 'redirect'
  | 'client-error'
  | 'server-error'
  | 'shadowed'
  | 'near'
  | 'mark'
  | 'mark-wrong'
  | 'method'
  | 'param'
  | 'warning'
  | 'hit'
  | 'off';

export interface Span {
  readonly text: string;
  readonly role: Role;
  /** In the row under the cursor. */
  readonly selected?: true;
}

export type Line = readonly Span[];

/** A whole frame as plain data: exactly `height` lines, each exactly or less than `width` cells. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  /** Where the terminal's cursor stands, 0-based; null where there is none. */
  readonly cursor: { readonly x: number; readonly y: number } | null;
}

/** A part of the frame with its own cursor. */
export type Panel = Pick<Screen, 'lines' | 'cursor'>;

export const span = (text: string, role: Role = 'text'): Span => ({ text, role });

export const lineText = (line: Line): string => line.map((part) => part.text).join('');

export const lineWidth = (line: Line): number => line.reduce((sum, part) => sum + cellWidth(part.text), 0);

/** The line cut to `width` cells, with `…` where something was cut, and padded to it. */
export function fitLine(line: Line, width: number): Line {
  if (width <= 0) return [];
  const needed = lineWidth(line);
  if (needed <= width) return needed === width ? line : [...line, span(' '.repeat(width - needed))];
  const out: Span[] = [];
  let left = width - 1;
  for (const part of line) {
    const text = takeCells(part.text, left);
    if (text !== '') out.push({ ...part, text });
    left -= cellWidth(text);
    if (text.length < part.text.length) {
      out.push({ ...part, text: '…' });
      break;
    }
  }
  return left > 0 ? [...out, span(' '.repeat(left))] : out;
}

/** A text cut or padded to `width` cells. */
export function fitText(text: string, width: number): string {
  return lineText(fitLine([span(text)], width));
}

/** The same for a path, which is cut in the middle, since both ends matter. */
export function fitMiddle(text: string, width: number): string {
  const needed = cellWidth(text);
  if (needed <= width) return text + ' '.repeat(width - needed);
  if (width < 8) return fitText(text, width);
  const head = takeCells(text, Math.ceil((width - 1) / 2));
  return fitText(`${head}…${lastCells(text, width - 1 - cellWidth(head))}`, width);
}

/** The longest end of a text that takes at most `cells`, whole characters only. */
function lastCells(text: string, cells: number): string {
  // Splits only the end of a long text, without the character that the cut may have halved.
  const end = text.slice(-8 * cells - 8);
  const units = graphemes(end).slice(end.length < text.length ? 1 : 0);
  let at = units.length;
  for (let left = cells; at > 0; at--) {
    left -= cellWidth(units[at - 1] ?? '');
    if (left < 0) break;
  }
  return units.slice(at).join('');
}

/** Marks every span of a line as selected. */
export const selectLine = (line: Line): Line => line.map((part) => ({ ...part, selected: true }));

/**
 * A region: a rule with a title and a note, and lines below it. The rule of the focused region is heavy, to be visible without
 * colour. There are no side walls: non-ASCII characters in every line would double Ink's time per frame.
 */
export function region(options: {
  readonly title: Line;
  readonly note?: Line;
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
  readonly focused: boolean;
}): readonly Line[] {
  const { width, height } = options;
  const role = options.focused ? 'border-focus' : 'border';
  const title: Line = [span(' '), ...options.title, span(' ')];
  const note = options.note && options.note.length > 0 ? [span(' '), ...options.note, span(' ')] : [];
  const room = Math.max(0, width - 4);
  const left = lineWidth(title) <= room ? title : fitLine(title, room);
  const right = lineWidth(left) + lineWidth(note) + 1 <= room ? note : [];
  const stroke = options.focused ? '━' : '─';
  const rule = stroke.repeat(Math.max(0, room - lineWidth(left) - lineWidth(right)));
  const end = stroke.repeat(2);
  const lines = options.lines.slice(0, height - 1).map((line) => cutLine(line, width));
  const padding = Array.from({ length: height - 1 - lines.length }, (): Line => []);
  return [[span(end, role), ...left, span(rule, role), ...right, span(end, role)], ...lines, ...padding];
}

/** A line cut to `width` cells if it's longer. */
export function cutLine(line: Line, width: number): Line {
  return lineWidth(line) > width ? fitLine(line, width) : line;
}

/** `12–24 of 96`: which of `all` lines are visible; nothing where all of them are. */
export function positionNote(top: number, visible: number, all: number): Line {
  return all <= visible ? [] : [span(`${top + 1}–${Math.min(all, top + visible)} of ${all}`, 'dim')];
}

/** The first `most` lines, with `…` at the end if more follow. */
export function firstLines(lines: readonly Line[], most: number, columns: number): readonly Line[] {
  const last = lines[most - 1];
  if (lines.length <= most || !last) return lines.slice(0, most);
  const following = (lines[most] ?? []).map((part) => ({ ...part, text: part.text.replace(/^ +/, ' ') }));
  return [...lines.slice(0, most - 1), cutLine([...last, ...following, span('…')], columns - 1)];
}

/** A frame around a single line. */
export function frame(title: string, line: Line, width: number, focused: boolean): readonly Line[] {
  const role = focused ? 'border-focus' : 'border';
  const rule = '─'.repeat(Math.max(0, width - cellWidth(title) - 5));
  return [
    [span('╭─ ', role), span(title, focused ? 'border-focus' : 'dim'), span(` ${rule}╮`, role)],
    [span('│', role), ...fitLine(line, width - 2), span('│', role)],
    [span(`╰${'─'.repeat(Math.max(0, width - 2))}╯`, role)],
  ];
}

/** Wraps a text at spaces; too long words are broken, paths before a slash. */
export function wrap(text: string, width: number): readonly string[] {
  if (width <= 0) return [];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (cellWidth(joined) <= width) {
      line = joined;
      continue;
    }
    // A word that must be broken anyway starts on the current line.
    const goesOn = line !== '' && cellWidth(word) > width && width - cellWidth(line) >= 12;
    if (line !== '' && !goesOn) lines.push(line);
    line = goesOn ? joined : word;
    while (cellWidth(line) > width) {
      const piece = pieceOf(line, width);
      if (piece === '') return [...lines, '…'];
      lines.push(piece);
      line = line.slice(piece.length);
    }
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** The first cells of a word, up to its last slash if that is in the second half, so that a path breaks between segments. */
function pieceOf(word: string, width: number): string {
  const piece = takeCells(word, width);
  const slash = piece.lastIndexOf('/');
  return slash > piece.length / 2 ? piece.slice(0, slash) : piece;
}
