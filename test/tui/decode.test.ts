import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/tui/decode.ts';

/** Actions as a line: keys in brackets, text in quotes. */
const show = (input: string) =>
  decode(input)
    .map((action) =>
      action.kind === 'key' ? `[${action.key}]` : action.kind === 'text' ? `"${action.text}"` : action.kind,
    )
    .join(' ');

describe('decode', () => {
  test.each([
    ['a', '"a"'],
    ['GET /api/user', '"GET /api/user"'],
    ['GET /x\r', '"GET /x" [enter]'],
    ['a\tb\x7f', '"a" [tab] "b" [backspace]'],
    ['äß👍', '"äß👍"'],
    ['\x03', '[ctrl-c]'],
    ['\x01\x05\x17', '[ctrl-a] [ctrl-e] [ctrl-w]'],
    ['\x08', '[backspace]'],
    ['\x00', ''],
    ['\x1b', '[esc]'],
    ['\x1b\x1b', '[esc]'],
    ['\x1b[A', '[up]'],
    ['\x1bOB', '[down]'],
    ['\x1b[Z', '[shift-tab]'],
    ['\x1bOP', '[f1]'],
    ['\x1b[11~', '[f1]'],
    ['\x1b[[A', '[f1]'],
    ['\x1bOQ', '[f2]'],
    ['\x1b[H', '[home]'],
    ['\x1b[1~', '[home]'],
    ['\x1b[4~', '[end]'],
    ['\x1b[5~', '[pageup]'],
    ['\x1b[3~', '[delete]'],
    ['\x1b[3;3~', '[alt-delete]'],
    ['\x1b[1;5D', '[ctrl-left]'],
    ['\x1b[1;3C', '[alt-right]'],
    ['\x1bb', '[alt-b]'],
    ['\x1b\x7f', '[alt-backspace]'],
    ['\x1b\x1b[D', '[alt-left]'],
    ['\x1b\x03', '[esc] [ctrl-c]'],
    ['\x1b\r', '[esc] [enter]'],
    ['\x1b[13u', '[enter]'],
    ['\x1b[27u', '[esc]'],
    ['\x1b[97;5u', '[ctrl-a]'],
    ['\x1b[9;2u', '[shift-tab]'],
    ['\x1b[97;5:3u', ''],
    ['\x1b[I', ''],
    ['\x1b[<0;1;1M', ''],
    ['\x1b]52;c;?\x07', ''],
    ['\x1b[?1;2c', ''],
  ])('%j is %s', (input, actions) => {
    expect(show(input)).toBe(actions);
  });

  test('never lets a control character through as text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (input) => {
        for (const action of decode(input)) {
          if (action.kind === 'text') expect(action.text).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });
});
