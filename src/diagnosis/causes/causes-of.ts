import { KNOWN_METHODS } from '../../model/parse-request.ts';
import type { Segment } from '../../model/path-template.ts';
import { type Cause, cause } from '../near-miss.ts';
import type { Step } from '../search/align.ts';
import { cheapestReading, type TypedWord } from '../search/compare-words.ts';
import { isHabitualPrefix } from '../search/habitual-words.ts';
import { isMisspelt } from '../search/meant-method.ts';
import type { ParamClass } from '../search/param-class.ts';
import { valueMatch } from '../search/query.ts';
import { classAt, codeAt } from '../search/search-index.ts';
import type { Target } from '../search/target.ts';
import type { Word } from '../search/word.ts';
import type { Context } from './cause-context.ts';
import { doublePrefix, prefixCauses, prefixRun } from './prefix-causes.ts';
import { doubleSlash, edgeCauses, trimmingCause } from './punctuation.ts';
import {
  emptyEnd,
  emptyParam,
  extraSegment,
  missingSegment,
  paramType,
  swappedSegments,
  tooLong,
} from './segment-causes.ts';
import { spellingCause } from './spelling.ts';

/** Every cause of a candidate, in the order of the typed path; the method first. */
export function explain(context: Context): readonly Cause[] {
  const { candidate, query } = context;
  const { method } = query.request;
  const ofMethod = candidate.method === method ? [] : [wrongMethod(method, candidate.target, candidate.method)];
  // An empty last parameter explains the slash at the end.
  const end = candidate.steps.at(-1);
  const explained = end !== undefined && isEmptyEnd(context, end);
  const atEdges = edgeCauses(context).filter(({ kind }) => !explained || kind !== 'trailing-slash');
  return [...ofMethod, ...stepCauses(context), ...atEdges];
}

/** The path is right, the method isn't: `POST exists here, GET doesn't`. */
function wrongMethod(typed: string, target: Target, meant: string): Cause {
  const others = [meant, ...target.methods.filter((method) => method !== meant)];
  const upper = typed.toUpperCase();
  if (upper !== typed && target.methods.includes(upper)) {
    return cause('method', null, `methods are case-sensitive: ${upper}, not ${typed}`);
  }
  if (!KNOWN_METHODS.includes(upper) && isMisspelt(upper, meant))
    return cause('method', null, `${typed} is a misspelling of ${meant}`);
  const listed = others.length === 1 ? others[0] : `${others.slice(0, -1).join(', ')} and ${others.at(-1)}`;
  return cause('method', null, `this path has ${listed}, not ${typed}`);
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
        const run = prefixRun(context, at);
        at += run.length - 1;
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
