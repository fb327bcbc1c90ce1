import { type Scanner, scanAll } from '../scan/scanner.ts';
import { keyText, OPEN_MAPPING } from '../scan/values.ts';
import type { DuplicateKey, OpenApiDocument } from './document.ts';
import { excerptOf, mentionOf } from './json-excerpt.ts';
import { type JsonPaths, scanPaths } from './json-paths.ts';
import { readLazily } from './lazy-json.ts';
import { placeOf, setPlace } from './places.ts';

/** Reads JSON in UTF-8, with or without a byte order mark; null where it is something else. */
export function parseJson(file: string, source: Uint8Array): OpenApiDocument | null {
  // Not one of the classes below Uint8Array, which are slower in many ways.
  const bytes = new Uint8Array(source.buffer, source.byteOffset, source.length);
  let makePaths: () => JsonPaths | null = () => null;
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const read = readLazily(bytes, start, (scanner, key, keyEnd, entry, make) => {
    const value = entry.at;
    const name = keyText(bytes, key, keyEnd);
    if (name === 'paths') makePaths = () => null;
    if (bytes[value] !== OPEN_MAPPING) return scanner.valueEnd(value);
    if (name !== 'paths') return name === 'components' ? make(scanner, entry) : scanner.valueEnd(value);
    const { made, end } = scanPaths(scanner, value);
    makePaths = () => {
      const paths = made();
      setPlace(paths.numbers, entry.place);
      return paths;
    };
    return end;
  });
  if (read === null) return null;
  const paths = makePaths();
  return {
    file,
    format: 'json',
    root: read.root,
    paths,
    placeOf,
    mention: (key, behind) => mentionOf(bytes, start, key, behind),
    around: (place) => excerptOf(bytes, start, place),
    duplicates: () => [...read.duplicates, ...(paths?.hasTwins() ? twinsOf(bytes, start) : [])],
    keep: (text) => text,
  };
}

/** The keys that stand twice among the paths and in path items: found by a pass of its own, since hardly any document has one. */
function twinsOf(bytes: Uint8Array, start: number): DuplicateKey[] {
  const twins: DuplicateKey[] = [];
  const scanner = scanAll(bytes, start) as Scanner;
  const look = (open: number, within: (value: number) => number): number => {
    if (bytes[open] !== OPEN_MAPPING) return scanner.valueEnd(open);
    const seen = new Set<string>();
    return scanner.eachEntry(open, (offset, keyEnd, value, line, column) => {
      const key = keyText(bytes, offset, keyEnd);
      if (seen.has(key)) twins.push({ key, place: { line, column, offset } });
      seen.add(key);
      return within(value);
    });
  };
  const cross = (value: number) => scanner.valueEnd(value);
  scanner.eachEntry(scanner.gap(start), (key, keyEnd, value) =>
    keyText(bytes, key, keyEnd) === 'paths' ? look(value, (item) => look(item, cross)) : cross(value),
  );
  return twins;
}
