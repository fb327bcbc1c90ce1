import {
  CLOSE_MAPPING,
  COLON,
  COMMA,
  type Cursor,
  createCursor,
  OPEN_MAPPING,
  QUOTE,
  stringEnd,
} from '../text/json-bytes.ts';
import { eachEntry, keyText, textBetween, valueEnd } from '../text/json-values.ts';
import { closeWith, copy, createWriter, put, putNumber } from './byte-writer.ts';
import type { Place } from './document.ts';
import { setPlace } from './places.ts';
import type { Layer } from './resolver.ts';
import { isRecord, own } from './values.ts';

/**
 * The `paths` of a JSON document. Its items are parsed a few at a time, in the order of the text, and not kept: a hundred thousand
 * operations are never all there at once.
 */
export interface JsonPaths {
  /** The paths in the order of `JSON.parse`, each with the number of its item. */
  readonly numbers: Readonly<Record<string, number>>;
  /** What a path holds, with places. Another object each time. */
  item(number: number): unknown;
  /** Whether a path, or a key of an item that has been asked for, stands twice in the text. */
  hasTwins(): boolean;
}

/** What was noted of the text: of each item its offsets, and of each item and of its keys the places. */
interface Notes {
  readonly starts: number[];
  readonly ends: number[];
  /** Of each item: the index of its own place, which those of its keys follow. */
  readonly places: number[];
  readonly lines: number[];
  readonly columns: number[];
  readonly offsets: number[];
  /** Of each item: the index of its first cut. A cut is what no route needs, and what is read in its stead. */
  readonly cuts: number[];
  readonly cutStarts: number[];
  readonly cutEnds: number[];
  readonly cutBy: string[];
}

/** Shorter values aren't worth a cut. */
const CUT = 100;
/** The longest method, and longer than anything of a path item that holds mappings by other names. */
const LONGEST_METHOD = 8;
/** What an operation says to those who call it, in order of length. */
const FOR_CALLERS = ['callbacks', 'description', 'requestBody'];

/** Goes over the `paths` that open at `open` and notes where everything is. `made` is for when all of the text has turned out to be JSON. */
export function scanPaths(cursor: Cursor, open: number): { readonly end: number; readonly made: () => JsonPaths } {
  const { bytes, hops } = cursor;
  // Hardly anybody looks at a path item in another way, and there are many.
  cursor.hops = null;
  const names = createWriter();
  const notes: Notes = {
    starts: [],
    ends: [],
    places: [],
    lines: [],
    columns: [],
    offsets: [],
    cuts: [],
    cutStarts: [],
    cutEnds: [],
    cutBy: [],
  };
  const { starts, ends, places, lines, columns, offsets, cuts, cutStarts, cutEnds, cutBy } = notes;
  let validates = false;
  const takeAnswer = (key: number, keyEnd: number, value: number): number => {
    // An escape may spell anything.
    validates ||= isKeyAt(bytes, key, '422') || (bytes[key + 1] === 92 && keyText(bytes, key, keyEnd) === '422');
    return valueEnd(cursor, value);
  };
  const takeField = (key: number, keyEnd: number, value: number): number => {
    const isAnswers = bytes[value] === OPEN_MAPPING && isKeyAt(bytes, key, 'responses');
    validates = false;
    const after = isAnswers ? eachEntry(cursor, value, takeAnswer) : valueEnd(cursor, value);
    if (after - value < CUT || !(isAnswers || isForCallers(bytes, key, keyEnd))) return after;
    cutStarts.push(value);
    cutEnds.push(after);
    cutBy.push(validates ? '{"422":0}' : '{}');
    return after;
  };
  const takeKey = (key: number, keyEnd: number, value: number, line: number, column: number): number => {
    lines.push(line);
    columns.push(column);
    offsets.push(key);
    const isOperation = bytes[value] === OPEN_MAPPING && keyEnd - key - 2 <= LONGEST_METHOD;
    return isOperation ? eachEntry(cursor, value, takeField) : valueEnd(cursor, value);
  };

  put(names, OPEN_MAPPING);
  const end = eachEntry(cursor, open, (key, keyEnd, value, line, column) => {
    copy(names, bytes, key, keyEnd);
    put(names, COLON);
    putNumber(names, starts.length);
    put(names, COMMA);
    places.push(lines.length);
    cuts.push(cutStarts.length);
    lines.push(line);
    columns.push(column);
    offsets.push(key);
    const after = bytes[value] === OPEN_MAPPING ? eachEntry(cursor, value, takeKey) : valueEnd(cursor, value);
    starts.push(value);
    ends.push(after);
    return after;
  });
  closeWith(names, CLOSE_MAPPING);
  cursor.hops = hops;
  return { end, made: () => jsonPaths(bytes, textBetween(names.bytes, 0, names.length), notes) };
}

/** Items are decoded together up to about so many bytes. */
const GROUP = 2 ** 16;

function jsonPaths(bytes: Uint8Array, names: string, notes: Notes): JsonPaths {
  const { starts, ends, places, lines, columns, offsets, cuts, cutStarts, cutEnds, cutBy } = notes;
  const numbers = JSON.parse(names) as Record<string, number>;
  let twins = Object.keys(numbers).length < starts.length;
  let group = { from: 0, to: 0, text: '' };

  const itemText = (number: number): string => {
    const start = starts[number] as number;
    const end = ends[number] as number;
    if (start < group.from || end > group.to) {
      const to = Math.max(end, Math.min(start + GROUP, bytes.length));
      group = { from: start, to, text: textBetween(bytes, start, to) };
    }
    let text = '';
    let at = start;
    for (let i = cuts[number] as number; i < (cuts[number + 1] ?? cutStarts.length); i++) {
      text += between(at, cutStarts[i] as number) + cutBy[i];
      at = cutEnds[i] as number;
    }
    return text + between(at, end);
  };
  const between = (start: number, end: number): string => {
    // In ASCII a byte is a unit; anything else is decoded again.
    const isAscii = group.text.length === group.to - group.from;
    return isAscii ? group.text.slice(start - group.from, end - group.from) : textBetween(bytes, start, end);
  };
  const placeAt = (index: number): Place => ({
    line: lines[index] as number,
    column: columns[index] as number,
    offset: offsets[index] as number,
  });

  /** Where the last key of that name was noted, from `first` on. */
  const find = (key: string, first: number, last: number): number => {
    for (let i = last - 1; i > first; i--) if (keyAt(bytes, offsets[i] as number) === key) return i;
    return first;
  };

  return {
    numbers,
    item(number) {
      const item: unknown = JSON.parse(itemText(number));
      if (!isRecord(item)) return item;
      const first = places[number] as number;
      const last = places[number + 1] ?? lines.length;
      setPlace(item, placeAt(first));
      const keys = Object.keys(item);
      const isOdd = keys.length < last - first - 1;
      twins ||= isOdd;
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i] as string;
        const value = item[key];
        if (!isRecord(value)) continue;
        // Keys stand in the text as in the value, unless one stands twice or is a number.
        const expected = first + 1 + i;
        const isThere = !isOdd && isKeyAt(bytes, offsets[expected] as number, key);
        setPlace(value, placeAt(isThere ? expected : find(key, first + 1, last)));
      }
      return item;
    },
    hasTwins: () => twins,
  };
}

function isForCallers(bytes: Uint8Array, key: number, keyEnd: number): boolean {
  if (bytes[key + 1] === 120 && bytes[key + 2] === 45) return true; // x-
  const length = keyEnd - key - 2;
  return FOR_CALLERS.some((name) => name.length === length && isKeyAt(bytes, key, name));
}

function isKeyAt(bytes: Uint8Array, offset: number, key: string): boolean {
  for (let i = 0; i < key.length; i++) if (bytes[offset + 1 + i] !== key.charCodeAt(i)) return false;
  return bytes[offset + 1 + key.length] === QUOTE;
}

function keyAt(bytes: Uint8Array, offset: number): string {
  return keyText(bytes, offset, stringEnd(createCursor(bytes), offset + 1));
}

/** What a key of `paths` holds. */
export function itemOf({ document, value }: Layer, key: string): unknown {
  const { paths } = document;
  return paths !== null && value === paths.numbers ? paths.item(paths.numbers[key] as number) : own(value, key);
}
