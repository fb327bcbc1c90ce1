import type { ConvertorName } from '../../model/path-template.ts';
import { childFor } from '../segment-children.ts';
import type { Entry } from './entry.ts';
import { type IndexNode, insertEntry, newIndexNode, nextNode, visited } from './index-node.ts';
import type { ParamPlan } from './param-plan.ts';
import { parseParts } from './path-syntax.ts';
import { matcherOf, type SegmentMatcher } from './segment-matcher.ts';

/** A segment, parsed once for all paths that have it. */
interface KnownSegment {
  readonly matcher: SegmentMatcher;
  readonly names: readonly string[];
  readonly isRefused: boolean;
  /** Its only part, where it is a whole parameter. */
  readonly whole: { readonly name: string; readonly convertor: ConvertorName } | null;
}

/**
 * Adds entries to a tree of segments; paths with equal segments share nodes. Skips an entry whose path the framework refuses.
 */
export function indexBuilder(root: IndexNode): (entry: Entry) => void {
  const known = new Map<string, KnownSegment>();
  const plans = new Map<string, ParamPlan>();
  return (entry) => {
    if (!entry.path.includes('{')) {
      entry.plan = NO_PARAMS;
      insertEntry(literalNode(root, entry), entry, 'ends');
      return;
    }
    const texts = entry.path.slice(1).split('/');
    const segments: SegmentMatcher[] = [];
    const names: string[] = [];
    let simple = true;
    let key = '';
    let at: 'ends' | 'rest' | 'tails' = 'ends';
    for (let i = 0; i < texts.length; i++) {
      const text = texts[i] as string;
      const { matcher, whole, names: own, isRefused } = segmentOf(text, known);
      if (isRefused || own.some((name) => names.includes(name))) return;
      names.push(...own);
      const endsHere = matcher.kind === 'lines';
      if (endsHere && at === 'ends') at = matcher.whole && i === texts.length - 1 ? 'rest' : 'tails';
      if (at === 'ends') segments.push(matcher);
      if (whole) key += `${i}${text}`;
      else if (matcher.kind !== 'literal') simple = false;
    }
    if (simple && at !== 'tails') entry.plan = planOf(key, texts, known, plans);
    let node = visited(root, entry);
    for (const segment of segments) node = visited(nextNode(node, segment), entry);
    insertEntry(node, entry, at);
  };
}

const NO_PARAMS: ParamPlan = { segments: [], names: [], convertors: [] };

/** The node for a path without parameters. */
function literalNode(root: IndexNode, entry: Entry): IndexNode {
  const { path } = entry;
  let node = visited(root, entry);
  for (let from = 1; path !== '' && from <= path.length; ) {
    const slash = path.indexOf('/', from);
    const end = slash < 0 ? path.length : slash;
    node = visited(childFor(node, path.slice(from, end), newIndexNode), entry);
    from = end + 1;
  }
  return node;
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
