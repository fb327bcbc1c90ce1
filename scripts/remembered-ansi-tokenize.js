import { tokenize as split, styledCharsFromTokens as style } from '@alcalzone/ansi-tokenize';

export * from '@alcalzone/ansi-tokenize';

/** A few screens of lines, some megabytes; then it starts anew, so that it can't grow. */
const LIMIT = 512;
/** @type {Map<string, ReturnType<typeof split>>} */
const lines = new Map();
/** @type {WeakMap<ReturnType<typeof split>, ReturnType<typeof style>>} */
const styled = new WeakMap();

/** `tokenize` with a memory: see ink-memory.js. @param {string} text @param {number} [end] */
export function tokenize(text, end) {
  if (end !== undefined) return split(text, end);
  let tokens = lines.get(text);
  if (tokens === undefined) {
    if (lines.size >= LIMIT) lines.clear();
    tokens = split(text);
    lines.set(text, tokens);
  }
  return tokens;
}

/** `styledCharsFromTokens` with a memory: see ink-memory.js. @param {ReturnType<typeof split>} tokens */
export function styledCharsFromTokens(tokens) {
  let characters = styled.get(tokens);
  if (characters === undefined) {
    characters = style(tokens);
    styled.set(tokens, characters);
  }
  return characters;
}
