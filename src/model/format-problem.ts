import { cellWidth } from './cells.ts';
import type { Problem } from './problem.ts';
import { escapeCharacter, sanitize } from './sanitize.ts';
import { formatLocation } from './source.ts';

/** Characters of the offending line that are shown; a longer one is clipped around the span. */
const LINE_WIDTH = 100;
const TAB_WIDTH = 4;

/**
 * A problem as people read it in a terminal, without colour and without a final newline:
 *
 *     routes.yaml:4:5: error: `prefx` is not a key of an include
 *       4 |     prefx: /api
 *         |     ^^^^^
 *       expected: include, prefix, late, source
 *       hint: did you mean `prefix`?
 *
 * Safe to print whatever the source held (see sanitize).
 */
export function formatProblem(problem: Problem): string {
  const place = problem.at ? `${sanitize(formatLocation(problem.at))}: ` : '';
  const lines = [`${place}${problem.severity}: ${sanitize(problem.message)}`];
  if (problem.lineText !== null) {
    const number = problem.at ? String(problem.at.line) : '';
    const { text, start, width } = excerpt(problem.lineText, problem.span);
    lines.push(`  ${number} | ${text}`.trimEnd());
    if (width > 0) lines.push(`  ${' '.repeat(number.length)} | ${' '.repeat(start)}${'^'.repeat(width)}`);
  }
  if (problem.expected !== null) lines.push(`  expected: ${sanitize(problem.expected)}`);
  if (problem.hint !== null) lines.push(`  hint: ${sanitize(problem.hint)}`);
  return lines.join('\n');
}

/**
 * The part of a line around the span, with tabs and unsafe characters written out so that the caret stands right: after `start`
 * cells, `width` of them; 0 for no caret.
 */
function excerpt(line: string, span: Problem['span']) {
  const from = span ? Math.max(0, span.start - 1) : 0;
  const first = line.length > LINE_WIDTH ? Math.max(0, Math.min(from - 30, line.length - LINE_WIDTH)) : 0;
  const clipped = line.slice(first, first + LINE_WIDTH);
  const before = first > 0 ? '…' : '';
  const after = first + LINE_WIDTH < line.length ? '…' : '';
  let text = before;
  let cells = before.length;
  let start = cells;
  let end = cells;
  let at = first;
  for (const character of clipped) {
    if (at <= from) start = cells;
    // Nearly all are, and asking a pattern about each of a few hundred takes milliseconds at the start of a process.
    const isPlain = character >= ' ' && character <= '~';
    const shown = isPlain ? character : show(character, cells - before.length);
    text += shown;
    cells += isPlain ? 1 : cellWidth(shown);
    at += character.length;
    if (span && at <= from + span.length) end = cells;
  }
  if (!span) return { text: text + after, start: 0, width: 0 };
  if (from >= at) start = cells;
  return { text: text + after, start, width: Math.max(1, end - start) };
}

function show(character: string, column: number): string {
  if (character === '\t') return ' '.repeat(TAB_WIDTH - (column % TAB_WIDTH));
  const safe = sanitize(character);
  return safe === '' || /^\p{M}|[\u200c\u200d]/u.test(character) ? escapeCharacter(character) : safe;
}
