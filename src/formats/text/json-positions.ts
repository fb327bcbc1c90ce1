import type { RepeatedKey } from './parsed-document.ts';
import { MAX_DEPTH } from './parsed-text.ts';
import { isRecord, type JsonRecord } from './plain-values.ts';
import { walkJson } from './walk-json.ts';

/** What `JSON.parse` leaves out, as offsets in the text. */
export interface JsonPositions {
  /** Offsets of mappings and lists: of their keys, or of themselves in a list. */
  readonly offsets: ReadonlyMap<object, number>;
  /** Keys that occur once more in their mapping, in the order of the text. */
  readonly repeated: readonly RepeatedKey[];
}

/** Levels below a key of the root whose keys are found for every document: paths and what they hold. */
const levelsBelow = (key: string): number => (key === 'paths' ? 2 : 0);
/** Positions of the root's keys, of paths and of their methods, and repeated keys among them. */
export function findKeyPositions(text: string, root: unknown): JsonPositions {
  const split = splitAtKeys(text, root);
  if (split) return split;
  const { offsets, repeated } = walkJson(text, root, { levelsOf: levelsBelow });
  return { offsets, repeated: repeated.map(({ key, span }) => ({ key, offset: span.start })) };
}

/** Positions of all mappings and lists. Takes about as long as `JSON.parse`. */
export function findAllPositions(text: string, root: unknown): ReadonlyMap<object, number> {
  return walkJson(text, root, { levelsOf: () => MAX_DEPTH }).offsets;
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
