import type { Segment } from '../../model/path-template.ts';
import type { Cause } from '../near-miss.ts';
import type { Step } from '../search/align.ts';
import { cheapestReading, type TypedWord } from '../search/compare-words.ts';
import { isHabitualPrefix } from '../search/habitual-words.ts';
import type { ParamClass } from '../search/param-class.ts';
import { valueMatch } from '../search/query.ts';
import { classAt, codeAt } from '../search/search-index.ts';
import type { Word } from '../search/word.ts';
import type { Context } from './cause-context.ts';
import { wrongMethod } from './method-cause.ts';
import { appliedTwice, doublePrefix, extraPrefix, missingPrefix, mountLength, wrongMount } from './prefix-causes.ts';
import { doubleSlash, edgeCauses, trimmingCause } from './punctuation.ts';
import { extraSegment, missingSegment, swappedSegments, tooLong } from './segment-causes.ts';
import { spellingCause } from './spelling.ts';
import { emptyEnd, emptyParam, paramType } from './value-causes.ts';

/** Every cause of a candidate, in the order of the typed path; the method first. */
export function explain(context: Context): readonly Cause[] {
  const { candidate, query } = context;
  const { target } = candidate;
  const out: Cause[] = [];
  if (candidate.method !== query.request.method) out.push(wrongMethod(query.request.method, target, candidate.method));
  const steps = stepCauses(context);
  // An empty last parameter has said what the slash at the end is about.
  const end = candidate.steps.at(-1);
  const said = end !== undefined && isEmptyEnd(context, end);
  out.push(...steps, ...edgeCauses(context).filter(({ kind }) => !(said && kind === 'trailing-slash')));
  return out;
}

function stepCauses(context: Context): Cause[] {
  const { steps } = context.candidate;
  const out: Cause[] = [];
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at] as (typeof steps)[number];
    switch (step.op) {
      case 'match':
        out.push(...matchCauses(context, step.typed, step.meant));
        break;
      case 'swap':
        out.push(swappedSegments(context, step.typed, step.meant));
        out.push(
          ...matchCauses(context, step.typed, step.meant + 1),
          ...matchCauses(context, step.typed + 1, step.meant),
        );
        break;
      case 'missing':
        out.push(
          isEmptyEnd(context, step) ? emptyEnd(context, step.meant) : missingSegment(context, step.typed, step.meant),
        );
        break;
      case 'extra':
        if (context.query.typed.segments[step.typed] === '') out.push(doubleSlash(context, step.typed));
        else if (isPrefixAgain(context, step.typed)) out.push(doublePrefix(context, step.typed, 1));
        else out.push(extraSegment(context, step.typed));
        break;
      case 'double':
        out.push(doublePrefix(context, step.typed, step.count));
        break;
      case 'rest':
        if (!classAt(context.index, context.candidate.id, step.meant)?.rest && steps[at - 1]?.op !== 'rest')
          out.push(tooLong(context, step.typed, step.meant));
        break;
      case 'missing-prefix':
      case 'extra-prefix': {
        const run = [];
        for (; at < steps.length && isPrefixStep(steps[at], context); at++) run.push(steps[at] as PrefixStep);
        at--;
        out.push(...prefixCauses(context, run));
      }
    }
  }
  return out;
}

/** `/eu/v1/v1/messages`: what looks like a prefix is one, wherever it stands. */
function isPrefixAgain({ query }: Context, i: number): boolean {
  const { segments } = query.typed;
  const text = segments[i] as string;
  return isHabitualPrefix(text) && (text === segments[i - 1] || text === segments[i + 1]);
}

/** A last parameter that nothing but its slash was typed for. */
function isEmptyEnd({ query, candidate }: Context, step: Step): boolean {
  const { segments, trailing } = candidate.target;
  const last = step.op === 'missing' && step.meant === segments.length - 1 && step === candidate.steps.at(-1);
  return (
    last && query.typed.trailing && !trailing && (segments.at(-1)?.parts.some(({ kind }) => kind === 'param') ?? false)
  );
}

interface PrefixStep {
  readonly op: 'missing-prefix' | 'extra-prefix' | 'extra';
  readonly typed: number;
  readonly meant: number;
}

/** What was typed in place of a mount's path is part of the same mistake, whatever it looks like. */
function isPrefixStep(step: Step | undefined, context: Context): boolean {
  if (step?.op === 'missing-prefix' || step?.op === 'extra-prefix') return true;
  return step?.op === 'extra' && step.meant > 0 && step.meant <= mountLength(context);
}

function prefixCauses(context: Context, run: readonly PrefixStep[]): Cause[] {
  const typed = run.filter(({ op }) => op !== 'missing-prefix').map((step) => step.typed);
  const meant = run.filter(({ op }) => op === 'missing-prefix').map((step) => step.meant);
  const [first] = meant;
  if (typed.length > 0 && first !== undefined && first < mountLength(context))
    return [wrongMount(context, typed, meant)];
  const out: Cause[] = [];
  // One that the next segment repeats is a second copy; the others don't belong here at all.
  const { segments } = context.query.typed;
  const again = typed.filter((i) => segments[i] === segments[i + 1]);
  const extra = typed.filter((i) => !again.includes(i));
  if (extra.length > 0) out.push(extraPrefix(context, extra));
  for (const i of again) out.push(doublePrefix(context, i, 1));
  if (first !== undefined) {
    const next = run.find(({ op }) => op === 'missing-prefix') as PrefixStep;
    const twice = isSecondCopy(context, meant);
    out.push(twice ? appliedTwice(context, next.typed, meant) : missingPrefix(context, next.typed, meant));
  }
  return out;
}

/** Whether the missing segments repeat what stands before or behind them in the template. */
function isSecondCopy({ candidate }: Context, meant: readonly number[]): boolean {
  const raw = candidate.target.segments.map((segment) => segment.raw);
  const [first, last] = [meant[0] as number, meant.at(-1) as number];
  const copy = raw.slice(first, last + 1).join('/');
  const count = meant.length;
  return copy === raw.slice(first - count, first).join('/') || copy === raw.slice(last + 1, last + 1 + count).join('/');
}

function matchCauses(context: Context, i: number, j: number): Cause[] {
  const code = codeAt(context.index, context.candidate.id, j);
  return code >= 0
    ? wordCauses(context, i, j, context.index.words[code] as Word)
    : valueCauses(context, i, j, code, context.index.classes[~code] as ParamClass);
}

function wordCauses(context: Context, i: number, j: number, meant: Word): Cause[] {
  const best = cheapestReading(context.query.words[i] as TypedWord, meant);
  if (!best) return [];
  const { word, kinds } = best.reading;
  return [
    ...best.match.kinds.map((kind) => spellingCause(context, kind, i, j, word.text, meant.text)),
    ...kinds.map((kind) => trimmingCause(context, kind, i, j, word.text)),
  ];
}

function valueCauses(context: Context, i: number, j: number, code: number, of: ParamClass): Cause[] {
  const { query, fixed, candidate } = context;
  const { kinds, value } = valueMatch(context.index, query, i, code);
  const { raw, parts } = candidate.target.segments[j] as Segment;
  if (kinds.length === 0 && fixed.refused.includes(j)) {
    const valid = of.kind === 'date' || of.kind === 'datetime' ? `valid ${of.kind}` : `value that ${raw} accepts`;
    return [paramType(context, i, j, valid)];
  }
  return kinds.map((kind) => {
    switch (kind) {
      case 'empty-param':
        return emptyParam(context, i, j, parts.find((part) => part.kind === 'param')?.name ?? '');
      case 'param-type': {
        const expected = of.kind === 'enum' ? `one of ${of.values.join(', ')}` : of.kind;
        return paramType(context, i, j, of.mixed ? `like ${raw}` : expected);
      }
      case 'extension':
      case 'stray-character':
      case 'encoding':
        return trimmingCause(context, kind, i, j, value ?? '');
      default:
        return spellingCause(context, kind, i, j, query.words[i]?.word.text ?? '', value ?? '');
    }
  });
}
