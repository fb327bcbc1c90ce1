import type { ConvertorName, SegmentPart } from '../../model/path-template.ts';

/**
 * Matches a text against a template as Python's `re` does, in time linear in the text.
 *
 * Python backtracks: each parameter takes as much as it can and gives back until the rest fits, which takes
 * exponential time for hostile paths. Here the rest is settled first. The template is a row of states,
 *
 *     /a/   {x}       -   {n:int}   $
 *     s0    s1        s2  s3        s4
 *
 * and going through the text from its end, `can[s][i]` says whether the states from `s` on can match from `i` to the
 * end. Each entry follows from two others. Then one pass forward takes for every parameter the longest piece after
 * which the rest can match, which is what greedy backtracking finds first.
 *
 * The end is Python's `$`: the end of the text, or before one final newline.
 *
 * In most templates no parameter ever has anything to give back, since what follows can't begin with a character that it
 * takes: `{x}` before a slash or at the end. They need one pass forward and no table.
 */
export interface Pattern {
  readonly states: readonly State[];
  readonly params: number;
  /** Whether no parameter has anything to give back. */
  readonly simple: boolean;
}

type State =
  | { readonly kind: 'text'; readonly text: string }
  /** One or more (`many`), or any number of characters of a class; all of them belong to parameter `param`. */
  | { readonly kind: 'run'; readonly of: CharClass; readonly atLeastOne: boolean; readonly param: number }
  /** An optional `.` with digits after it: what a float may have behind its digits. */
  | { readonly kind: 'fraction'; readonly param: number }
  | { readonly kind: 'uuid'; readonly param: number };

type CharClass = 'segment' | 'line' | 'digits';

/** The pattern of a template. `ignoreCase` is for host names: the text must then be in lower case. */
export function patternOf(parts: readonly SegmentPart[], ignoreCase = false): Pattern {
  const states: State[] = [];
  let params = 0;
  for (const part of parts) {
    if (part.kind === 'literal') states.push({ kind: 'text', text: ignoreCase ? part.text.toLowerCase() : part.text });
    else states.push(...statesOf(part.convertor, params++));
  }
  return { states, params, simple: states.every((_, s) => keepsAll(states, s)) };
}

/** Whether what a state can take at most is all that it can take for the rest to match. */
function keepsAll(states: readonly State[], s: number): boolean {
  const state = states[s] as State;
  if (state.kind === 'text' || state.kind === 'uuid') return true;
  const after = state.kind === 'run' && states[s + 1]?.kind === 'fraction' ? states[s + 2] : states[s + 1];
  if (after === undefined) return true;
  if (after.kind !== 'text') return false;
  const code = after.text.charCodeAt(0);
  if (state.kind === 'fraction') return code !== DOT && !isDigit(code);
  return state.of === 'digits' ? !isDigit(code) : code === (state.of === 'segment' ? SLASH : NEWLINE);
}

/** The regular expressions of starlette/convertors.py. */
function statesOf(convertor: ConvertorName, param: number): State[] {
  switch (convertor) {
    case 'str':
      return [{ kind: 'run', of: 'segment', atLeastOne: true, param }];
    case 'path':
      return [{ kind: 'run', of: 'line', atLeastOne: false, param }];
    case 'int':
      return [{ kind: 'run', of: 'digits', atLeastOne: true, param }];
    case 'float':
      return [
        { kind: 'run', of: 'digits', atLeastOne: true, param },
        { kind: 'fraction', param },
      ];
    case 'uuid':
      return [{ kind: 'uuid', param }];
  }
}

/** Start and end of each parameter in `text`, which is matched from `start` to its end; null where it doesn't match. */
export function matchPattern(pattern: Pattern, text: string, start: number): number[] | null {
  if (pattern.simple) return matchForward(pattern, text, start);
  const { states } = pattern;
  if (!holdsTexts(states, text, start)) return null;
  const can = reachable(states, text, start);
  const width = text.length + 1 - start;
  if (!can[0]) return null;
  const found: number[] = new Array(pattern.params * 2).fill(-1);
  let at = start;
  for (let s = 0; s < states.length; s++) {
    const state = states[s] as State;
    const row = (s + 1) * width - start;
    const end = longestStep(state, text, at, (i) => can[row + i] === 1);
    if (state.kind !== 'text') {
      if (found[state.param * 2] === -1) found[state.param * 2] = at;
      found[state.param * 2 + 1] = end;
    }
    at = end;
  }
  return found;
}

/** Matches a simple pattern: each state takes what it can. */
function matchForward({ states, params }: Pattern, text: string, start: number): number[] | null {
  const first = states[0];
  if (first?.kind === 'text' && !text.startsWith(first.text, start)) return null;
  const found: number[] = new Array(params * 2).fill(-1);
  let at = start;
  for (const state of states) {
    const end = longestStep(state, text, at, anywhere);
    if (end < 0 || isInsidePair(text, end)) return null;
    if (state.kind !== 'text') {
      if (found[state.param * 2] === -1) found[state.param * 2] = at;
      found[state.param * 2 + 1] = end;
    }
    at = end;
  }
  const atEnd = at === text.length || (at === text.length - 1 && text.charCodeAt(at) === NEWLINE);
  return atEnd ? found : null;
}

const anywhere = () => true;

/** Whether the literal parts occur at all, one behind the other: quickly told, and hardly any other template's do. */
function holdsTexts(states: readonly State[], text: string, start: number): boolean {
  const first = states[0];
  if (first?.kind === 'text' && !text.startsWith(first.text, start)) return false;
  const last = states.at(-1);
  if (last?.kind === 'text' && !text.endsWith(last.text) && !text.endsWith(`${last.text}\n`)) return false;
  let from = start;
  for (const state of states) {
    if (state.kind !== 'text') continue;
    const at = text.indexOf(state.text, from);
    if (at < 0) return false;
    from = at + state.text.length;
  }
  return true;
}

/** `can`, row by row: entry `s * width + (i - start)`. */
function reachable(states: readonly State[], text: string, start: number): Uint8Array {
  const width = text.length + 1 - start;
  const can = new Uint8Array((states.length + 1) * width);
  const last = states.length * width;
  can[last + width - 1] = 1;
  if (width > 1 && text.charCodeAt(text.length - 1) === NEWLINE) can[last + width - 2] = 1;
  for (let s = states.length - 1; s >= 0; s--) fillRow(states[s] as State, text, start, can, s * width, width);
  return can;
}

function fillRow(state: State, text: string, start: number, can: Uint8Array, row: number, width: number): void {
  const next = row + width;
  if (state.kind === 'text') {
    const { text: wanted } = state;
    for (let at = text.indexOf(wanted, start); at >= 0; at = text.indexOf(wanted, at + 1)) {
      if (can[next + at + wanted.length - start] === 1 && !isInsidePair(text, at)) can[row + at - start] = 1;
    }
    return;
  }
  for (let k = width - 1; k >= 0; k--) {
    const at = start + k;
    if (isInsidePair(text, at)) continue;
    if (state.kind === 'run') {
      const step = charLength(state.of, text, at);
      const goesOn = step > 0 && (can[row + k + step] === 1 || can[next + k + step] === 1);
      if (goesOn || (!state.atLeastOne && can[next + k] === 1)) can[row + k] = 1;
    } else if (longestStep(state, text, at, (i) => can[next + i - start] === 1) >= 0) can[row + k] = 1;
  }
}

/** The furthest place a state can lead to from `at` such that `fits` holds there; -1 for none. */
function longestStep(state: State, text: string, at: number, fits: (end: number) => boolean): number {
  if (state.kind === 'text') {
    const end = at + state.text.length;
    return text.startsWith(state.text, at) && fits(end) ? end : -1;
  }
  if (state.kind === 'uuid') {
    for (const end of uuidEnds(text, at)) if (fits(end)) return end;
    return -1;
  }
  if (state.kind === 'fraction') {
    if (text.charCodeAt(at) === DOT) {
      for (let end = runEnd('digits', text, at + 1); end > at + 1; end--) if (fits(end)) return end;
    }
    return fits(at) ? at : -1;
  }
  for (let end = runEnd(state.of, text, at); end > at; end--) if (!isInsidePair(text, end) && fits(end)) return end;
  return !state.atLeastOne && fits(at) ? at : -1;
}

const NEWLINE = 10;
const DOT = 46;
const SLASH = 47;

/** How many units the character at `at` has if it is of the class, else 0. Python counts code points, so pairs stay whole. */
function charLength(of: CharClass, text: string, at: number): number {
  if (at >= text.length) return 0;
  const code = text.charCodeAt(at);
  if (of === 'digits') return isDigit(code) ? 1 : 0;
  if (of === 'segment' ? code === SLASH : code === NEWLINE) return 0;
  return isInsidePair(text, at + 1) ? 2 : 1;
}

function runEnd(of: CharClass, text: string, at: number): number {
  if (of === 'digits') {
    let end = at;
    while (end < text.length && isDigit(text.charCodeAt(end))) end++;
    return end;
  }
  const stop = text.indexOf(of === 'segment' ? '/' : '\n', at);
  return stop < 0 ? text.length : stop;
}

const isDigit = (code: number) => code >= 48 && code <= 57;

/** Whether `at` lies between the two halves of a surrogate pair, where no character starts. */
function isInsidePair(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const low = text.charCodeAt(at);
  if (low < 0xdc00 || low > 0xdfff) return false;
  const high = text.charCodeAt(at - 1);
  return high >= 0xd800 && high <= 0xdbff;
}

/** The one place where a UUID at `at` ends: its dashes are optional one by one, so no other length is possible. */
function uuidEnds(text: string, at: number): readonly number[] {
  UUID.lastIndex = at;
  const match = UUID.exec(text);
  return match ? [at + match[0].length] : [];
}

const UUID = /[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}/y;
