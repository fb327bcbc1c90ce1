/**
 * What a path pattern can match, as a set of strings: a small automaton per pattern, so that "this route takes everything
 * that one takes" is decided and not guessed from the text. Patterns are regular (Starlette's convertors are regular
 * expressions without lookaround), so inclusion and overlap have exact answers, with a string that shows them.
 *
 *     /users/{id:int}      ─/─u─s─e─r─s─/─[0-9]─●⟲[0-9]
 *     /users/{name}        ─/─u─s─e─r─s─/─[^/]──●⟲[^/]      takes all of the former
 *     /users/me            ─/─u─s─e─r─s─/─m─e─●             so does it of this one
 *
 * Line breaks are left out of the alphabet: `.` in Python doesn't match them and `[^/]` does, so that `{p:path}`
 * wouldn't include `{name}`, for requests that don't occur.
 */
export interface Language {
  /** Outgoing edges of every state; state 0 is the first. */
  readonly edges: readonly (readonly Edge[])[];
  readonly accepts: ReadonlySet<number>;
  /** The characters that stand in the pattern literally. */
  readonly literals: ReadonlySet<string>;
}

export interface Edge {
  readonly on: CharClass;
  readonly to: number;
}

/** One character, or one of four sets of them; null is a move that consumes nothing. */
export type CharClass = { readonly char: string } | 'segment' | 'any' | 'digit' | 'hex' | null;

/** Visited pairs of states after which a question is given up; patterns of real applications need some hundreds. */
const BUDGET = 50_000;

/** A path that `language` takes and none of `others` does; null where there is none, undefined where it got too much. */
export function outside(language: Language, others: readonly Language[]): string | null | undefined {
  return search(language, others, (inOthers) => !inOthers.some(Boolean));
}

/** A path that both take; null where there is none, undefined where it got too much. */
export function common(a: Language, b: Language): string | null | undefined {
  return search(a, [b], (inOthers) => inOthers.every(Boolean));
}

/** Breadth first over the words of `language`, with the states that each of `others` could be in: the shortest word for which `wanted` holds. */
function search(
  language: Language,
  others: readonly Language[],
  wanted: (inOthers: readonly boolean[]) => boolean,
): string | null | undefined {
  const alphabet = alphabetOf([language, ...others]);
  type Node = { at: number; sets: readonly States[]; from: Node | null; char: string };
  const start = others.map((other) => closure(other, [0]));
  const queue: Node[] = closure(language, [0]).map((at) => ({ at, sets: start, from: null, char: '' }));
  const seen = new Set<string>();
  for (let head = 0; head < queue.length; head++) {
    if (queue.length > BUDGET) return undefined;
    const node = queue[head] as Node;
    if (language.accepts.has(node.at)) {
      const accepted = node.sets.map((set, i) => set.some((state) => others[i]?.accepts.has(state)));
      if (wanted(accepted)) return wordOf(node);
    }
    for (const edge of language.edges[node.at] ?? []) {
      if (edge.on === null) continue;
      const chars = typeof edge.on === 'object' ? [edge.on.char] : alphabet;
      for (const char of chars) {
        if (!takes(edge.on, char)) continue;
        const sets = node.sets.map((set, i) => advance(others[i] as Language, set, char));
        const key = sets.join(';');
        for (const at of closure(language, [edge.to])) {
          const mark = `${at}|${key}`;
          if (seen.has(mark)) continue;
          seen.add(mark);
          queue.push({ at, sets, from: node, char });
        }
      }
    }
  }
  return null;

  function wordOf(last: Node): string {
    let word = '';
    for (let node: Node | null = last; node; node = node.from) word = node.char + word;
    return word;
  }
}

/** States an automaton can be in, ascending. */
type States = readonly number[];

const NOWHERE: States = [];

function advance(language: Language, states: States, char: string): States {
  if (states.length === 0) return NOWHERE;
  const next: number[] = [];
  for (const state of states) {
    for (const edge of language.edges[state] ?? []) if (takes(edge.on, char)) next.push(edge.to);
  }
  return next.length === 0 ? NOWHERE : closure(language, next);
}

function closure(language: Language, states: readonly number[]): States {
  const [only] = states;
  const jumps = (state: number) => language.edges[state]?.some((edge) => edge.on === null) ?? false;
  if (states.length === 1 && only !== undefined && !jumps(only)) return states;
  const reached = new Set(states);
  for (const state of reached) {
    for (const edge of language.edges[state] ?? []) if (edge.on === null) reached.add(edge.to);
  }
  return [...reached].sort((a, b) => a - b);
}

function takes(on: CharClass, char: string): boolean {
  if (on === null) return false;
  if (typeof on === 'object') return on.char === char;
  switch (on) {
    case 'segment':
      return char !== '/';
    case 'any':
      return true;
    case 'digit':
      return char >= '0' && char <= '9';
    case 'hex':
      return /^[0-9a-fA-F]$/.test(char);
  }
}

/** Characters that behave differently under these patterns, one for each kind: every literal one, and a stranger of every set. */
function alphabetOf(languages: readonly Language[]): string[] {
  const literals = new Set(languages.flatMap((language) => [...language.literals]));
  const stranger = (among: string) => [...among].find((char) => !literals.has(char)) ?? '';
  const strangers = [stranger('xyzwvutsrqponmlkjihgäöüéèñ'), stranger('7314592680'), stranger('abcdefABCDEF')];
  return [...new Set([...strangers.filter((char) => char !== ''), ...literals, '/'])];
}

/** Whether a path is among those that the language takes. */
export function contains(language: Language, path: string): boolean {
  let states = closure(language, [0]);
  for (const char of path) states = advance(language, states, char);
  return states.some((state) => language.accepts.has(state));
}
