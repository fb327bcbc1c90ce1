import type { ConvertorName } from '../../model/path-template.ts';
import type { Entry } from './entry.ts';
import { type IndexNode, insertEntry } from './index-node.ts';
import type { ParamPlan } from './param-plan.ts';
import { parseParts } from './path-syntax.ts';
import { matcherOf, type SegmentMatcher } from './segment-matcher.ts';

/** Adds entries to a tree of segments; paths with equal segments share nodes. */
export interface IndexBuilder {
  /** Skips an entry whose path the framework refuses. */
  place(root: IndexNode, entry: Entry): void;
}

/** A templated segment, parsed once for all paths that have it. */
interface KnownSegment {
  readonly matcher: SegmentMatcher;
  readonly names: readonly string[];
  readonly isRefused: boolean;
  /** Its only part, where it is a whole parameter. */
  readonly whole: { readonly name: string; readonly convertor: ConvertorName } | null;
}

export function indexBuilder(): IndexBuilder {
  const known = new Map<string, KnownSegment>();
  const plans = new Map<string, ParamPlan>();
  return {
    place(root, entry) {
      const texts = entry.path === '' ? [] : entry.path.slice(1).split('/');
      const matchers: SegmentMatcher[] = [];
      const names: string[] = [];
      let simple = true;
      let key = '';
      let at: 'ends' | 'rest' | 'tails' = 'ends';
      for (let i = 0; i < texts.length; i++) {
        const text = texts[i] as string;
        if (!text.includes('{')) {
          if (at === 'ends') matchers.push({ kind: 'literal', shape: '', text });
          continue;
        }
        const { matcher, whole, names: own, isRefused } = segmentOf(text, known);
        if (isRefused || own.some((name) => names.includes(name))) return;
        names.push(...own);
        const endsHere = matcher.kind === 'lines';
        if (endsHere && at === 'ends') at = matcher.whole && i === texts.length - 1 ? 'rest' : 'tails';
        if (at === 'ends') matchers.push(matcher);
        if (whole) key += `${i}${text}`;
        else if (matcher.kind !== 'literal') simple = false;
      }
      if (simple && at !== 'tails') entry.plan = planOf(key, texts, known, plans);
      insertEntry(root, matchers, entry, at);
    },
  };
}

function segmentOf(text: string, known: Map<string, KnownSegment>): KnownSegment {
  let segment = known.get(text);
  if (!segment) {
    const { parts, fault } = parseParts(text);
    const names = parts.flatMap((part) => (part.kind === 'param' ? [part.name] : []));
    const [only] = parts;
    const whole = parts.length === 1 && only?.kind === 'param' ? only : null;
    segment = { matcher: matcherOf({ raw: text, parts }), names, isRefused: fault !== null, whole };
    known.set(text, segment);
  }
  return segment;
}

function planOf(
  key: string,
  texts: readonly string[],
  known: ReadonlyMap<string, KnownSegment>,
  plans: Map<string, ParamPlan>,
): ParamPlan {
  let plan = plans.get(key);
  if (!plan) {
    const found = texts.flatMap((text, i) => {
      const whole = known.get(text)?.whole;
      return whole ? [{ i, ...whole }] : [];
    });
    plan = {
      segments: found.map(({ i }) => i),
      names: found.map(({ name }) => name),
      convertors: found.map(({ convertor }) => convertor),
    };
    plans.set(key, plan);
  }
  return plan;
}
