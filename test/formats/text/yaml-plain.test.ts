import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWithLines } from '../../../src/formats/text/yaml-fast.ts';
import { type LinedYaml, readPlainYaml } from '../../../src/formats/text/yaml-plain.ts';

/** Everything that can be asked of a reading: values, the order of keys, lines. */
function said({ value, lines, itemLines }: LinedYaml): unknown {
  const of = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    const own = one === value ? null : lines.get(one);
    if (Array.isArray(one)) return { own, places: itemLines.get(one), items: one.map(of) };
    return {
      own,
      prototype: Object.getPrototypeOf(one) === Object.prototype,
      keys: Object.entries(one).map(([key, inner]) => [key, of(inner)]),
    };
  };
  return of(value);
}

/** It says what js-yaml says, or nothing. */
function same(text: string): boolean {
  const plain = readPlainYaml(text);
  if (plain === null) return false;
  const slow = readWithLines(text);
  expect(slow, text).not.toBeNull();
  expect(said(plain), text).toEqual(said(slow as LinedYaml));
  return true;
}

describe('plain YAML', () => {
  it.each([
    ['a: 1', true],
    ['a: b # c\n# d\n\nb: "x # y" # z\nc:\n', true],
    ['a:\n  # deeper\nb: 1', true],
    ['a: b\n  # comment\nc: d', true],
    ['- a: 1\n  b: {c: d, "e": [f, g h, \'i\', {}, []]}\n- 2\n- "GET /x"\n- []', true],
    ['routes:\n- GET /a\n- path: ""\n  methods: [GET]', true],
    ['a:\n    - b\n    -   c: d\n        e: f\ng: ~', true],
    ['"a b": c\n\'200\': d\n/x/{id}: e f', true],
    ['a: null\nb: True\nc: yes\nd: FALSE\ne: nUll', true],
    ['a: b:c\nd: [e:f]', true],
    ['a: {b: c,d: e}', true],
    ['ü: a', false],
    ['a: ü…\u2028\u00a0', false],
    ['a: b…\u2028\u00a0', true],
    ['a: b\n  c', false],
    ['a: |\n  b', false],
    ['a: &b c', false],
    ['a: 1.5', false],
    ['a: 012', false],
    ['a: 0x1f', false],
    ['a: -1', false],
    ['a: 2024-01-01', false],
    ['a: "\\n"', false],
    ["a: 'it''s'", false],
    ['a: b: c', false],
    ['a: 1\na: 2', false],
    ['a: {b: 1, b: 2}', false],
    ['a: [b', false],
    ['a: [b,]', true],
    ['a: [,b]', false],
    ['a: {b}', false],
    ['a: [b: c]', false],
    ['a:\tb', false],
    ['a: b\r\n', false],
    ['__proto__: a', false],
    ['a: {__proto__: b}', false],
    ['null: a', false],
    ['<<: {a: b}', false],
    ['---\na: b', false],
    ['a: b\n---\nc: d', false],
    ['a: b\n...\n', false],
    [' a: b', false],
    ['a:\n  b: c\n d: e', false],
    ['- a\n- - b', false],
    ['-\n  a: b', false],
    ['- a\nb: c', false],
    ['? a\n: b', false],
    ['a', false],
    ['', false],
    ['# nothing', false],
    [`a: ${'['.repeat(60)}${']'.repeat(60)}`, false],
  ])('%j: %s', (text, isPlain) => {
    expect(same(text)).toBe(isPlain);
  });

  it('reads the samples that are plain', () => {
    const folder = new URL('../../../samples/', import.meta.url);
    const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    expect(names.filter((name) => same(readFileSync(new URL(name, folder), 'utf8')))).toContain('bookshop.yaml');
  });

  const bits = [
    ' ',
    '  ',
    '\n',
    '\n',
    '\n  ',
    '\n    ',
    '- ',
    '\n- ',
    '\n  - ',
    'a',
    'b',
    'key',
    'id',
    ': ',
    ':',
    ' #',
    '#',
    ', ',
    ',',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '~',
    '0',
    '7',
    '12',
    '.',
    '-',
    '_',
    '/',
    'null',
    'True',
    '!',
    '&',
    '*',
    '|',
    '>',
    '?',
    '%',
    '@',
    '`',
    '<<',
    '=',
    '$',
    '(',
    '\\',
    'ü',
    '\u2028',
    '\u00a0',
    '\t',
    '\r',
    '...',
    '---',
  ];

  it('says what js-yaml says, or nothing, of any text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...bits), { maxLength: 30 }), (parts) => {
        same(parts.join(''));
      }),
      { numRuns: 3000 },
    );
  });

  it('and of what is nearly plain', () => {
    const word = fc.constantFrom(
      'a',
      'b c',
      '/x/{id}',
      '"q: r"',
      "'s'",
      '7',
      '~',
      'true',
      '',
      '[a, b]',
      '{ a: b, c: [d] }',
      'x#y',
      'x: y',
      '"z" # k',
      'w # k',
      '{}',
    );
    const line = fc.tuple(
      fc.constantFrom('', '  ', '    ', '- ', '  - ', '    - ', '#'),
      fc.constantFrom('a', 'b', 'c', '"d"', 'e f', 'routes'),
      fc.constantFrom(':', ': ', ':  ', '', ' : '),
      word,
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.nat(),
        fc.constantFrom('', '', '', ...bits),
        (lines, at, bit) => {
          const text = lines.map((parts) => parts.join('')).join('\n');
          const cut = at % (text.length + 1);
          same(text.slice(0, cut) + bit + text.slice(cut));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
