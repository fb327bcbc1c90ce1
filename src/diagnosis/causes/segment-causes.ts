import { type Cause, cause } from '../near-miss.ts';
import { type Context, fixedRange, quote, typedRange } from './cause-context.ts';

/** A segment of the template that nothing was typed for. `i` is the typed segment that it belongs in front of. */
export function missingSegment(context: Context, i: number, j: number): Cause {
  const { raw = '', parts = [] } = context.candidate.target.segments[j] ?? {};
  const last = j === context.candidate.target.segments.length - 1;
  const detail =
    parts[0]?.kind === 'param' && parts.at(-1)?.kind === 'param' ? `${raw} is missing` : `${quote(raw)} is missing`;
  const typedCount = context.query.typed.segments.length;
  const where = i < typedCount ? i + 1 : typedCount || null;
  return cause('missing-segment', where, last ? `${detail} at the end` : detail, [], [fixedRange(context, j)]);
}

export function extraSegment(context: Context, i: number): Cause {
  const { segments } = context.query.typed;
  const text = segments[i] as string;
  // Twice only beside one that does belong here.
  const belongs = (at: number) =>
    text === segments[at] && !context.candidate.steps.some(({ op, typed }) => op === 'extra' && typed === at);
  const twice = belongs(i - 1) || belongs(i + 1);
  return cause('extra-segment', i + 1, twice ? `${quote(text)} is repeated` : `${quote(text)} doesn't belong here`, [
    typedRange(context, i),
  ]);
}

/** More segments than a parameter takes, whose name says that it holds a path. */
export function tooLong(context: Context, i: number, j: number): Cause {
  const raw = context.candidate.target.segments[j]?.raw ?? '';
  const { offsets, segments } = context.query.typed;
  const end = (offsets.at(-1) ?? 0) + (segments.at(-1)?.length ?? 0);
  return cause('extra-segment', i + 1, `${raw} matches one segment`, [[offsets[i] ?? 0, end]]);
}

export function swappedSegments(context: Context, i: number, j: number): Cause {
  const [a, b] = [context.query.typed.segments[i] as string, context.query.typed.segments[i + 1] as string];
  return cause(
    'swapped-segments',
    i + 1,
    `${quote(a)} and ${quote(b)} are swapped`,
    [typedRange(context, i), typedRange(context, i + 1)],
    [fixedRange(context, j), fixedRange(context, j + 1)],
  );
}

/** A value that its parameter's type refuses. */
export function paramType(context: Context, i: number, j: number, expected: string): Cause {
  const raw = context.query.words[i]?.word.text ?? '';
  const detail = `${quote(raw)} is not ${withArticle(expected)}${whyNoValue(raw)}`;
  return cause('param-type', i + 1, detail, [typedRange(context, i)], [fixedRange(context, j)]);
}

/** What documentation, and what a program writes where it has no value. */
const PLACEHOLDER = /^(?:\{.*\}|\$\{?\w+\}?|:[a-z]\w*|<.*>|%[sd])$/i;
const NOTHING = /^(?:undefined|null|none|nil|nan|\[object object\])$/i;

function whyNoValue(raw: string): string {
  if (PLACEHOLDER.test(raw)) return ': it is the placeholder itself';
  return NOTHING.test(raw) ? ': the client had no value to put there' : '';
}

/** Nothing where a value belongs. */
export function emptyParam(context: Context, i: number, j: number, name: string): Cause {
  const at = context.query.typed.offsets[i] as number;
  return cause('empty-param', i + 1, `{${name}} is empty`, [[Math.max(0, at - 1), at + 1]], [fixedRange(context, j)]);
}

/** Nothing behind the last slash, where a value belongs. */
export function emptyEnd(context: Context, j: number): Cause {
  const { typed, request } = context.query;
  const slash = request.path.lastIndexOf('/');
  const detail = `${context.candidate.target.segments[j]?.raw} is empty`;
  return cause('empty-param', typed.segments.length + 1, detail, [[slash, slash + 1]], [fixedRange(context, j)]);
}

/** `an int`, `a uuid`, `one of open, closed`. */
function withArticle(expected: string): string {
  if (/^(one of|like) /.test(expected)) return expected;
  return `${/^(int|enum)/.test(expected) ? 'an' : 'a'} ${expected === 'bool' ? 'boolean' : expected}`;
}
