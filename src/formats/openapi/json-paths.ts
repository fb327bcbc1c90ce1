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
}

/** Goes over the `paths` that open at `open` and notes where everything is. `made` is for when all of the text has turned out to be JSON. */
export function scanPaths(cursor: Cursor, open: number): { readonly end: number; readonly made: () => JsonPaths } {
  const { bytes, hops } = cursor;
  // Hardly anybody looks at a path item in another way, and there are many.
  cursor.hops = null;
  const names = createWriter();
  const notes: Notes = { starts: [], ends: [], places: [], lines: [], columns: [], offsets: [] };
  const { starts, ends, places, lines, columns, offsets } = notes;
  const takeKey = (key: number, _keyEnd: number, value: number, line: number, column: number): number => {
    lines.push(line);
    columns.push(column);
    offsets.push(key);
    return valueEnd(cursor, value);
  };

  put(names, OPEN_MAPPING);
  const end = eachEntry(cursor, open, (key, keyEnd, value, line, column) => {
    copy(names, bytes, key, keyEnd);
    put(names, COLON);
    putNumber(names, starts.length);
    put(names, COMMA);
    places.push(lines.length);
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
  const { starts, ends, places, lines, columns, offsets } = notes;
  const numbers = JSON.parse(names) as Record<string, number>;
  let twins = Object.keys(numbers).length < starts.length;
  let group = { from: 0, to: 0, text: '' };

  const itemText = (start: number, end: number): string => {
    if (start < group.from || end > group.to) {
      const to = Math.max(end, Math.min(start + GROUP, bytes.length));
      group = { from: start, to, text: textBetween(bytes, start, to) };
    }
    // In ASCII a byte is a unit; anything else is decoded again.
    const isAscii = group.text.length === group.to - group.from;
    return isAscii ? group.text.slice(start - group.from, end - group.from) : textBetween(bytes, start, end);
  };
  const placeAt = (index: number): Place => ({
    line: lines[index] as number,
    column: columns[index] as number,
    offset: offsets[index] as number,
  });

  return {
    numbers,
    item(number) {
      const item: unknown = JSON.parse(itemText(starts[number] as number, ends[number] as number));
      if (!isRecord(item)) return item;
      const first = places[number] as number;
      const last = places[number + 1] ?? lines.length;
      setPlace(item, placeAt(first));
      const keys = Object.keys(item);
      if (keys.length < last - first - 1) twins = true;
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i] as string;
        const value = item[key];
        if (isRecord(value)) setPlace(value, placeAt(indexOf(key, first + 1 + i, first + 1, last)));
      }
      return item;
    },
    hasTwins: () => twins,
  };

  /** Where the last key of that name was noted; mostly where it is expected. */
  function indexOf(key: string, expected: number, from: number, to: number): number {
    if (to - from === 0) return from;
    if (!twins && isKeyAt(bytes, offsets[expected] as number, key)) return expected;
    for (let i = to - 1; i > from; i--) if (keyAt(bytes, offsets[i] as number) === key) return i;
    return from;
  }
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
