import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searches } from '../../src/model/pattern-machine.ts';
import { runs } from '../support/runs.ts';

const finds = (pattern: string, text: string) => searches({ pattern }, pattern, text);

test.each([
  ['^[a-z]+$', 'abc', true],
  ['^[a-z]+$', 'aBc', false],
  ['b', 'abc', true],
  ['^(?:\\d{3}-)?\\d{4}$', '555-1234', true],
  ['^(?:\\d{3}-)?\\d{4}$', '55-1234', false],
  ['^a{2,3}$', 'aaaa', false],
  ['^a{2,}$', 'aaaa', true],
  ['(?<year>\\d{4})', 'in 2024', true],
  ['^[^/]*\\.(json|ya?ml)$', 'a.yml', true],
  ['\\bcat\\b', 'concat', false],
  ['^.$', '😀', true],
  ['^[\\w.-]+@[\\w-]+$', 'a.b@c', true],
  ['', 'anything', true],
  // What can't be read refuses nothing.
  ['(?=x)y', 'z', true],
  ['(a)\\1', 'z', true],
  ['\\p{L}', '5', true],
  ['(', 'z', true],
  ['a{9999}{9999}', 'z', true],
  ['^(?:(?:(?:(?:){9999}){9999}){9999}){9999}b', 'ab', false],
])('%s in %j: %s', (pattern, text, expected) => {
  expect(finds(pattern, text)).toBe(expected);
});

test.each(['(a+)+$', '^(a|a)*$', '(a|aa)+$', '(.*a){20}$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(?:(?:a*)*)*b'])(
  'no text makes %s take long',
  (pattern) => {
    expect(finds(pattern, `${'a'.repeat(3000)}!`)).toBe(false);
  },
);

test('agrees with the engine on what both can do', () => {
  const piece = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '5', '^', '$', '\\b', 'é');
  const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '+?');
  const isAnchor = (text: string) => ['^', '$', '\\b'].includes(text);
  const term = fc.tuple(piece, quantifier).map(([text, sign]) => (isAnchor(text) ? text : text + sign));
  const sequence = fc.array(term, { maxLength: 4 }).map((terms) => terms.join(''));
  const pattern = fc.oneof(
    sequence,
    fc.tuple(sequence, sequence, sequence, quantifier).map(([a, b, c, sign]) => `${a}(${b}|${c})${sign}`),
  );
  const text = fc
    .array(fc.constantFrom('a', 'b', '5', ' ', 'é', '\n'), { maxLength: 7 })
    .map((chars) => chars.join(''));
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 10 }), (source, texts) => {
      const engine = new RegExp(source, 'u');
      for (const candidate of texts) {
        expect(finds(source, candidate), `${source} in ${JSON.stringify(candidate)}`).toBe(engine.test(candidate));
      }
    }),
    { numRuns: runs(300) },
  );
});
