import { indexLines, type LineIndex } from './lines.ts';
import type { Excerpt, ParsedDocument, Position } from './parsed-document.ts';

/** Line and column in one number, because a document has many. */
export type PackedPosition = number;

export const UNKNOWN_POSITION: PackedPosition = 0;

const COLUMNS = 2 ** 28;

/** Packs a 1-based line and column; a text has at most 2 ** 28 units. */
export function packPosition(line: number, column: number): PackedPosition {
  return line * COLUMNS + column;
}

export function unpackPosition(packed: PackedPosition | undefined): Position | null {
  return packed === undefined || packed === UNKNOWN_POSITION
    ? null
    : { line: Math.floor(packed / COLUMNS), column: packed % COLUMNS };
}

/** The line of a position; null where the text has no such line. */
export function lineAround(lines: LineIndex, { line, column }: Position): Excerpt | null {
  return line > lines.count() ? null : { text: lines.lineText(line), before: column - 1 };
}

/** What a YAML document knows about the positions in its text. */
export function positionsIn(
  text: string,
  positions: ReadonlyMap<object, PackedPosition>,
): Pick<ParsedDocument, 'positionOf' | 'mention' | 'around'> {
  const lines = indexLines(text);
  return {
    positionOf: (value) => unpackPosition(positions.get(value as object)),
    mention(key, after) {
      const start = lines.startOf(after?.line ?? 1);
      const asKey = new RegExp(`(?<=^[ \\t-]*|[{,]\\s*)(["']?)${escaped(key)}\\1[ \\t]*:(?=\\s|$)`, 'gm');
      asKey.lastIndex = start;
      const offset = asKey.exec(text)?.index ?? text.indexOf(key, start);
      if (offset < 0) return null;
      return lines.position(/["']/.test(text[offset - 1] ?? '') ? offset - 1 : offset);
    },
    around: (position) => lineAround(lines, position),
  };
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
