import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/formats/text/json-document.ts';
import { runs } from '../../support/runs.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => parseJson('api.json', text);

/** Writes a value in some layout: white space, escapes, other forms of numbers, keys given twice. */
const rendered = fc
  .tuple(
    fc.jsonValue({ depthSize: 'medium' }),
    fc.infiniteStream(fc.nat(11)),
    fc.constantFrom('__proto__', '7', 'paths', 'é', '😀', 'constructor', '"\\', '/a'),
  )
  .map(([value, choices, word]) => {
    const choose = () => choices.next().value;
    const space = () => ['', '', '', '', ' ', '\n', '\r\n', '\t', '\r', '    ', '\n         ', ' \n\n'][choose()] ?? '';
    const text = (given: string) => {
      const plain = JSON.stringify(given);
      if (choose() > 3) return plain;
      const escaped = [...plain.slice(1, -1)].map((unit) => (unit.length > 1 || unit < 'g' ? unit : unicode(unit)));
      return plain.includes('\\') ? plain : `"${escaped.join('')}"`;
    };
    const write = (given: unknown): string => {
      if (Array.isArray(given)) return `[${space()}${given.map((item) => space() + write(item) + space()).join(',')}]`;
      if (typeof given === 'object' && given !== null) {
        const entries = Object.entries(given);
        if (choose() > 8) entries.push([word, 1], [entries[0]?.[0] ?? word, [{ a: 1 }]]);
        const body = entries.map(
          ([key, inner]) => `${space()}${text(key)}${space()}:${space()}${write(inner)}${space()}`,
        );
        return `{${body.join(',') || space()}}`;
      }
      if (typeof given === 'string') return text(given);
      if (typeof given === 'number')
        return ['', 'e0', 'E+0', 'E-00'][choose()] === undefined || /[e]/.test(String(given))
          ? String(Object.is(given, -0) ? 0 : given)
          : `${Object.is(given, -0) ? '-0' : given}e0`;
      return String(given);
    };
    return space() + write(value) + space();
  });

const unicode = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

describe('a document in JSON', () => {
  it('is the same as text and as bytes', () => {
    const text = '{"paths":{"/é/😀":{"get":{}}}}';
    expect(parseJson('api.json', bytesOf(text))?.root).toEqual(read(text)?.root);
    expect(parseJson('api.json', bytesOf(`\ufeff${text}`))?.root).toEqual(read(text)?.root);
  });

  it.each<[what: string, bytes: readonly number[]]>([
    ['a continuation without a lead', [0x80]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['a character cut off', [0xe2, 0x82]],
    ['Latin-1', [0x66, 0xfc, 0x72]],
  ])('is not read from bytes with %s', (_what, inside) => {
    expect(parseJson('api.json', Uint8Array.from([0x5b, 0x22, ...inside, 0x22, 0x5d]))).toBeNull();
  });

  it.each(['', '{', '[1,]', '{"a":1,}', "{'a':1}", '{} {}', '/**/[1]'])('is not read from %j', (text) => {
    expect(read(text)).toBeNull();
  });

  it('knows the positions of all its mappings and lists', () => {
    fc.assert(
      fc.property(rendered, (inner) => {
        const text = `{"x":${inner}}`;
        const document = read(text);
        const expected = new Map(keyOffsets(text).map(([path, offset]) => [path.join('\0'), offset]));
        const look = (value: unknown, path: readonly string[]): void => {
          if (typeof value !== 'object' || value === null) return;
          const before = text.slice(0, expected.get(path.join('\0'))).split(/\r\n|\n|\r/);
          const position = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
          expect([path, document?.positionOf(value)]).toEqual([path, position]);
          for (const key of Object.keys(value)) look((value as Record<string, unknown>)[key], [...path, key]);
        };
        look(document?.root, []);
      }),
      { numRuns: runs(100) },
    );
  });

  it.each<[what: string, indent: (level: number) => string]>([
    ['one for all levels', () => '\n'],
    ['less inside', (level) => `\n${' '.repeat(8 - level)}`],
    ['one inside that is that of another level', (level) => `\n${' '.repeat(level === 4 ? 2 : level)}`],
    ['tabs', (level) => `\n${'\t'.repeat(level)}`],
    ['line breaks of Windows', (level) => `\r\n${' '.repeat(level)}`],
  ])('knows the positions of operations, whatever the indentation: %s', (_what, indent) => {
    const inside = { get: { get: 1, '/b': { put: {} } }, paths: { '/b': { get: {} } }, '/b': { put: {} } };
    const document = { openapi: '3.0.0', paths: { '/a': { get: inside }, '/b': { put: inside, get: {} } }, paths2: {} };
    const write = (value: unknown, level: number): string =>
      typeof value === 'object' && value !== null
        ? `{${Object.entries(value).map(([key, held]) => `${indent(level + 1)}${JSON.stringify(key)}: ${write(held, level + 1)}`)}${indent(level)}}`
        : JSON.stringify(value);
    const text = write(document, 0);
    const found = read(text);
    const { paths } = (found?.root ?? {}) as typeof document;
    const offsets = new Map(keyOffsets(text).map(([path, offset]) => [path.join(' '), offset]));
    for (const [path, operation] of [
      ['paths /a get', paths['/a'].get],
      ['paths /b put', paths['/b'].put],
      ['paths /b get', paths['/b'].get],
    ] as const) {
      const { line = 0, column = 0 } = found?.positionOf(operation) ?? {};
      expect(
        text
          .split('\n')
          .slice(0, line - 1)
          .join('\n').length + column,
      ).toBe(offsets.get(path));
    }
  });

  it('nests as deep as anybody likes', () => {
    const deep = `{"x":${'[{"a":'.repeat(20_000)}1${'}]'.repeat(20_000)}}`;
    const document = read(deep);
    let value: unknown = document?.root;
    for (let i = 0; i < 50; i++) value = Object.values(value as object)[0];
    expect(document?.positionOf(value)).not.toBeNull();
    expect(read(deep.slice(0, -1))).toBeNull();
  });
});

/** The offsets of all keys with containers and of all items that are containers, the last of a key given twice. Slow and plain. */
function keyOffsets(text: string): [path: readonly string[], offset: number][] {
  const out: [readonly string[], number][] = [];
  let at = 0;
  const space = () => {
    while (' \t\n\r'.includes(text[at] ?? 'x')) at++;
  };
  const string = (): string => {
    const start = at++;
    while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    return JSON.parse(text.slice(start, ++at)) as string;
  };
  const value = (path: readonly string[], start: number): void => {
    if (text[at] === '"') string();
    else if (text[at] === '{' || text[at] === '[') {
      const isList = text[at++] === '[';
      out.push([path, start]);
      for (let i = 0; ; i++) {
        space();
        if (text[at] === ',') at++;
        space();
        if (text[at] === '}' || text[at] === ']') break;
        const begin = at;
        const key = isList ? String(i) : string();
        space();
        if (!isList) at++;
        space();
        value([...path, key], begin);
      }
      at++;
    } else while (/[\w.+-]/.test(text[at] ?? '')) at++;
  };
  space();
  value([], at);
  return out;
}
