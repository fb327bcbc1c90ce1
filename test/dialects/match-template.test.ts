import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchPattern, patternOf } from '../../src/dialects/starlette/match-template.ts';
import { parseParts } from '../../src/dialects/starlette/path-syntax.ts';
import { runs } from '../support/runs.ts';

/** What a template captures from a text, by name; null where it doesn't match. */
function captured(template: string, text: string): Record<string, string> | null {
  const { parts } = parseParts(template);
  const found = matchPattern(patternOf(parts), text, 0);
  if (!found) return null;
  const names = parts.flatMap((part) => (part.kind === 'param' ? [part.name] : []));
  return Object.fromEntries(names.map((name, i) => [name, text.slice(found[i * 2], found[i * 2 + 1])]));
}

describe('captures as greedy backtracking does', () => {
  test.each([
    ['/{a}-{b}', '/x-y-z', { a: 'x-y', b: 'z' }],
    ['/{a}{b}', '/xyz', { a: 'xy', b: 'z' }],
    ['/{a}{b}', '/x', null],
    ['/{a}{b}', '/a😀', { a: 'a', b: '😀' }],
    ['/{p:path}/edit', '/a/b/edit/edit', { p: 'a/b/edit' }],
    ['/{p:path}', '/', { p: '' }],
    ['/{p:path}/{q:path}', '/a/b/c', { p: 'a/b', q: 'c' }],
    ['/{f:float}{x}', '/1.5', { f: '1', x: '.5' }],
    ['/{f:float}', '/1.', null],
    ['/{n:int}.{x}', '/12.34.56', { n: '12', x: '34.56' }],
    ['/{u:uuid}', '/3f2504e04f89-41d39a0c0305e82c3301', { u: '3f2504e04f89-41d39a0c0305e82c3301' }],
    ['/{x}', '/a\n', { x: 'a\n' }],
    ['/{p:path}', '/a\n', { p: 'a' }],
    ['/{p:path}', '/a\n\n', null],
    ['/{n:int}', '/5\n', { n: '5' }],
    ['/a', '/a\n', {}],
    ['/a', '/a\n\n', null],
    ['/{x}', '/\u2028', { x: '\u2028' }],
    ['/{p:path}', '/\r\u2028', { p: '\r\u2028' }],
    ['/{n:int}', '/٣', null],
  ] as [string, string, Record<string, string> | null][])('%s on %j', (template, text, expected) => {
    expect(captured(template, text)).toEqual(expected);
  });
});

const CLASSES: Record<string, string> = {
  str: '[^/]+',
  path: '[^\\n]*',
  int: '[0-9]+',
  float: '[0-9]+(?:\\.[0-9]+)?',
};

test('agrees with the regular expression that Starlette would compile', () => {
  const part = fc.oneof(
    fc.constantFrom('/', '-', '.', 'a', '5', '/a', '1.'),
    fc.constantFrom('str', 'path', 'int', 'float').map((convertor) => ({ convertor })),
  );
  const parts = fc.array(part, { maxLength: 5 });
  const text = fc
    .array(fc.constantFrom('/', '-', '.', 'a', '5', '1', '\n', '😀', 'é'), { maxLength: 9 })
    .map((c) => c.join(''));
  fc.assert(
    fc.property(parts, fc.array(text, { minLength: 5, maxLength: 15 }), (pieces, texts) => {
      let n = 0;
      const template = pieces
        .map((piece) => (typeof piece === 'string' ? piece : `{p${n++}:${piece.convertor}}`))
        .join('');
      n = 0;
      const source = pieces.map((piece) =>
        typeof piece === 'string' ? piece.replace(/[.]/g, '\\.') : `(?<p${n++}>${CLASSES[piece.convertor]})`,
      );
      const regex = new RegExp(`^${source.join('')}(?:\\n?$)`, 'u');
      for (const candidate of texts) {
        const match = regex.exec(candidate);
        expect(captured(template, candidate), `${template} on ${JSON.stringify(candidate)}`).toEqual(
          match ? { ...match.groups } : null,
        );
      }
    }),
    { numRuns: runs(300) },
  );
});

test.each([
  ['/{a}-{b}-{c}-{d}-{e}-{f}-{g}-{h}', `/${'-'.repeat(4000)}/`],
  ['/{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}x', `/${'a'.repeat(4000)}`],
  ['/{a:path}/{b:path}/{c:path}/{d:path}/{e:path}/end', `/${'/a'.repeat(2000)}`],
  ['/{a:float}{b:float}{c:float}{d:float}{e:float}!', `/${'1.1'.repeat(1500)}`],
])('no text makes %s backtrack for long', (template, text) => {
  expect(captured(template, text)).toBeNull();
});

test('a template of thousands of parameters takes a path of as many segments', () => {
  const template = Array.from({ length: 3000 }, (_, i) => `/{p${i}}`).join('');
  expect(captured(template, '/b'.repeat(3000))).toMatchObject({ p0: 'b', p2999: 'b' });
  expect(captured(template, '/b'.repeat(2999))).toBeNull();
  expect(captured(template, '/b'.repeat(3001))).toBeNull();
});
