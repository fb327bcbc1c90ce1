import { indexLines, type LineIndex } from '../text/lines.ts';
import type { Excerpt, OpenApiDocument, Place } from './document.ts';

/** Line and column in one number, because a YAML document has many. */
export type PackedPlace = number;

export const UNPLACED: PackedPlace = 0;

const COLUMNS = 2 ** 22;

/** Packs a 1-based line and column; columns beyond four million are cut to that. */
export function packPlace(line: number, column: number): PackedPlace {
  return line * COLUMNS + Math.min(column, COLUMNS - 1);
}

export function unpackPlace(packed: PackedPlace): Place | null {
  return packed > UNPLACED ? { line: Math.floor(packed / COLUMNS), column: packed % COLUMNS } : null;
}

/** The line of a place; null where the text has no such line. */
export function lineAround(lines: LineIndex, { line, column }: Place): Excerpt | null {
  return line > lines.count() ? null : { text: lines.lineText(line), before: column - 1 };
}

/** What a document of which all places are known says about them. */
export function placesIn(
  text: string,
  places: ReadonlyMap<object, PackedPlace>,
): Pick<OpenApiDocument, 'placeOf' | 'mention' | 'around'> {
  const lines = indexLines(text);
  return {
    placeOf: (value) => unpackPlace(places.get(value as object) ?? UNPLACED),
    mention(key, behind) {
      const start = lines.startOf(behind?.line ?? 1);
      const asKey = new RegExp(`(?<=^[ \\t-]*|[{,]\\s*)(["']?)${escaped(key)}\\1[ \\t]*:(?=\\s|$)`, 'gm');
      asKey.lastIndex = start;
      const offset = asKey.exec(text)?.index ?? text.indexOf(key, start);
      if (offset < 0) return null;
      return lines.position(/["']/.test(text[offset - 1] ?? '') ? offset - 1 : offset);
    },
    around: (place) => lineAround(lines, place),
  };
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
