import {
  CLOSE_LIST,
  COMMA,
  type Cursor,
  columnAt,
  createCursor,
  FAULT,
  gap,
  OPEN_LIST,
  OPEN_MAPPING,
} from '../text/json-bytes.ts';
import { eachEntry, eachItem, textBetween, valueEnd } from '../text/json-values.ts';
import { closeWith, copy, createWriter, put } from './byte-writer.ts';
import type { DuplicateKey, Place } from './document.ts';
import { setPlace } from './places.ts';

/** A JSON text whose mappings and lists are made when somebody looks at them. */
export interface LazyJson {
  readonly root: unknown;
  /** In mappings that somebody looked at. */
  readonly duplicates: readonly DuplicateKey[];
}

/** Crosses the value of a key of the root, given from quote to quote. */
export type CrossValue = (cursor: Cursor, key: number, keyEnd: number, value: number, place: Place) => number;

/** Where a mapping or list begins, and what the cursor knew there. */
interface Spot extends Readonly<Pick<Cursor, 'line' | 'lineStart' | 'wide'>> {
  readonly at: number;
  /** Of its key, or of itself in a list. */
  readonly place: Place;
}

/**
 * Reads a JSON text (RFC 8259, what `JSON.parse` accepts) from `start` on. All of it is checked at once, and null says that it is no JSON;
 * mappings and lists below the root are getters until they are asked for. `cross` finds the ends of the root's values.
 */
export function readLazily(bytes: Uint8Array, start: number, cross: CrossValue): LazyJson | null {
  const duplicates: DuplicateKey[] = [];
  const cursor = createCursor(bytes);
  cursor.lineStart = start;
  // What the root's values hold is crossed once more when somebody looks at them.
  cursor.hops = new Map();

  const spotAt = (at: number, place: Place): Spot => {
    const { line, lineStart, wide } = cursor;
    return { at, line, lineStart, wide, place };
  };
  const isContainer = (at: number) => bytes[at] === OPEN_MAPPING || bytes[at] === OPEN_LIST;
  const lazy = (holder: object, key: string | number, spot: Spot): void => {
    const get = () => {
      const { line, lineStart, wide } = spot;
      Object.assign(cursor, { line, lineStart, wide });
      const value = bytes[spot.at] === OPEN_LIST ? list(spot) : mapping(spot, skip).value;
      Object.defineProperty(holder, key, { ...PLAIN, value });
      return value;
    };
    Object.defineProperty(holder, key, { get, enumerable: true, configurable: true });
  };

  // Keys and plain values are written here and parsed in one go, which takes a fraction of what it takes one by one.
  const plain = createWriter();
  const addPlain = (start: number, end: number): void => {
    copy(plain, bytes, start, end);
    put(plain, COMMA);
  };
  const parsePlain = (): unknown[] => {
    closeWith(plain, CLOSE_LIST);
    return JSON.parse(textBetween(plain.bytes, 0, plain.length)) as unknown[];
  };
  const beginPlain = (): void => {
    plain.length = 0;
    put(plain, OPEN_LIST);
  };

  const mapping = (spot: Spot, crossEntry: CrossValue): { readonly value: object; readonly end: number } => {
    const entries: { readonly place: Place; readonly inner: Spot | null }[] = [];
    beginPlain();
    const end = eachEntry(cursor, spot.at, (key, keyEnd, at, line, column) => {
      const place = { line, column, offset: key };
      const inner = isContainer(at) ? spotAt(at, place) : null;
      const after = crossEntry(cursor, key, keyEnd, at, place);
      addPlain(key, keyEnd);
      if (inner === null && after !== FAULT) addPlain(at, after);
      entries.push({ place, inner });
      return after;
    });
    // Without a prototype `__proto__` is a key like any other, and a thousand getters don't make a thousand hidden classes.
    const value: Record<string, unknown> = Object.create(null);
    if (end === FAULT) return { value, end };
    setPlace(value, spot.place);
    const said = parsePlain();
    let at = 0;
    for (const { place, inner } of entries) {
      const key = said[at++] as string;
      const isTwin = Object.hasOwn(value, key);
      if (isTwin) duplicates.push({ key, place });
      if (inner !== null) lazy(value, key, inner);
      else if (!isTwin) value[key] = said[at++];
      else Object.defineProperty(value, key, { ...PLAIN, value: said[at++] });
    }
    return { value, end };
  };

  const list = (spot: Spot): unknown[] => {
    const inners: (Spot | null)[] = [];
    beginPlain();
    eachItem(cursor, spot.at, (at) => {
      const place = { line: cursor.line, column: columnAt(cursor, at), offset: at };
      const inner = isContainer(at) ? spotAt(at, place) : null;
      const after = valueEnd(cursor, at);
      if (inner === null && after !== FAULT) addPlain(at, after);
      inners.push(inner);
      return after;
    });
    const said = parsePlain();
    let at = 0;
    const items: unknown[] = [];
    setPlace(items, spot.place);
    for (const inner of inners) {
      if (inner === null) items.push(said[at++]);
      else lazy(items, items.length, inner);
    }
    return items;
  };

  const at = gap(cursor, start);
  const spot = spotAt(at, { line: cursor.line, column: columnAt(cursor, at), offset: at });
  const read = bytes[at] === OPEN_MAPPING ? mapping(spot, cross) : { value: null, end: valueEnd(cursor, at) };
  if (read.end === FAULT || gap(cursor, read.end) !== bytes.length) return null;
  // A document is a mapping; what else it may be only has to be told.
  const root = read.value ?? JSON.parse(textBetween(bytes, at, read.end));
  return { root, duplicates };
}

const skip: CrossValue = (cursor, _key, _keyEnd, value) => valueEnd(cursor, value);
const PLAIN = { enumerable: true, configurable: true, writable: true };
