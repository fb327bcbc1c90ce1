import {
  addShape,
  childFor,
  findShape,
  type MatchedChildren,
  newMatchedChildren,
  type SegmentChildren,
} from '../segment-children.ts';
import type { Entry } from './entry.ts';
import type { SegmentMatcher } from './segment-matcher.ts';

/** One segment of the tree that route-index.ts explains. Fields stay null until needed: there is one node per route or so. */
export interface IndexNode extends SegmentChildren<IndexNode> {
  /** Lowest order below. */
  min: number;
  /** The child behind a whole `{x}`. */
  any: IndexNode | null;
  /** Children behind every other kind of segment. */
  others: MatchedChildren<MatchedChild> | null;
  /** Entries whose path ends here. */
  ends: Entry[] | null;
  /** Entries that take whatever follows, at least a slash. */
  rest: Entry[] | null;
  /** Entries that go on with a `{x:path}` in an odd place and are tried as a whole. */
  tails: Entry[] | null;
}

interface MatchedChild {
  readonly matcher: SegmentMatcher;
  readonly node: IndexNode;
}

export function newIndexNode(): IndexNode {
  return {
    min: Infinity,
    texts: null,
    nodes: null,
    byText: null,
    any: null,
    others: null,
    ends: null,
    rest: null,
    tails: null,
  };
}

/** Adds an entry at the end of its segments. Entries come in registration order, so that every list is in order. */
export function insertEntry(
  root: IndexNode,
  segments: readonly SegmentMatcher[],
  entry: Entry,
  at: 'ends' | 'rest' | 'tails',
): void {
  let node = root;
  const { order } = entry;
  node.min = Math.min(node.min, order);
  for (const segment of segments) {
    node = nextNode(node, segment);
    node.min = Math.min(node.min, order);
  }
  const list = node[at];
  if (list) list.push(entry);
  else node[at] = [entry];
}

function nextNode(node: IndexNode, segment: SegmentMatcher): IndexNode {
  if (segment.kind === 'literal') return childFor(node, segment.text, newIndexNode);
  if (segment.kind === 'any') {
    node.any ??= newIndexNode();
    return node.any;
  }
  node.others ??= newMatchedChildren();
  const known = findShape(node.others, segment.shape);
  if (known) return known.node;
  const made = { matcher: segment, node: newIndexNode() };
  addShape(node.others, made, node.others.list.length);
  return made.node;
}
