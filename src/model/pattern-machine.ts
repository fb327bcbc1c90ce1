import type { TextConstraints } from './annotation.ts';
import { attempt } from './attempt.ts';

/**
 * A regular expression of ECMA-262 as a machine without choices to take back (Ken Thompson, 1968): all ways through it are followed
 * at once, character by character, each step at most once. Time is text times pattern, whatever both look like. The way in is
 * the last step.
 */
export type PatternMachine = readonly Step[];

type Accepts = (code: number) => boolean;
type Assertion = 'start' | 'end' | 'boundary' | 'inside';
type Step =
  | { readonly kind: 'char'; readonly accepts: Accepts; readonly next: number }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | { readonly kind: Assertion; readonly next: number }
  | { readonly kind: 'found' };

/** Counted repetitions are written out; a pattern that grows beyond this is not made. */
const MOST_STEPS = 5000;
/** Groups within groups, beyond which nobody writes by hand. */
const DEEPEST = 50;
const LONGEST_PATTERN = 2000;

const machines = new WeakMap<TextConstraints, PatternMachine | 'unknown'>();

/**
 * Whether the `pattern` of a schema is found in a text. Patterns come from strangers and JavaScript's engine backtracks,
 * so that `(a+)+$` could hold a keystroke up for hours; ours doesn't. A pattern that it can't read (look-around, back
 * references, Unicode properties, other languages' syntax) refuses nothing.
 */
export function searches(constraints: TextConstraints, pattern: string, text: string): boolean {
  const known = machines.get(constraints);
  const machine = known ?? (pattern.length > LONGEST_PATTERN ? null : machineOf(pattern)) ?? 'unknown';
  if (!known) machines.set(constraints, machine);
  return machine === 'unknown' || machineFinds(machine, text);
}

/** The machine of a pattern; null where it has what can't be matched so, isn't valid at all, or would be too large. */
export function machineOf(source: string): PatternMachine | null {
  return attempt(() => {
    const reader: Reader = { source, at: 0, steps: [{ kind: 'found' }] };
    const pattern = choice(reader, 0);
    if (reader.at < source.length) refuse();
    add(reader, { kind: 'fork', next: [pattern(0)] });
    return reader.steps;
  });
}

/** Whether the pattern is found anywhere in a text. */
export function machineFinds(steps: PatternMachine, text: string): boolean {
  const codes = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  const seen = new Int32Array(steps.length).fill(-1);
  let waiting: number[] = [];
  for (let at = 0; at <= codes.length; at++) {
    const next: number[] = [];
    // A search may begin anywhere.
    if (follow(steps, [...waiting, steps.length - 1], codes, at, seen, next)) return true;
    const code = codes[at];
    if (code === undefined) break;
    waiting = next.flatMap((s) => {
      const step = steps[s];
      return step?.kind === 'char' && step.accepts(code) ? [step.next] : [];
    });
  }
  return false;
}

/** Follows what needs no character; the steps that wait for one go to `into`. True where the end is reached. */
function follow(
  steps: PatternMachine,
  from: number[],
  codes: readonly number[],
  at: number,
  seen: Int32Array,
  into: number[],
): boolean {
  for (let s = from.pop(); s !== undefined; s = from.pop()) {
    if (seen[s] === at) continue;
    seen[s] = at;
    const step = steps[s] as Step;
    if (step.kind === 'found') return true;
    if (step.kind === 'char') into.push(s);
    else if (step.kind === 'fork') from.push(...step.next);
    else if (holds(step.kind, codes, at)) from.push(step.next);
  }
  return false;
}

function holds(kind: Assertion, codes: readonly number[], at: number): boolean {
  if (kind === 'start') return at === 0;
  if (kind === 'end') return at === codes.length;
  const before = at > 0 && isWord(codes[at - 1] ?? 0);
  const after = at < codes.length && isWord(codes[at] ?? 0);
  return (before !== after) === (kind === 'boundary');
}

interface Reader {
  readonly source: string;
  at: number;
  readonly steps: Step[];
}

/** Adds the steps of a part of the pattern, from its end, since each step knows where it leads: from the step behind it, the first of its own. */
type Part = (next: number) => number;

function refuse(): never {
  throw new Error('this pattern can’t be matched in linear time');
}

function add({ steps }: Reader, step: Step): number {
  return steps.length < MOST_STEPS ? steps.push(step) - 1 : refuse();
}

function take(reader: Reader, text: string): boolean {
  if (!reader.source.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}

function choice(reader: Reader, depth: number): Part {
  const first = sequence(reader, depth);
  const branches = [first];
  while (take(reader, '|')) branches.push(sequence(reader, depth));
  if (branches.length === 1) return first;
  return (next) => add(reader, { kind: 'fork', next: branches.map((branch) => branch(next)) });
}

function sequence(reader: Reader, depth: number): Part {
  const parts: Part[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? ''))
    parts.push(term(reader, depth));
  return (next) => parts.reduceRight((after, part) => part(after), next);
}

function term(reader: Reader, depth: number): Part {
  for (const [sign, kind] of ASSERTIONS) if (take(reader, sign)) return (next) => add(reader, { kind, next });
  return quantified(reader, atom(reader, depth));
}

function atom(reader: Reader, depth: number): Part {
  if (take(reader, '(')) {
    if (depth >= DEEPEST) refuse();
    skipGroupStart(reader);
    const inner = choice(reader, depth + 1);
    return take(reader, ')') ? inner : refuse();
  }
  if ('*+?{}]'.includes(reader.source[reader.at] ?? '')) refuse();
  const read = take(reader, '[') ? characterClass(reader) : take(reader, '.') ? isInLine : character(reader);
  const accepts = typeof read === 'number' ? (code: number) => code === read : read;
  return (next) => add(reader, { kind: 'char', accepts, next });
}

/** `(`, `(?:` and `(?<name>` capture nothing here; any other `(?` looks around. */
function skipGroupStart(reader: Reader): void {
  if (take(reader, '?:')) return;
  const named = /^\?<[A-Za-z_$][\w$]*>/.exec(reader.source.slice(reader.at));
  if (named) reader.at += named[0].length;
  if (reader.source[reader.at] === '?') refuse();
}

function quantified(reader: Reader, of: Part): Part {
  const match = /^(?:([*+?])|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})\??/.exec(reader.source.slice(reader.at, reader.at + 14));
  if (!match) return of;
  reader.at += match[0].length;
  const [, sign, low, comma, high = Infinity] = match;
  const min = sign ? Number(sign === '+') : Number(low);
  const max = sign ? (sign === '?' ? 1 : Infinity) : comma ? Number(high) : min;
  return max < min ? refuse() : (next) => repeat(reader, of, min, max, next);
}

function repeat(reader: Reader, of: Part, min: number, max: number, next: number): number {
  let entry = next;
  if (max === Infinity) {
    const forward: number[] = [];
    entry = add(reader, { kind: 'fork', next: forward });
    forward.push(of(entry), next);
  } else for (let i = min; i < max; i++) entry = add(reader, { kind: 'fork', next: [of(entry), next] });
  for (let i = 0; i < min; i++) {
    const before = entry;
    entry = of(entry);
    // Nothing, repeated, is nothing; repeated within repetitions it would take for ever.
    if (entry === before) break;
  }
  return entry;
}

function characterClass(reader: Reader): Accepts {
  const negated = take(reader, '^');
  const tests: Accepts[] = [];
  while (!take(reader, ']')) {
    const from = classCharacter(reader);
    if (typeof from === 'function') tests.push(from);
    else if (reader.source[reader.at] === '-' && reader.source[reader.at + 1] !== ']') {
      reader.at++;
      const to = classCharacter(reader);
      if (typeof to !== 'number' || to < from) refuse();
      tests.push((code) => code >= from && code <= to);
    } else tests.push((code) => code === from);
  }
  return (code) => tests.some((test) => test(code)) !== negated;
}

const classCharacter = (reader: Reader): number | Accepts => (take(reader, '\\b') ? 8 : character(reader));

/** One character, escaped or not, or a class escape. */
function character(reader: Reader): number | Accepts {
  const code = reader.source.codePointAt(reader.at) ?? refuse();
  reader.at += code > 0xffff ? 2 : 1;
  if (code !== BACKSLASH) return code;
  const rest = reader.source.slice(reader.at, reader.at + 9);
  const numeric = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\})/.exec(rest);
  if (numeric) {
    reader.at += numeric[0].length;
    return Number.parseInt(numeric[1] ?? numeric[2] ?? numeric[3] ?? '', 16);
  }
  const letter = rest[0] ?? '';
  reader.at++;
  return CLASSES[letter] ?? (/^[^A-Za-z0-9]$/.test(letter) ? letter.charCodeAt(0) : refuse());
}

const BACKSLASH = 92;
const ASSERTIONS = [['^', 'start'], ['$', 'end'], ['\\b', 'boundary'], ['\\B', 'inside']] as const; // biome-ignore format: a table reads better packed
const LINE_ENDS: ReadonlySet<number> = new Set([10, 13, 0x2028, 0x2029]);

const not =
  (test: Accepts): Accepts =>
  (code) =>
    !test(code);
const isInLine: Accepts = (code) => !LINE_ENDS.has(code);
const isDigit: Accepts = (code) => code >= 48 && code <= 57;
const isWord: Accepts = (code) =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
const isSpace: Accepts = (code) => /^\s$/.test(String.fromCodePoint(code));

/** What a letter or 0 behind a backslash stands for. */
const CLASSES: Readonly<Record<string, Accepts | number | undefined>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
  n: 10,
  r: 13,
  t: 9,
  f: 12,
  v: 11,
  0: 0,
};
