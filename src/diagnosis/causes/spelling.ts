import { type Cause, cause, type Range } from '../near-miss.ts';
import type { SpellingKind } from '../search/compare-words.ts';
import { type Slip, slipCount, slips } from '../search/edit-distance.ts';
import { type Context, fixedRange, quote, typedRange } from './cause-context.ts';

/** Letters: typo, case, plural, separator, synonym, version. `typed` and `meant` are the words without their trimmings. */
export function spellingCause(
  context: Context,
  kind: SpellingKind,
  i: number,
  j: number,
  typed: string,
  meant: string,
): Cause {
  const typedAt = within(typedRange(context, i), context.query.typed.segments[i] as string, typed);
  const fixedAt = fixedRange(context, j);
  const whole = (detail: string) => cause(kind, i + 1, detail, [typedAt], [fixedAt]);
  switch (kind) {
    case 'typo':
      return typo(i, typed, meant, typedAt, fixedAt);
    case 'case': {
      const marks = caseMarks(typed, meant);
      const detail = `paths are case-sensitive: ${quote(meant)}, not ${quote(typed)}`;
      return cause(kind, i + 1, detail, shift(marks, typedAt), shift(marks, fixedAt));
    }
    case 'plural':
      return whole(
        `${quote(meant)} is ${typed.length < meant.length ? 'plural' : 'singular'} here, not ${quote(typed)}`,
      );
    case 'separator':
      return whole(`the words are joined differently: ${quote(meant)}, not ${quote(typed)}`);
    case 'synonym':
      return whole(`${quote(typed)} is called ${quote(meant)} here`);
    case 'version':
      return whole(
        `the route is under ${prefixUpTo(context.fixed.segments, j)}, not ${prefixUpTo(context.query.typed.segments, i)}`,
      );
  }
}

const prefixUpTo = (segments: readonly string[], at: number) => `/${segments.slice(0, at + 1).join('/')}`;

function typo(i: number, typed: string, meant: string, typedAt: Range, fixedAt: Range): Cause {
  const exact = slipCount(typed, meant, 4) <= slipCount(typed.toLowerCase(), meant.toLowerCase(), 4);
  const [a, b] = exact ? [typed, meant] : [typed.toLowerCase(), meant.toLowerCase()];
  const list = slips(a, b);
  const [only] = list;
  const detail =
    list.length === 1 && only ? slipWords(only, typed, meant) : `${quote(typed)} is misspelt: ${quote(meant)}`;
  const typedMarks = list.map(({ kind, at }): Range => [at, at + (kind === 'swap' ? 2 : kind === 'drop' ? 0 : 1)]);
  const fixedMarks = list.map(
    ({ kind, at2 }): Range => [at2, at2 + (kind === 'swap' ? 2 : kind === 'double' || kind === 'insert' ? 0 : 1)],
  );
  return cause('typo', i + 1, detail, shift(typedMarks, typedAt), shift(fixedMarks, fixedAt));
}

function slipWords(slip: Slip, typed: string, meant: string): string {
  const wrong = typed[slip.at] ?? '';
  const right = meant[slip.at2] ?? '';
  switch (slip.kind) {
    case 'swap':
      return `${quote(typed)} swaps two letters of ${quote(meant)}`;
    case 'double':
      return `${quote(typed)} doubles the ${quote(wrong)} of ${quote(meant)}`;
    case 'insert':
      return `${quote(typed)} is ${quote(meant)} with an extra ${quote(wrong)}`;
    case 'drop':
      if (slip.at2 === meant.length - 1) return `${quote(typed)} is ${quote(meant)} without its last letter`;
      return `${quote(typed)} is ${quote(meant)} without its ${slip.at2 === 0 ? 'first letter' : quote(right)}`;
    default:
      return `${quote(typed)} has ${quote(wrong)} where ${quote(meant)} has ${quote(right)}`;
  }
}

function caseMarks(a: string, b: string): Range[] {
  const marks: Range[] = [];
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) marks.push([i, i + 1]);
  return marks;
}

function shift(marks: readonly Range[], [from, end]: Range): Range[] {
  return marks.map(([a, b]) => [Math.min(end, a + from), Math.min(end, b + from)]);
}

/** The part of a typed segment that was compared. */
function within(range: Range, whole: string, part: string): Range {
  const at = whole.indexOf(part);
  return at < 0 ? range : [range[0] + at, range[0] + at + part.length];
}
