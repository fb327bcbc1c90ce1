import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitize } from '../../src/model/sanitize.ts';

describe('sanitize', () => {
  it.each([
    ['plain', '/users/{user_id}', '/users/{user_id}'],
    ['accents and other scripts', 'café /書籍/كتاب', 'café /書籍/كتاب'],
    ['colour', '\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
    ['window title', '\u001b]0;owned\u0007', '\\x1b]0;owned\\x07'],
    ['C1 control sequence introducer', '\u009b31m', '\\x9b31m'],
    ['device control string', '\u0090q\u009c', '\\x90q\\x9c'],
    ['line breaks and tabs', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
    ['delete and NUL', '\u007f\0', '\\x7f\\x00'],
    ['bidi override', 'a\u202egpj.exe', 'a\\u202egpj.exe'],
    ['bidi isolate', '\u2066x\u2069', '\\u2066x\\u2069'],
    ['line separators', 'a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
    ['zero-width space', 'us\u200bers', 'us\\u200bers'],
    ['zero-width no-break space', '\ufeffusers', '\\ufeffusers'],
    ['soft hyphen', 'us\u00aders', 'us\\xaders'],
    ['tag characters', 'a\u{e0041}', 'a\\u{e0041}'],
    ['Hangul filler', '\u3164', '\\u3164'],
    ['lone high surrogate', 'a\ud800b', 'a\\ud800b'],
    ['lone low surrogate', 'a\udc00b', 'a\\udc00b'],
    ['a proper pair', '🦊', '🦊'],
    ['a family is one emoji', '👩‍👩‍👧', '👩‍👩‍👧'],
    ['a heart with its selector', '❤️', '❤️'],
    ['a joiner that joins nothing', 'a\u200d\u200d\u200d', 'a\\u200d\\u200d\\u200d'],
    ['Persian non-joiner', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['combining marks, a few', 'e\u0301\u0323', 'e\u0301\u0323'],
    ['combining marks, a flood', `e${'\u0301'.repeat(500)}`, `e${'\u0301'.repeat(4)}…`],
  ])('%s', (_, text, shown) => expect(sanitize(text)).toBe(shown));

  it('cuts to the limit and never through a character', () => {
    expect(sanitize('abcdef', 4)).toBe('abc…');
    expect(sanitize('ab🦊🦊', 4)).toBe('ab…');
    expect(sanitize('abcd', 4)).toBe('abcd');
    expect(sanitize('x'.repeat(1e6)).length).toBe(4096);
  });

  it('lets nothing through that a terminal obeys', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it is about
    const obeyed = /[\0-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const shown = sanitize(text);
        expect(obeyed.test(shown)).toBe(false);
        expect(/\p{Cs}/u.test(shown)).toBe(false);
        expect(sanitize(shown)).toBe(shown);
      }),
    );
  });
});
