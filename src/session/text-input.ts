import { graphemes } from './text-width.ts';

/** One line of editable text. `caret` is an offset in UTF-16 units that always stands between two graphemes. */
export interface TextInput {
  readonly text: string;
  readonly caret: number;
}

export const EMPTY_INPUT: TextInput = { text: '', caret: 0 };

/** A text with the caret at its end. */
export const inputOf = (text: string): TextInput => ({ text, caret: text.length });

/** Edits of a line, named like the actions of the key table. At an end of the text they do nothing. */
export const INPUT_EDITS = [
  'left',
  'right',
  'home',
  'end',
  'word-left',
  'word-right',
  'delete-left',
  'delete-right',
  'delete-word-left',
  'delete-word-right',
  'delete-to-home',
  'delete-to-end',
] as const;
export type InputEdit = (typeof INPUT_EDITS)[number];

export function insertText(input: TextInput, text: string): TextInput {
  const joined = input.text.slice(0, input.caret) + text + input.text.slice(input.caret);
  return { text: joined, caret: toBoundary(joined, input.caret + text.length) };
}

export function editInput(input: TextInput, edit: InputEdit): TextInput {
  switch (edit) {
    case 'left':
    case 'right':
    case 'home':
    case 'end':
    case 'word-left':
    case 'word-right':
      return { text: input.text, caret: target(input, edit) };
    case 'delete-left':
      return cut(input, target(input, 'left'), input.caret);
    case 'delete-right':
      return cut(input, input.caret, target(input, 'right'));
    case 'delete-word-left':
      return cut(input, target(input, 'word-left'), input.caret);
    case 'delete-word-right':
      return cut(input, input.caret, target(input, 'word-right'));
    case 'delete-to-home':
      return cut(input, 0, input.caret);
    case 'delete-to-end':
      return cut(input, input.caret, input.text.length);
  }
}

function target(
  { text, caret }: TextInput,
  move: 'left' | 'right' | 'home' | 'end' | 'word-left' | 'word-right',
): number {
  switch (move) {
    case 'home':
      return 0;
    case 'end':
      return text.length;
    case 'left':
      return caret - (graphemes(text.slice(0, caret)).at(-1)?.length ?? 0);
    case 'right':
      return caret + (graphemes(text.slice(caret))[0]?.length ?? 0);
    case 'word-left':
      return caret - wordLength(graphemes(text.slice(0, caret)).toReversed());
    case 'word-right':
      return caret + wordLength(graphemes(text.slice(caret)));
  }
}

/**
 * Units up to the far end of the next word. A word ends at a slash as well as at a space, so that one key takes one
 * segment of a path.
 */
function wordLength(units: readonly string[]): number {
  let length = 0;
  let inWord = false;
  for (const unit of units) {
    const isWord = /^[\p{L}\p{N}_]/u.test(unit);
    if (inWord && !isWord) break;
    inWord = isWord;
    length += unit.length;
  }
  return length;
}

function cut(input: TextInput, from: number, to: number): TextInput {
  if (from >= to) return input;
  const text = input.text.slice(0, from) + input.text.slice(to);
  return { text, caret: toBoundary(text, from) };
}

/** An edit can join two graphemes (a flag, an accent); the caret never stays inside one. */
function toBoundary(text: string, at: number): number {
  let end = 0;
  for (const unit of graphemes(text)) {
    if (end >= at) break;
    end += unit.length;
  }
  return end;
}
