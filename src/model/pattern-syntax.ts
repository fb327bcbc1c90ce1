/** A regular expression of ECMA-262 as far as it can be matched in linear time; see pattern-machine.ts. */
export type PatternNode =
  | { readonly kind: 'char'; readonly accepts: (code: number) => boolean }
  | { readonly kind: 'sequence' | 'choice'; readonly of: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly of: PatternNode; readonly min: number; readonly max: number }
  | { readonly kind: 'start' | 'end' | 'boundary' | 'inside' };

/** Parses a pattern; null where it has what can't be matched so (look-around, back references) or isn't valid at all. */
export function parsePattern(source: string): PatternNode | null {
  const reader: Reader = { source, at: 0 };
  const node = choice(reader, 0);
  return node && reader.at === source.length ? node : null;
}

interface Reader {
  readonly source: string;
  at: number;
}

/** Groups within groups, beyond which nobody writes by hand. */
const DEEPEST = 50;

function choice(reader: Reader, depth: number): PatternNode | null {
  const of: PatternNode[] = [];
  do {
    const branch = sequence(reader, depth);
    if (!branch) return null;
    of.push(branch);
  } while (take(reader, '|'));
  return of.length === 1 ? (of[0] ?? null) : { kind: 'choice', of };
}

function sequence(reader: Reader, depth: number): PatternNode | null {
  const of: PatternNode[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? '')) {
    const node = term(reader, depth);
    if (!node) return null;
    of.push(node);
  }
  return { kind: 'sequence', of };
}

function term(reader: Reader, depth: number): PatternNode | null {
  if (take(reader, '^')) return { kind: 'start' };
  if (take(reader, '$')) return { kind: 'end' };
  if (take(reader, '\\b')) return { kind: 'boundary' };
  if (take(reader, '\\B')) return { kind: 'inside' };
  const node = atom(reader, depth);
  return node && quantified(reader, node);
}

function atom(reader: Reader, depth: number): PatternNode | null {
  if (take(reader, '(')) {
    if (depth >= DEEPEST || !groupStart(reader)) return null;
    const inner = choice(reader, depth + 1);
    return inner && take(reader, ')') ? inner : null;
  }
  if (take(reader, '[')) return characterClass(reader);
  if (take(reader, '.')) return { kind: 'char', accepts: (code) => !LINE_ENDS.has(code) };
  if ('*+?{}]'.includes(reader.source[reader.at] ?? '')) return null;
  const accepts = character(reader);
  if (accepts === null) return null;
  return { kind: 'char', accepts: typeof accepts === 'number' ? (code) => code === accepts : accepts };
}

/** `(`, `(?:` and `(?<name>` capture nothing here; any other `(?` looks around. */
function groupStart(reader: Reader): boolean {
  if (take(reader, '?:')) return true;
  const named = /^\?<[A-Za-z_$][\w$]*>/.exec(reader.source.slice(reader.at));
  if (named) reader.at += named[0].length;
  return reader.source[reader.at] !== '?';
}

function quantified(reader: Reader, of: PatternNode): PatternNode | null {
  const match = /^(?:([*+?])|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})\??/.exec(reader.source.slice(reader.at, reader.at + 14));
  if (!match) return of;
  reader.at += match[0].length;
  const [, sign, low, comma, high] = match;
  const min = sign ? (sign === '+' ? 1 : 0) : Number(low);
  const max = sign
    ? sign === '?'
      ? 1
      : Infinity
    : comma === undefined
      ? min
      : high === undefined
        ? Infinity
        : Number(high);
  return max < min ? null : { kind: 'repeat', of, min, max };
}

type Accepts = (code: number) => boolean;

function characterClass(reader: Reader): PatternNode | null {
  const negated = take(reader, '^');
  const tests: Accepts[] = [];
  while (!take(reader, ']')) {
    if (reader.at >= reader.source.length) return null;
    const from = classCharacter(reader);
    if (from === null) return null;
    if (typeof from === 'function') tests.push(from);
    else if (reader.source[reader.at] === '-' && reader.source[reader.at + 1] !== ']') {
      reader.at++;
      const to = classCharacter(reader);
      if (typeof to !== 'number' || to < from) return null;
      tests.push((code) => code >= from && code <= to);
    } else tests.push((code) => code === from);
  }
  return { kind: 'char', accepts: (code) => tests.some((test) => test(code)) !== negated };
}

function classCharacter(reader: Reader): number | Accepts | null {
  return take(reader, '\\b') ? 8 : character(reader);
}

/** One character, escaped or not, or a class escape. */
function character(reader: Reader): number | Accepts | null {
  const code = reader.source.codePointAt(reader.at);
  if (code === undefined) return null;
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
  const named = CLASSES[letter] ?? CONTROLS[letter];
  if (named !== undefined) return named;
  return letter !== '' && /[^A-Za-z0-9]/.test(letter) && letter.length === 1 ? letter.charCodeAt(0) : null;
}

const BACKSLASH = 92;
const LINE_ENDS: ReadonlySet<number> = new Set([10, 13, 0x2028, 0x2029]);
const CONTROLS: Readonly<Record<string, number | undefined>> = { n: 10, r: 13, t: 9, f: 12, v: 11, 0: 0 };

const isDigit: Accepts = (code) => code >= 48 && code <= 57;
export const isWord: Accepts = (code) =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
const isSpace: Accepts = (code) => /^\s$/.test(String.fromCodePoint(code));
const not =
  (test: Accepts): Accepts =>
  (code) =>
    !test(code);

const CLASSES: Readonly<Record<string, Accepts | undefined>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
};

function take(reader: Reader, text: string): boolean {
  if (!reader.source.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}
