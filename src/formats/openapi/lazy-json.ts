import { FAULT, type LineState, type Scanner, scan, scanAll } from '../scan/scanner.ts';
import { CLOSE_LIST, COMMA, OPEN_LIST, OPEN_MAPPING, textBetween } from '../scan/values.ts';
import { closeWith, copy, createWriter, put } from './byte-writer.ts';
import type { DuplicateKey, Place } from './document.ts';
import { setPlace } from './places.ts';

/** A JSON text whose mappings and lists are made when somebody looks at them. */
export interface LazyJson {
  readonly root: unknown;
  /** In mappings that somebody looked at. */
  readonly duplicates: readonly DuplicateKey[];
}

/** A mapping that was made at once, and the offset behind it. */
export interface Made {
  readonly value: object;
  readonly end: number;
}

/**
 * Crosses the value of a key of the root, given from quote to quote: the offset behind it. What is always looked at is better made at once
 * with `make`, since it needn't be crossed again.
 */
export type CrossValue = (
  scanner: Scanner,
  key: number,
  keyEnd: number,
  entry: Entry,
  make: (scanner: Scanner, entry: Entry) => Made,
) => number | Made;

/** An entry of the root. */
export interface Entry {
  /** The offset of its value. */
  readonly at: number;
  /** Of its key. */
  readonly place: Place;
}

/** An entry or item that nobody has looked at yet. A class, so that it can be told from all that a text may hold. */
class Spot implements LineState, Entry {
  /** Where its value stands. */
  readonly at: number;
  end = FAULT;
  readonly line: number;
  readonly lineStart: number;
  readonly wide: number;
  /** Where it is in a list itself, in a mapping its key. */
  readonly keyAt: number;
  readonly keyLine: number;
  readonly keyColumn: number;

  constructor(scanner: Scanner, at: number, keyAt: number, keyLine: number, keyColumn: number) {
    this.at = at;
    this.line = scanner.line;
    this.lineStart = scanner.lineStart;
    this.wide = scanner.wide;
    this.keyAt = keyAt;
    this.keyLine = keyLine;
    this.keyColumn = keyColumn;
  }

  get place(): Place {
    return { line: this.keyLine, column: this.keyColumn, offset: this.keyAt };
  }
}

/**
 * Reads a JSON text (RFC 8259, what `JSON.parse` accepts) from `start` on. All of it is checked at once, and null says that it is no JSON,
 * or that there is no scanner; mappings and lists below the root are made when they are asked for. `cross` finds the ends of the root's values.
 */
export function readLazily(bytes: Uint8Array, start: number, cross: CrossValue): LazyJson | null {
  const duplicates: DuplicateKey[] = [];
  const isContainer = (at: number) => bytes[at] === OPEN_MAPPING || bytes[at] === OPEN_LIST;
  const made = (spot: Spot): unknown => {
    const scanner = scan(bytes, spot.at, spot.end, spot);
    // There was one when the text was read.
    if (scanner === null) throw new Error('the JSON scanner is gone');
    const { at, place } = spot;
    return bytes[at] === OPEN_LIST ? list(scanner, at, place) : mapping(scanner, at, place, skip).value;
  };
  /** A mapping or list in which spots stand for what is made when somebody looks there. */
  const lazy = <T extends object>(holder: T): T =>
    new Proxy(holder, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (!(value instanceof Spot)) return value;
        const inner = made(value);
        Reflect.set(target, key, inner);
        return inner;
      },
    });

  // Keys and plain values are written here and parsed in one go, which takes a fraction of what it takes one by one.
  const plain = createWriter();
  const addPlain = (start: number, end: number): void => {
    copy(plain, bytes, start, end);
    put(plain, COMMA);
  };
  const beginPlain = (): number => {
    put(plain, OPEN_LIST);
    return plain.length - 1;
  };
  const parsePlain = (begin: number): unknown[] => {
    closeWith(plain, CLOSE_LIST);
    const text = textBetween(plain.bytes, begin, plain.length);
    plain.length = begin;
    return JSON.parse(text) as unknown[];
  };

  const mapping = (scanner: Scanner, open: number, place: Place, cross: CrossValue): Made => {
    const spots: Spot[] = [];
    const values: unknown[] = [];
    const begin = beginPlain();
    const end = scanner.eachEntry(open, (key, keyEnd, at, line, column) => {
      const spot = new Spot(scanner, at, key, line, column);
      addPlain(key, keyEnd);
      const crossed = cross(scanner, key, keyEnd, spot, make);
      const isMade = typeof crossed !== 'number';
      spot.end = isMade ? crossed.end : crossed;
      const isPlain = !isMade && !isContainer(at);
      if (isPlain && crossed !== FAULT) addPlain(at, crossed);
      spots.push(spot);
      values.push(isMade ? crossed.value : isPlain ? PLAIN : spot);
      return spot.end;
    });
    // Without a prototype `__proto__` is a key like any other.
    const value: Record<string, unknown> = Object.create(null);
    if (end === FAULT) return { value, end };
    setPlace(value, place);
    const said = parsePlain(begin);
    let next = 0;
    for (let i = 0; i < spots.length; i++) {
      const key = said[next++] as string;
      if (Object.hasOwn(value, key)) duplicates.push({ key, place: (spots[i] as Spot).place });
      value[key] = values[i] === PLAIN ? said[next++] : values[i];
    }
    return { value: lazy(value), end };
  };

  const make = (scanner: Scanner, { at, place }: Entry): Made => mapping(scanner, at, place, skip);

  const list = (scanner: Scanner, open: number, place: Place): unknown[] => {
    const items: unknown[] = [];
    const begin = beginPlain();
    scanner.eachItem(open, (at) => {
      const spot = isContainer(at) ? new Spot(scanner, at, at, scanner.line, scanner.columnAt(at)) : null;
      const end = scanner.valueEnd(at);
      if (spot !== null) spot.end = end;
      else if (end !== FAULT) addPlain(at, end);
      items.push(spot ?? PLAIN);
      return end;
    });
    const said = parsePlain(begin);
    let next = 0;
    for (let i = 0; i < items.length; i++) if (items[i] === PLAIN) items[i] = said[next++];
    setPlace(items, place);
    return lazy(items);
  };

  const scanner = scanAll(bytes, start, true);
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

const skip: CrossValue = (scanner, _key, _keyEnd, { at }) => scanner.valueEnd(at);
/** Stands for a value that is neither mapping nor list. */
const PLAIN = Symbol('plain');
