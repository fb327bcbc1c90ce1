import { isEscaped } from './walk-json.ts';

/**
 * The keys at the top level of a text that is JSON or YAML, in order, without reading what is under them: enough to tell
 * what kind of document it is, also where it is broken further down. Lazy, so that a caller who has seen enough stops.
 */
export function* topKeys(text: string): Generator<string> {
  const start = /^(?:\s|#[^\n]*\n|%[^\n]*\n|---[ \t]*(?=[\n{]))*/.exec(text)?.[0].length ?? 0;
  if (text[start] === '{') yield* flowKeys(text, start);
  else yield* blockKeys(text);
}

/** Keys of the mapping that opens at `start`, in JSON or in YAML's flow style. */
function* flowKeys(text: string, start: number): Generator<string> {
  const plain = /[^\n{}[\],:"']+/y;
  let depth = 0;
  let last: string | null = null;
  for (let at = start; at < text.length; at++) {
    const character = text[at] as string;
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (character === ',') last = null;
    else if (character === ':') {
      if (depth === 1 && last !== null) yield last;
      last = null;
    } else if (character === '"' || character === "'") {
      const end = closingQuote(text, at, character);
      if (depth === 1) last = text.slice(at + 1, end);
      at = end;
    } else if (depth === 1 && !/\s/.test(character)) {
      plain.lastIndex = at;
      last = plain.exec(text)?.[0].trim() ?? null;
      at = plain.lastIndex - 1;
    }
    if (depth === 0) return;
  }
}

/** Where a quoted text ends; the end of everything where it doesn't. */
function closingQuote(text: string, start: number, quote: string): number {
  let end = text.indexOf(quote, start + 1);
  while (end > 0 && quote === '"' && isEscaped(text, end)) end = text.indexOf(quote, end + 1);
  return end < 0 ? text.length : end;
}

/** Keys that begin in the first column, as YAML's block style has them. */
function* blockKeys(text: string): Generator<string> {
  const line =
    /^(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#'"\-?[\]{}&*!|>%@`,:][^\n:]*?|-[^\s\n:][^\n:]*?))[ \t]*:(?=[ \t\r\n]|$)/gm;
  for (let match = line.exec(text); match; match = line.exec(text)) yield match[1] ?? match[2] ?? match[3] ?? '';
}
