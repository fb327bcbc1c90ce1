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
