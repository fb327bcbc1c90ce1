import { LEAF, type OpenApiDocument, type Parsed, place, UNPLACED } from './document.ts';

/** Parses JSON. Duplicate keys and places are found later by `placeJson`, for those mappings that somebody asked about. */
export function parseJson(file: string, text: string): Parsed {
  try {
    const document: OpenApiDocument = {
      file,
      text,
      format: 'json',
      root: JSON.parse(text),
      places: new Map(),
      duplicates: [],
      keep: (kept) => kept,
    };
    return { document, faults: [] };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const at = /at position (\d+)/.exec(said)?.[1];
    const offset = at === undefined ? text.trimEnd().length : Number(at);
    const reason = said.replace(/\s*(in JSON)?\s*at position \d+.*$/s, '').replace(/,?\s*".*" is not valid JSON$/s, '');
    return {
      document: null,
      faults: [{ code: 'json-syntax', message: `Not valid JSON: ${reason}`, place: placeAt(text, offset) }],
    };
  }
}

/** The place of an offset. Counts lines from the start, so it is for single questions. */
function placeAt(text: string, offset: number): number {
  let line = 1;
  let start = 0;
  for (let i = 0; i < offset; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) {
      line++;
      start = i + 1;
    }
  }
  return place(line, offset - start + 1);
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const COMMA = 44;

/**
 * Finds where the containers in `document.places` stand: their own key in the text, or the item itself in a list. The text has
 * already been accepted by JSON.parse, so this only skims it: it goes into a container when that is one of those asked for, side by
 * side with the parsed value, and hops over everything else; strings, which are most of a large document, are crossed by searching
 * for their closing quote. Nothing is built on the way, and
 * it ends when all are found. GitHub's document, 13 MB with its paths in the first 3.6, takes 13-20 ms where `JSON.parse` takes 45-55.
 */
export function placeJson(document: OpenApiDocument): void {
  const { text, places, duplicates } = document;
  let open = 0;
  for (const known of places.values()) if (known <= UNPLACED) open++;
  if (open === 0) return;
  let at = 0;
  let line = 1;
  let lineStart = 0;

  const gap = (): number => {
    for (;;) {
      const unit = text.charCodeAt(at);
      if (unit === 32 || unit === 9) at++;
      else if (unit === 10 || unit === 13) newline(unit);
      else return unit;
    }
  };
  const newline = (unit: number): void => {
    at++;
    if (unit === 10 || text.charCodeAt(at) !== 10) {
      line++;
      lineStart = at;
    }
  };
  const skip = (): void => {
    // Locals, since captured variables are several times slower in the one loop that sees every character.
    let i = at;
    let depth = 0;
    for (const end = text.length; i < end; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 32) continue;
      if (unit === QUOTE) i = endOfString(text, i + 1) - 1;
      else if (unit === 10) {
        line++;
        lineStart = i + 1;
      } else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) depth++;
      else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
        if (depth-- === 0) break;
      } else if (unit === COMMA) {
        if (depth === 0) break;
      } else if (unit === 13 && text.charCodeAt(i + 1) !== 10) {
        line++;
        lineStart = i + 1;
      }
    }
    at = i;
  };
  const found = (value: unknown, where: number): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    const known = places.get(value);
    if (known === undefined) return false;
    if (known <= UNPLACED) open--;
    places.set(value, where);
    return known !== LEAF;
  };
  const visit = (value: object): void => {
    const keys = Array.isArray(value) ? null : Object.keys(value);
    const start = { at, line, lineStart };
    at++;
    let index = 0;
    for (let unit = gap(); unit !== CLOSE_BRACE && unit !== CLOSE_BRACKET && at < text.length; unit = gap()) {
      if (unit === COMMA) {
        at++;
        continue;
      }
      const where = place(line, at - lineStart + 1);
      const child = (value as Record<string | number, unknown>)[keys === null ? index : readKey(keys[index])];
      index++;
      const opener = gap();
      const fits =
        (opener === OPEN_BRACE && !Array.isArray(child)) || (opener === OPEN_BRACKET && Array.isArray(child));
      if (fits && found(child, where)) visit(child as object);
      else skip();
      // Only here: a key that stands twice inside is found twice, and the last one counts.
      if (open === 0 && value === document.root) return;
    }
    at++;
    if (keys !== null && index > keys.length) findTwins(start);
  };
  /** Reads a key and its colon. Keys stand in the text as in the value, unless one stands twice or is a number. */
  const readKey = (expected: string | undefined): string => {
    const start = at + 1;
    let key = expected ?? '';
    const end = start + key.length;
    if (key !== '' && text.charCodeAt(end) === QUOTE && text.startsWith(key, start) && !key.includes('\\')) {
      at = end + 1;
    } else {
      at = endOfString(text, start);
      key = JSON.parse(text.slice(start - 1, at)) as string;
    }
    gap();
    at++;
    return key;
  };
  /** Goes once more over a mapping that has more keys in the text than in the value. */
  const findTwins = (from: { readonly at: number; readonly line: number; readonly lineStart: number }): void => {
    const back = { at, line, lineStart };
    ({ at, line, lineStart } = from);
    at++;
    const seen = new Set<string>();
    while (at < back.at - 1 && gap() !== CLOSE_BRACE) {
      if (text.charCodeAt(at) === COMMA) at++;
      else {
        const where = place(line, at - lineStart + 1);
        const key = readKey(undefined);
        if (seen.has(key)) duplicates.push({ key, place: where });
        seen.add(key);
        skip();
      }
    }
    ({ at, line, lineStart } = back);
  };

  gap();
  if (found(document.root, place(line, at - lineStart + 1))) visit(document.root as object);
}

/** The offset after the closing quote of a string whose text starts at `from`. */
function endOfString(text: string, from: number): number {
  let i = from;
  for (const near = from + 24; i < near; i++) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) return i + 1;
    if (unit === BACKSLASH) i++;
  }
  for (;;) {
    const quote = text.indexOf('"', i);
    if (quote < 0) return text.length;
    let before = quote - 1;
    while (before >= from && text.charCodeAt(before) === BACKSLASH) before--;
    if ((quote - before) % 2 === 1) return quote + 1;
    i = quote + 1;
  }
}
