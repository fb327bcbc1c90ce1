import type { Range } from '../../diagnosis/near-miss.ts';
import { escapeCharacter, sanitize } from '../../model/sanitize.ts';
import { cutLine, frame, type Line, type Role, type Span, span } from '../screen.ts';
import { answerOf, chosenMiss } from '../selectors.ts';
import type { State } from '../state.ts';
import type { TextInput } from '../text-input.ts';
import { cellWidth, graphemes } from '../text-width.ts';

/** An edited line as it is shown: the part around the caret, and the caret's cell in it. */
export interface Field {
  readonly line: Line;
  readonly caretX: number;
}

/**
 * A line being edited, `width` cells of it. `roleAt` says what each character is, by its offset in the text. What a
 * terminal would obey is shown as an escape; a text longer than the field scrolls with the caret.
 */
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
  // What is cut off at an end has a sign there, in place of a character.
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

/**
 * How many cells of a text are left out at its beginning: the end of it is shown as long as the caret is there, then the
 * beginning as long as the caret is there, else what is around the caret. One cell stays free behind the text for the caret.
 */
function scrollOf(caretAt: number, length: number, width: number): number {
  const end = length + 1 - width;
  if (end <= 0) return 0;
  // Neither the sign at an end nor a wide character that it stands for may hide what the caret is on.
  if (caretAt > end + 2) return end;
  return caretAt < width - 2 ? 0 : caretAt - Math.floor(width / 2);
}

const PLACEHOLDER: Line = [span('METHOD /path, a URL, or paste a curl or log line', 'dim')];

/** The request bar, and where its caret stands. */
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

/** The method and what the chosen near miss says is wrong with the path stand out. */
function roles(state: State): (offset: number) => Role {
  const { text } = state.bar;
  const method = /^\s*[A-Za-z]+(?=\s)/.exec(text)?.[0].length ?? 0;
  const request = answerOf(state).diagnosis?.request;
  // The slashes of a URL in front of its host are none of the path's.
  const from = /^[^/]*:\/\/[^/]*/.exec(text)?.[0].length ?? method;
  const at = request ? text.indexOf(request.path, from) : -1;
  const ranges: readonly Range[] =
    at < 0 ? [] : (chosenMiss(state)?.causes.flatMap((cause) => cause.marks.typed) ?? []);
  return (offset) => {
    if (ranges.some(([start, end]) => offset >= at + start && offset < at + end)) return 'mark-wrong';
    return offset < method ? 'method' : 'strong';
  };
}
