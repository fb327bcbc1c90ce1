import type { Problem } from '../../model/problem.ts';
import type { LineIndex } from './lines.ts';
import type { Span } from './parsed-text.ts';

/** A problem at a stretch of the text; one that runs over several lines is marked on its first. */
export function problemAt(
  said: Omit<Problem, 'at' | 'lineText' | 'span'>,
  span: Span | null,
  file: string,
  lines: LineIndex,
): Problem {
  const { severity, code, message, expected, hint } = said;
  const base = { severity, code, message, expected, hint };
  if (!span) return { ...base, at: { file, line: 1 }, lineText: null, span: null };
  const { line, column } = lines.position(span.start);
  const lineText = lines.lineText(line);
  const length = Math.max(1, Math.min(span.length, lineText.length - column + 1));
  return { ...base, at: { file, line, column }, lineText, span: { start: column, length } };
}
