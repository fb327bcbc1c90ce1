import type { Range } from '../../diagnosis/near-miss.ts';
import { escapeCharacter, sanitize } from '../../model/sanitize.ts';
import { cutLine, frame, type Line, type Role, type Span, span } from '../screen.ts';
import { answerOf, chosenMiss } from '../selectors.ts';
import type { State } from '../state.ts';
import type { TextInput } from '../text-input.ts';
import { cellWidth, graphemes } from '../text-width.ts';

/** The visible part of an edited line, and the caret's cell in it. */
export interface Field {
  readonly line: Line;
  readonly caretX: number;
}

/** Shows an edited line in `width` cells, scrolled to the caret, with control characters escaped. `roleAt` takes an offset in the text. */
export function fieldView(input: TextInput, width: number, roleAt: (offset: number) => Role): Field {
  const cells: { text: string; width: number; role: Role; offset: number }[] = [];
  let offset = 0;
  for (const unit of graphemes(input.text)) {
    const safe = sanitize(unit);
    const text = cellWidth(safe) > 0 ? safe : Array.from(unit, escapeCharacter).join('');
    cells.push({ text, width: cellWidth(text), role: roleAt(offset), offset });
    offset += unit.length;
  }
  const widthOf = (some: typeof cells) => some.reduce((sum, cell) => sum + cell.width, 0);
  const caretAt = widthOf(cells.filter((cell) => cell.offset < input.caret));
  const from = scrollOf(caretAt, widthOf(cells), width);
  let skipped = 0;
  let start = 0;
  while (skipped < from && start < cells.length) skipped += cells[start++]?.width ?? 0;
  const spans: Span[] = [];
  let used = 0;
  const shown = cells.slice(start);
  // `…` replaces the character at a cut end.
  const cutBefore = start > 0 && shown[0];
  if (cutBefore) shown[0] = { ...cutBefore, text: '…'.padEnd(cutBefore.width), role: 'dim' };
  for (const [i, cell] of shown.entries()) {
    if (used + cell.width > width || (used + cell.width === width && i < shown.length - 1)) {
      spans.push(span('…', 'dim'));
      break;
    }
    used += cell.width;
    const last = spans.at(-1);
    if (last?.role === cell.role) spans[spans.length - 1] = span(last.text + cell.text, cell.role);
    else spans.push(span(cell.text, cell.role));
  }
  return { line: spans, caretX: caretAt - skipped };
}

/** How many cells are scrolled away: shows the end of the text if the caret is there, else its start, else the caret's surroundings. */
function scrollOf(caretAt: number, length: number, width: number): number {
  const end = length + 1 - width;
  if (end <= 0) return 0;
  // Neither `…` nor the wide character that it replaces may hide the caret.
  if (caretAt > end + 2) return end;
  return caretAt < width - 2 ? 0 : caretAt - Math.floor(width / 2);
}

const PLACEHOLDER: Line = [span('METHOD /path, a URL, or paste a curl or log line', 'dim')];

/** The request bar and its caret. */
export function barView(state: State, height: number): { lines: readonly Line[]; cursor: { x: number; y: number } } {
  const { columns } = state.size;
  const focused = state.focus === 'bar' && state.overlay === null;
  const roleAt = roles(state);
  const shown = (line: Line): Line => (state.bar.text === '' ? PLACEHOLDER : line);
  if (height === 1) {
    const field = fieldView(state.bar, columns - 11, roleAt);
    const label = span(' Request ', focused ? 'border-focus' : 'border');
    return {
      lines: [cutLine([label, span('❯ ', focused ? 'key' : 'dim'), ...shown(field.line)], columns)],
      cursor: { x: 11 + field.caretX, y: 0 },
    };
  }
  const field = fieldView(state.bar, columns - 4, roleAt);
  return {
    lines: frame('Request', [span(' '), ...shown(field.line)], columns, focused),
    cursor: { x: 2 + field.caretX, y: 1 },
  };
}

/** Highlights the method, and what the selected near miss marks as wrong. */
function roles(state: State): (offset: number) => Role {
  const { text } = state.bar;
  const method = /^\s*[A-Za-z]+(?=\s)/.exec(text)?.[0].length ?? 0;
  const request = answerOf(state).diagnosis?.request;
  // Skips the scheme and host of a URL.
  const from = /^[^/]*:\/\/[^/]*/.exec(text)?.[0].length ?? method;
  const at = request ? text.indexOf(request.path, from) : -1;
  const ranges: readonly Range[] =
    at < 0 ? [] : (chosenMiss(state)?.causes.flatMap((cause) => cause.marks.typed) ?? []);
  return (offset) => {
    if (ranges.some(([start, end]) => offset >= at + start && offset < at + end)) return 'mark-wrong';
    return offset < method ? 'method' : 'strong';
  };
}
