import type { Scanner } from '../scan/scanner.ts';
import { BACKSLASH, CLOSE_LIST, COMMA, keyText, OPEN_LIST, QUOTE, textBetween } from '../scan/values.ts';
import { closeWith, copy, createWriter, put } from './byte-writer.ts';
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
  /** What a path holds, with places. */
  item(number: number): unknown;
  /** Whether a path, or a key of an item that has been asked for, stands twice in the text. */
  hasTwins(): boolean;
}

/** What was noted of the text. */
interface Notes {
  /** The items without what no route needs, one after the other, each with a comma behind it. */
  readonly tape: Uint8Array;
  /** Of each item: where it begins on the tape. */
  readonly starts: readonly number[];
  /** Of each item: how many keys it has. */
  readonly keys: readonly number[];
  /** Of each item: the index of its own place, which those of its first keys follow. */
  readonly places: readonly number[];
  /** Offset, line and column, one after the other. */
  readonly marks: readonly number[];
}

/** Goes over the `paths` that open at `open` and notes where everything is. `made` is for when all of the text has turned out to be JSON. */
export function scanPaths(scanner: Scanner, open: number): { readonly end: number; readonly made: () => JsonPaths } {
  const { bytes } = scanner;
  const names = createWriter();
  const starts: number[] = [];
  const keys: number[] = [];
  const places: number[] = [];
  const marks: number[] = [];
  put(names, OPEN_LIST);
  const end = scanner.eachEntry(open, (key, keyEnd, value, line, column) => {
    copy(names, bytes, key, keyEnd);
    put(names, COMMA);
    starts.push(scanner.tapeLength());
    const after = scanner.pathItem(value);
    keys.push(scanner.keyCount);
    places.push(marks.length);
    marks.push(key, line, column);
    const noted = scanner.keyPlaces();
    for (let i = 0; i < noted.length; i++) marks.push(noted[i] as number);
    return after;
  });
  closeWith(names, CLOSE_LIST);
  starts.push(scanner.tapeLength());
  places.push(marks.length);
  const notes = { tape: scanner.tape(), starts, keys, places, marks };
  return {
    end,
    made: () => jsonPaths(bytes, JSON.parse(textBetween(names.bytes, 0, names.length)) as string[], notes),
  };
}

/** Items are parsed together up to about so many bytes. */
const GROUP = 2 ** 14;

function jsonPaths(
  bytes: Uint8Array,
  names: readonly string[],
  { tape, starts, keys, places, marks }: Notes,
): JsonPaths {
  // Without a prototype `__proto__` is a key like any other.
  const numbers: Record<string, number> = Object.create(null);
  let twins = false;
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    twins ||= numbers[name] !== undefined;
    numbers[name] = i;
  }
  let group: { readonly first: number; readonly items: readonly unknown[] } = { first: 0, items: [] };

  const parsed = (number: number): unknown => {
    if (number < group.first || number >= group.first + group.items.length) {
      const from = starts[number] as number;
      let next = number + 1;
      while (next < keys.length && (starts[next + 1] as number) - from <= GROUP) next++;
      const text = textBetween(tape, from, (starts[next] as number) - 1);
      group = { first: number, items: JSON.parse(`[${text}]`) as unknown[] };
    }
    return group.items[number - group.first];
  };
  const placeAt = (index: number): Place => ({
    offset: marks[index] as number,
    line: marks[index + 1] as number,
    column: marks[index + 2] as number,
  });

  /** Where the last key of that name was noted. */
  const find = (key: string, first: number, last: number): number => {
    for (let i = last - 3; i > first; i -= 3) if (isKeyAt(bytes, marks[i] as number, key)) return i;
    return first;
  };

  return {
    numbers,
    item(number) {
      const item = parsed(number);
      if (!isRecord(item)) return item;
      const first = places[number] as number;
      const last = places[number + 1] as number;
      setPlace(item, placeAt(first));
      const fields = Object.keys(item);
      const isOdd = fields.length < (keys[number] as number);
      twins ||= isOdd;
      for (let i = 0; i < fields.length; i++) {
        const name = fields[i] as string;
        const value = item[name];
        if (!isRecord(value)) continue;
        // Keys stand in the text as in the value, unless one stands twice or is a number.
        const expected = first + 3 * (i + 1);
        const isThere = !isOdd && expected < last && isKeyAt(bytes, marks[expected] as number, name);
        setPlace(value, placeAt(isThere ? expected : find(name, first, last)));
      }
      return item;
    },
    hasTwins: () => twins,
  };
}

/** Whether a key of the text is the one that is meant; an escape may spell anything. */
function isKeyAt(bytes: Uint8Array, offset: number, key: string): boolean {
  for (let i = 0; i < key.length; i++) {
    const byte = bytes[offset + 1 + i];
    if (byte !== key.charCodeAt(i))
      return (byte === BACKSLASH || (byte as number) > 127) && keyAt(bytes, offset) === key;
  }
  return bytes[offset + 1 + key.length] === QUOTE;
}

/** The key that stands at an offset. */
function keyAt(bytes: Uint8Array, offset: number): string {
  let end = offset + 1;
  while (bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
  return keyText(bytes, offset, end + 1);
}

/** What a key of `paths` holds. */
export function itemOf({ document, value }: Layer, key: string): unknown {
  const { paths } = document;
  return paths !== null && value === paths.numbers ? paths.item(paths.numbers[key] as number) : own(value, key);
}
