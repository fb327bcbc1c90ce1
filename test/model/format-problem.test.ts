import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/model/format-problem.ts';
import type { Problem } from '../../src/model/problem.ts';

const problem = (over: Partial<Problem>): Problem => ({
  severity: 'error',
  code: 'unknown-key',
  message: '`prefx` is not a key of an include',
  at: { file: 'routes.yaml', line: 4, column: 5 },
  lineText: '    prefx: /api',
  span: { start: 5, length: 5 },
  expected: 'include, prefix',
  hint: 'did you mean `prefix`?',
  ...over,
});
const caretUnder = (lineText: string, start: number, length: number) => {
  const [, line = '', caret = ''] = formatProblem(problem({ lineText, span: { start, length } })).split('\n');
  return [line, caret];
};

describe('formatProblem', () => {
  it('shows place, line, caret, expectation and hint', () => {
    expect(formatProblem(problem({}))).toBe(
      [
        'routes.yaml:4:5: error: `prefx` is not a key of an include',
        '  4 |     prefx: /api',
        '    |     ^^^^^',
        '  expected: include, prefix',
        '  hint: did you mean `prefix`?',
      ].join('\n'),
    );
  });

  it('leaves out what is not known', () => {
    expect(formatProblem(problem({ at: null, lineText: null, span: null, expected: null, hint: null }))).toBe(
      'error: `prefx` is not a key of an include',
    );
  });

  it.each([
    ['a tab before it', '\tprefx: x', 2, 5, '  4 |     prefx: x', '    |     ^^^^^'],
    ['a tab inside it', 'a\tb: x', 1, 3, '  4 | a   b: x', '    | ^^^^^'],
    ['wide characters before it', '書籍: x', 5, 1, '  4 | 書籍: x', '    |       ^'],
    ['a control character before it', '\u001b[m x', 5, 1, '  4 | \\x1b[m x', '    |        ^'],
    ['an empty span', 'abc', 2, 0, '  4 | abc', '    |  ^'],
    ['a span past the end', 'abc', 4, 1, '  4 | abc', '    |    ^'],
  ])('puts the caret right with %s', (_, text, start, length, line, caret) => {
    expect(caretUnder(text, start, length)).toEqual([line, caret]);
  });

  it('clips a long line around the span', () => {
    const text = `${'a'.repeat(500)}HERE${'b'.repeat(500)}`;
    const [line = '', caret = ''] = caretUnder(text, 501, 4);
    expect(line.length).toBeLessThan(120);
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('HERE');
  });

  it('prints nothing that a terminal obeys', () => {
    const evil = '\u001b]0;x\u0007\u202e\n';
    const text = formatProblem(
      problem({ message: evil, lineText: evil, expected: evil, hint: evil, at: { file: evil, line: 1 } }),
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it is about
    expect(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/.test(text)).toBe(false);
    expect(text.split('\n').length).toBe(5);
  });
});
