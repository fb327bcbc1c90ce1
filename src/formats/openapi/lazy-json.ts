import { FAULT, type LineState, type Scanner, scan } from '../scan/scanner.ts';
import { CLOSE_LIST, COMMA, eachEntry, eachItem, OPEN_LIST, OPEN_MAPPING, textBetween } from '../scan/values.ts';
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
export type CrossValue = (scanner: Scanner, key: number, keyEnd: number, value: number, place: Place) => number;

/** Where a mapping or list stands. */
interface Spot {
  readonly at: number;
  readonly end: number;
  readonly state: LineState;
  /** Of its key, or of itself in a list. */
  readonly place: Place;
}

/**
 * Reads a JSON text (RFC 8259, what `JSON.parse` accepts) from `start` on. All of it is checked at once, and null says that it is no JSON, or that there is no scanner;
 * mappings and lists below the root are getters until they are asked for. `cross` finds the ends of the root's values.
 */
export function readLazily(bytes: Uint8Array, start: number, cross: CrossValue): LazyJson | null {
  const duplicates: DuplicateKey[] = [];
  const isContainer = (at: number) => bytes[at] === OPEN_MAPPING || bytes[at] === OPEN_LIST;
  const lazy = (holder: object, key: string | number, { at, end, state, place }: Spot): void => {
    const get = () => {
      const scanner = scan(bytes, at, end, state) as Scanner;
      const value = bytes[at] === OPEN_LIST ? list(scanner, at, place) : mapping(scanner, at, place, skip).value;
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

  const mapping = (
    scanner: Scanner,
    open: number,
    place: Place,
    cross: CrossValue,
  ): { readonly value: object; readonly end: number } => {
    const entries: { readonly place: Place; readonly inner: Spot | null }[] = [];
    beginPlain();
    const end = eachEntry(scanner, open, (key, keyEnd, at, line, column) => {
      const place = { line, column, offset: key };
      const state = isContainer(at) ? scanner.state : null;
      const end = cross(scanner, key, keyEnd, at, place);
      addPlain(key, keyEnd);
      if (state === null && end !== FAULT) addPlain(at, end);
      entries.push({ place, inner: state && { at, end, state, place } });
      return end;
    });
    // Without a prototype `__proto__` is a key like any other, and a thousand getters don't make a thousand hidden classes.
    const value: Record<string, unknown> = Object.create(null);
    if (end === FAULT) return { value, end };
    setPlace(value, place);
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

  const list = (scanner: Scanner, open: number, place: Place): unknown[] => {
    const inners: (Spot | null)[] = [];
    beginPlain();
    eachItem(scanner, open, (at) => {
      const place = { line: scanner.line, column: scanner.columnAt(at), offset: at };
      const state = isContainer(at) ? scanner.state : null;
      const end = scanner.valueEnd(at);
      if (state === null && end !== FAULT) addPlain(at, end);
      inners.push(state && { at, end, state, place });
      return end;
    });
    const said = parsePlain();
    let at = 0;
    const items: unknown[] = [];
    setPlace(items, place);
    for (const inner of inners) {
      if (inner === null) items.push(said[at++]);
      else lazy(items, items.length, inner);
    }
    return items;
  };

  const scanner = scan(bytes, start, bytes.length, { line: 1, lineStart: start, wide: 0 });
  if (scanner === null) return null;
  const at = scanner.gap(start);
  const place = { line: scanner.line, column: scanner.columnAt(at), offset: at };
  const read =
    bytes[at] === OPEN_MAPPING ? mapping(scanner, at, place, cross) : { value: null, end: scanner.valueEnd(at) };
  if (read.end === FAULT || scanner.gap(read.end) !== bytes.length) return null;
  // A document is a mapping; what else it may be only has to be told.
  const root = read.value ?? JSON.parse(textBetween(bytes, at, read.end));
  return { root, duplicates };
}

const skip: CrossValue = (scanner, _key, _keyEnd, value) => scanner.valueEnd(value);
const PLAIN = { enumerable: true, configurable: true, writable: true };
