import { isRecord, type JsonRecord, own } from './plain-values.ts';
import { isEscaped } from './precise-json.ts';

/** What `JSON.parse` leaves out, as offsets in the text. */
export interface JsonPositions {
  /** Offsets of mappings and lists: of their keys, or of themselves in a list. */
  readonly offsets: ReadonlyMap<object, number>;
  /** Keys that occur once more in their mapping, in the order of the text. */
  readonly repeated: readonly { readonly key: string; readonly offset: number }[];
}

/** Levels below a key of the root whose keys are found for every document: paths and what they hold. */
const levelsBelow = (key: string): number => (key === 'paths' ? 2 : 0);
/** What nests deeper than this has no position. */
const MAX_LEVELS = 100;

/** Positions of the root's keys, of paths and of their methods, and repeated keys among them. */
export function findKeyPositions(text: string, root: unknown): JsonPositions {
  return splitAtKeys(text, root) ?? scan(text, root, levelsBelow);
}

/** Positions of all mappings and lists. Takes about as long as `JSON.parse`. */
export function findAllPositions(text: string, root: unknown): ReadonlyMap<object, number> {
  return scan(text, root, () => MAX_LEVELS).offsets;
}

/**
 * The fast way, for a text in which each key has a line and the keys of one level have one indentation, as `JSON.stringify` writes it.
 * JSON has no line breaks within strings, so a line break, that indentation and a quote begin a key. Null where the keys that are found
 * like this aren't exactly those of the value.
 */
function splitAtKeys(text: string, root: unknown): JsonPositions | null {
  const offsets = new Map<object, number>();
  const split = (holder: JsonRecord, piece: string, start: number, levelsOf: (key: string) => number): boolean => {
    const keys = Object.keys(holder);
    const line = /^\{(\r?\n[ \t]*)"/.exec(piece.slice(0, 200))?.[1];
    if (line === undefined) return keys.length === 0;
    const parts = piece.split(`${line}"`);
    if (parts.length !== keys.length + 1) return false;
    let at = start + 1;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string;
      const part = parts[i + 1] as string;
      const name = `${JSON.stringify(key).slice(1)}:`;
      if (!part.startsWith(name)) return false;
      at += line.length;
      const value = holder[key];
      if (typeof value === 'object' && value !== null) offsets.set(value, at);
      const levels = levelsOf(key);
      if (levels > 0 && isRecord(value)) {
        const open = part.indexOf('{', name.length);
        if (!split(value, part.slice(open), at + 1 + open, () => levels - 1)) return false;
      }
      at += 1 + part.length;
    }
    return true;
  };
  if (!isRecord(root)) return null;
  const open = text.indexOf('{');
  offsets.set(root, open);
  return split(root, text.slice(open), open, levelsBelow) ? { offsets, repeated: [] } : null;
}

const QUOTE = 34;
const COMMA = 44;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAPPING = 123;
const CLOSE_MAPPING = 125;
/** Sets the bit in which a list's bracket differs from a mapping's. */
const ANY = 32;

/** The exact way: over all of the text, which `JSON.parse` has read. `levelsOf` decides by the root's keys how deep to look. */
function scan(text: string, root: unknown, levelsOf: (key: string) => number): JsonPositions {
  const offsets = new Map<object, number>();
  const repeated: { key: string; offset: number }[] = [];
  let at = 0;

  const space = (): number => {
    let code = text.charCodeAt(at);
    while (code <= 32) code = text.charCodeAt(++at);
    return code;
  };

  /** Moves from a string's first quote to after its last one. */
  const string = (): void => {
    do at = text.indexOf('"', at + 1);
    while (isEscaped(text, at));
    at++;
  };

  /** Moves over a mapping or list, however deep it nests. */
  const skip = (): void => {
    let depth = 0;
    do {
      const code = text.charCodeAt(at);
      if (code === QUOTE) string();
      else {
        at++;
        if ((code | ANY) === OPEN_MAPPING) depth++;
        else if ((code | ANY) === CLOSE_MAPPING) depth--;
      }
    } while (depth > 0);
  };

  const value = (known: unknown, start: number, levels: number, levelsOf: (key: string) => number): void => {
    const code = text.charCodeAt(at);
    if (code === QUOTE) string();
    else if (code !== OPEN_MAPPING && code !== OPEN_LIST)
      at += (/^[^\s,\]}]+/.exec(text.slice(at, at + 400))?.[0] ?? '').length;
    else {
      if (typeof known === 'object' && known !== null) offsets.set(known, start);
      if (levels === 0) skip();
      else if (code === OPEN_MAPPING) mapping(known, levelsOf);
      else list(known, levels);
    }
  };

  const mapping = (known: unknown, levelsOf: (key: string) => number): void => {
    const seen = new Set<string>();
    at++;
    while (space() !== CLOSE_MAPPING) {
      const start = at;
      string();
      const key = JSON.parse(text.slice(start, at)) as string;
      if (seen.has(key)) repeated.push({ key, offset: start });
      seen.add(key);
      space();
      at++;
      space();
      const levels = levelsOf(key);
      value(own(known, key), start, levels, () => levels - 1);
      if (space() === COMMA) at++;
    }
    at++;
  };

  const list = (known: unknown, levels: number): void => {
    at++;
    for (let i = 0; space() !== CLOSE_LIST; i++) {
      value(own(known, String(i)), at, levels - 1, () => levels - 2);
      if (space() === COMMA) at++;
    }
    at++;
  };

  space();
  value(root, at, 1, levelsOf);
  return { offsets, repeated };
}
