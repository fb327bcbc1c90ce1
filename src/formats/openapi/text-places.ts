import type { OpenApiDocument, Place } from './document.ts';
import { lineIndex } from './line-index.ts';

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

/** What a document of which all places are known says about them. */
export function placesIn(
  text: string,
  places: ReadonlyMap<object, PackedPlace>,
): Pick<OpenApiDocument, 'placeOf' | 'mention' | 'around'> {
  let made: ReturnType<typeof lineIndex> | null = null;
  const lines = () => {
    made ??= lineIndex(text);
    return made;
  };
  return {
    placeOf: (value) => unpackPlace(places.get(value as object) ?? UNPLACED),
    mention(key, behind) {
      const offset = text.indexOf(key, lines().offset(behind?.line ?? 1));
      if (offset < 0) return null;
      return lines().placeAt(/["']/.test(text[offset - 1] ?? '') ? offset - 1 : offset);
    },
    around({ line, column }) {
      const shown = lines().line(line);
      return shown === null ? null : { text: shown, before: column - 1 };
    },
  };
}
