import { graphemes } from './text-width.ts';

/** One line of editable text. `caret` is an offset in UTF-16 units that always stands between two graphemes. */
export interface TextInput {
  readonly text: string;
  readonly caret: number;
}

export const EMPTY_INPUT: TextInput = { text: '', caret: 0 };

/** A text with the caret at its end. */
export const inputOf = (text: string): TextInput => ({ text, caret: text.length });

/** Where the caret goes. At an end of the text it stays. */
const MOVES = {
  left: ({ text, caret }: TextInput) => caret - (graphemes(text.slice(0, caret)).at(-1)?.length ?? 0),
  right: ({ text, caret }: TextInput) => caret + (graphemes(text.slice(caret))[0]?.length ?? 0),
  home: () => 0,
  end: ({ text }: TextInput) => text.length,
  'word-left': ({ text, caret }: TextInput) => caret - wordLength(graphemes(text.slice(0, caret)).toReversed()),
  'word-right': ({ text, caret }: TextInput) => caret + wordLength(graphemes(text.slice(caret))),
} as const;

/** What is between the caret and where the move would lead is deleted. */
const DELETIONS = {
  'delete-left': 'left',
  'delete-right': 'right',
  'delete-word-left': 'word-left',
  'delete-word-right': 'word-right',
  'delete-to-home': 'home',
  'delete-to-end': 'end',
} as const;

/** Edits of a line, named like the actions of the key table. */
export type InputEdit = keyof typeof MOVES | keyof typeof DELETIONS;
export const INPUT_EDITS = [...Object.keys(MOVES), ...Object.keys(DELETIONS)] as readonly InputEdit[];

export function insertText(input: TextInput, text: string): TextInput {
  const joined = input.text.slice(0, input.caret) + text + input.text.slice(input.caret);
  return { text: joined, caret: toBoundary(joined, input.caret + text.length) };
}

export function editInput(input: TextInput, edit: InputEdit): TextInput {
  const { text, caret } = input;
  if (edit in MOVES) return { text, caret: MOVES[edit as keyof typeof MOVES](input) };
  const to = MOVES[DELETIONS[edit as keyof typeof DELETIONS]](input);
  if (to === caret) return input;
  const left = text.slice(0, Math.min(caret, to)) + text.slice(Math.max(caret, to));
  return { text: left, caret: toBoundary(left, Math.min(caret, to)) };
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

/** An edit can join two graphemes (a flag, an accent); the caret never stays inside one. */
function toBoundary(text: string, at: number): number {
  let end = 0;
  for (const unit of graphemes(text)) {
    if (end >= at) break;
    end += unit.length;
  }
  return end;
}
