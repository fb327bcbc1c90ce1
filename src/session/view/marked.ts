import type { Range } from '../../diagnosis/near-miss.ts';
import { type Line, type Role, type Span, span } from '../screen.ts';

/** Lines with the text between backticks in a role of its own, across line breaks; unpaired backticks are left as they are. */
export function codeLines(lines: readonly string[], role: Role, code: Role = 'strong'): readonly Line[] {
  if (lines.join('').split('`').length % 2 === 0) return lines.map((line) => [span(line, role)]);
  let inside = false;
  return lines.map((line) =>
    line.split('`').flatMap((piece, i): Line => {
      if (i > 0) inside = !inside;
      return piece === '' ? [] : [span(piece, inside ? code : role)];
    }),
  );
}

/** A text in two roles: `marked` inside the ranges, `role` outside. */
export function markRanges(text: string, ranges: readonly Range[], role: Role, marked: Role): Line {
  const inside = (at: number) => ranges.some(([start, end]) => at >= start && at < end);
  const out: Span[] = [];
  for (let at = 0; at < text.length; ) {
    const state = inside(at);
    let end = at + 1;
    while (end < text.length && inside(end) === state) end++;
    out.push(span(text.slice(at, end), state ? marked : role));
    at = end;
  }
  return out;
}
