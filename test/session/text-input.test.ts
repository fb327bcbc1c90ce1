import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editInput, type InputEdit, insertText, type TextInput } from '../../src/session/text-input.ts';
import { graphemes } from '../../src/session/text-width.ts';

/** `a|b` is the text ab with the caret before b. */
const read = (marked: string): TextInput => ({ text: marked.replace('|', ''), caret: marked.indexOf('|') });
const show = ({ text, caret }: TextInput) => `${text.slice(0, caret)}|${text.slice(caret)}`;

describe('editInput', () => {
  test.each<[InputEdit, string, string]>([
    ['left', 'ab|c', 'a|bc'],
    ['left', '|abc', '|abc'],
    ['left', 'a👩‍👩‍👧|', 'a|👩‍👩‍👧'],
    ['left', 'e\u0301|', '|e\u0301'],
    ['right', '|👩‍👩‍👧b', '👩‍👩‍👧|b'],
    ['right', 'abc|', 'abc|'],
    ['home', 'ab|c', '|abc'],
    ['end', 'a|bc', 'abc|'],
    ['word-left', 'GET /api/users|', 'GET /api/|users'],
    ['word-left', 'GET /api/|users', 'GET /|api/users'],
    ['word-left', 'GET /café|', 'GET /|café'],
    ['word-right', '|GET /api', 'GET| /api'],
    ['word-right', 'GET| /api/users', 'GET /api|/users'],
    ['delete-left', 'ab|c', 'a|c'],
    ['delete-left', '|abc', '|abc'],
    ['delete-left', '🇩🇪|x', '|x'],
    ['delete-right', 'a|bc', 'a|c'],
    ['delete-right', 'abc|', 'abc|'],
    ['delete-word-left', 'GET /api/users|', 'GET /api/|'],
    ['delete-word-left', 'GET /api/|', 'GET /|'],
    ['delete-word-right', 'GET |/api/users', 'GET |/users'],
    ['delete-to-home', 'GET /a|pi', '|pi'],
    ['delete-to-end', 'GET /a|pi', 'GET /a|'],
  ])('%s in %s gives %s', (edit, before, after) => {
    expect(show(editInput(read(before), edit))).toBe(after);
  });

  test('the caret never stands inside a character', () => {
    const edits: InputEdit[] = [
      'left',
      'right',
      'word-left',
      'word-right',
      'delete-left',
      'delete-right',
      'delete-word-left',
    ];
    const steps = fc.array(
      fc.oneof(
        fc.constantFrom(...edits),
        fc.string({ unit: 'grapheme' }).map((text) => ({ text })),
      ),
    );
    fc.assert(
      fc.property(steps, (all) => {
        let input: TextInput = { text: '', caret: 0 };
        for (const step of all) {
          input = typeof step === 'string' ? editInput(input, step) : insertText(input, step.text);
          const stops = new Set([0]);
          let at = 0;
          for (const unit of graphemes(input.text)) {
            at += unit.length;
            stops.add(at);
          }
          expect(stops).toContain(input.caret);
        }
      }),
    );
  });
});
