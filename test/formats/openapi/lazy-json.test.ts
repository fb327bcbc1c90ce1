import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/formats/openapi/json-document.ts';
import { placeOf } from '../../../src/formats/openapi/places.ts';
import { scanAll } from '../../../src/formats/scan/scanner.ts';
import { runs } from '../../support/runs.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => parseJson('api.json', bytesOf(text));

/** What `JSON.parse` says; undefined where it says that this is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value with everything that is lazy in it looked at, and without what nobody can see. */
function seen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(seen);
  return Object.keys(value).map((key) => [key, seen((value as Record<string, unknown>)[key])]);
}

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

describe('JSON that is read as somebody looks at it', () => {
  it('is what JSON.parse makes of it, in the same order', () => {
    fc.assert(
      fc.property(rendered, (text) => {
        const value = parsed(text);
        if (value === undefined) throw new Error(`not JSON: ${text}`);
        expect(seen(read(text)?.root)).toEqual(seen(value));
      }),
      { numRuns: runs(200) },
    );
  });

  it('accepts what JSON.parse accepts, and nothing else', () => {
    const damaged = fc
      .tuple(rendered, fc.nat(), fc.nat(), fc.constantFrom('', ...'{}[]",:\\ \n\t\0é0-+.eEtfnu/\u2028\u00a0\ufeff'))
      .map(([text, at, length, put]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + put + text.slice(from + (length % 3));
      });
    fc.assert(
      fc.property(damaged, (text) => {
        const given = new TextDecoder().decode(bytesOf(text));
        expect(read(given) !== null).toBe(parsed(given) !== undefined);
      }),
      { numRuns: runs(500) },
    );
  });

  it.each([
    ...[
      '',
      ' ',
      '{',
      '}',
      '[',
      '[1',
      '[1,',
      '[1,]',
      '{"a"',
      '{"a":',
      '{"a":1',
      '{"a":1,',
      '{"a":1,}',
      '{a:1}',
      '{"a" 1}',
      '{1:1}',
    ],
    ...[
      '[1 2]',
      '[1,,2]',
      '[:]',
      '[}',
      '{]',
      '{"a":1]',
      '[{"a":1]}',
      '1 2',
      '[1]]',
      '{} {}',
      'nul',
      'truee',
      'True',
      'NaN',
      '[undefined]',
    ],
    ...[
      '[01]',
      '[-]',
      '[+1]',
      '[.5]',
      '[1.]',
      '[1.e1]',
      '[1e]',
      '[1e+]',
      '[0x1]',
      '[--1]',
      '[-0]',
      '[1E-07]',
      '[1e999]',
      '[00]',
      '[-01]',
    ],
    ...[
      '["\n"]',
      '["\t"]',
      '["\0"]',
      '["\u007f"]',
      '["\\x"]',
      '["\\u12g4"]',
      '["\\u123"]',
      '["\\ud800"]',
      '["\\',
      '["\\"]',
      '["a',
    ],
    ...[
      '["\\u0000"]',
      '["\u2028"]',
      "['a']",
      '[1]\u00a0',
      '\ufeff[1]',
      '[1]\u0000',
      '/**/[1]',
      '{"a":{"b":[{"c":[]}]}}',
      '[[],[[]],{}]',
    ],
  ])('decides as JSON.parse about %j', (text) => {
    const mark = text.startsWith('\ufeff');
    expect(read(text) !== null).toBe(parsed(mark ? text.slice(1) : text) !== undefined);
  });

  it.each<[what: string, bytes: readonly number[]]>([
    ['a continuation without a lead', [0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['an overlong slash of three', [0xe0, 0x80, 0xaf]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['more than Unicode has', [0xf4, 0x90, 0x80, 0x80]],
    ['a lead that is none', [0xf8, 0x88, 0x80, 0x80]],
    ['a character cut off', [0xe2, 0x82]],
    ['Latin-1', [0x66, 0xfc, 0x72]],
  ])('refuses %s', (_what, inside) => {
    const text = Uint8Array.from([0x5b, 0x22, ...inside, 0x22, 0x5d]);
    expect(parseJson('api.json', text)).toBeNull();
  });

  it('knows the places of mappings and lists, in UTF-16 units', () => {
    fc.assert(
      fc.property(rendered, (inner) => {
        const text = `{"x":${inner}}`;
        const places: [unknown, number, number][] = [];
        const look = (value: unknown, path: readonly string[]): void => {
          if (typeof value !== 'object' || value === null) return;
          const at = placeOf(value);
          places.push([path.join('\0'), at?.line ?? 0, at?.column ?? 0]);
          for (const key of Object.keys(value)) look((value as Record<string, unknown>)[key], [...path, key]);
        };
        look(read(text)?.root, []);
        const slow = new Map(slowPlaces(text).map(([path, offset]) => [path.join('\0'), offset]));
        for (const [path, line, column] of places) {
          const before = text.slice(0, slow.get(String(path)));
          const lines = before.split(/\r\n|\n|\r/);
          // A line break of two characters may be cut between them, but nothing begins there.
          expect([path, line, column]).toEqual([path, lines.length, (lines.at(-1)?.length ?? 0) + 1]);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('does not count a byte order mark', () => {
    const text = '{"paths":{"/a":{"get":{}}},"x":{}}';
    const document = read(`\ufeff${text}`);
    expect(placeOf((document as { root: { x?: object } } | null)?.root.x)).toMatchObject({
      line: 1,
      column: text.indexOf('"x"') + 1,
    });
  });

  it('counts lines and columns alike however a value is crossed', () => {
    fc.assert(
      fc.property(rendered, (text) => {
        const bytes = bytesOf(text);
        const scanner = scanAll(bytes, 0);
        if (scanner === null) throw new Error('no scanner');
        const end = scanner.gap(scanner.valueEnd(0));
        const lines = text.split(/\r\n|\n|\r/);
        expect([end, scanner.line, scanner.columnAt(end)]).toEqual([
          bytes.length,
          lines.length,
          (lines.at(-1)?.length ?? 0) + 1,
        ]);
      }),
    );
  });

  it('nests as deep as anybody likes', () => {
    const deep = `{"x":${'[{"a":'.repeat(20_000)}1${'}]'.repeat(20_000)}}`;
    let value: unknown = read(deep)?.root;
    for (let i = 0; i < 100; i++) value = Object.values(value as object)[0];
    expect(typeof value).toBe('object');
    expect(read(deep.slice(0, -1))).toBeNull();
  });
});

/** The offsets of all keys with containers and of all items that are containers, the last of a key given twice. Slow and plain. */
function slowPlaces(text: string): [path: readonly string[], offset: number][] {
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
