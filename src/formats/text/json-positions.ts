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
  if (!isRecord(root)) return null;
  const names = Object.keys(root);
  const open = text.indexOf('{');
  const keys = keyOffsets(text, 0, open, names);
  if (keys === null) return null;
  const offsets = new Map<object, number>([[root, open]]);
  const note = (value: unknown, offset: number | undefined): void => {
    if (typeof value === 'object' && value !== null) offsets.set(value, offset as number);
  };
  names.forEach((name, i) => {
    note(root[name], keys[i]);
  });
  const { paths } = root;
  if (!isRecord(paths)) return { offsets, repeated: [] };
  const start = keys[names.indexOf('paths')] as number;
  const part = text.slice(start, keys[names.indexOf('paths') + 1]);
  const items = Object.values(paths);
  const methods = items.map((item) => (isRecord(item) ? Object.keys(item) : []));
  const pathKeys = keyOffsets(part, start, 0, Object.keys(paths));
  const first = pathKeys?.[methods.findIndex((some) => some.length > 0)] ?? start;
  const methodKeys = keyOffsets(part, start, first - start, methods.flat());
  if (pathKeys === null || methodKeys === null) return null;
  let next = 0;
  for (const [i, item] of items.entries()) {
    note(item, pathKeys[i]);
    for (const method of methods[i] as string[]) {
      const at = methodKeys[next++] as number;
      if (at < (pathKeys[i] as number) || at > (pathKeys[i + 1] ?? text.length)) return null;
      note((item as JsonRecord)[method], at);
    }
  }
  return { offsets, repeated: [] };
}

/** Where these keys stand in a text that begins at `start`, indented like the first key of the mapping that opens behind `from`. */
function keyOffsets(text: string, start: number, from: number, keys: readonly string[]): number[] | null {
  if (keys.length === 0) return [];
  const line = /\{(\r?\n[ \t]*)"/.exec(text.slice(from, from + 10_000))?.[1];
  if (line === undefined) return null;
  const parts = text.split(`${line}"`);
  if (parts.length !== keys.length + 1) return null;
  const offsets: number[] = [];
  let at = start;
  for (let i = 0; i < keys.length; i++) {
    at += (parts[i] as string).length + line.length;
    if (!(parts[i + 1] as string).startsWith(`${JSON.stringify(keys[i]).slice(1)}:`)) return null;
    offsets.push(at++);
  }
  return offsets;
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
