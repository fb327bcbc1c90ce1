import { type Cause, cause } from '../near-miss.ts';
import { type Context, fixedRange, quote, typedRange } from './cause-context.ts';

/** A value that its parameter's type refuses. */
export function paramType(context: Context, i: number, j: number, expected: string): Cause {
  const raw = context.query.words[i]?.word.text ?? '';
  return cause(
    'param-type',
    i + 1,
    `${quote(raw)} is not ${withArticle(expected)}${whyNoValue(raw)}`,
    [typedRange(context, i)],
    [fixedRange(context, j)],
  );
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
  const at = context.query.typed.offsets[i] ?? 0;
  return cause('empty-param', i + 1, `{${name}} is empty`, [[Math.max(0, at - 1), at + 1]], [fixedRange(context, j)]);
}

/** Nothing behind the last slash, where a value belongs. */
export function emptyEnd(context: Context, j: number): Cause {
  const { path } = context.query.request;
  const slash = path.lastIndexOf('/');
  const name = context.candidate.target.segments[j]?.raw ?? '';
  const detail = `${name} is empty`;
  return cause(
    'empty-param',
    context.query.typed.segments.length + 1,
    detail,
    [[slash, slash + 1]],
    [fixedRange(context, j)],
  );
}

/** `an int`, `a uuid`, `one of open, closed`. */
function withArticle(expected: string): string {
  if (/^(one of|like) /.test(expected)) return expected;
  return `${/^(int|enum)/.test(expected) ? 'an' : 'a'} ${expected === 'bool' ? 'boolean' : expected}`;
}
