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

/** A node of the tree in route-index.ts. Fields stay null until needed, because there is about one node per route. */
export interface IndexNode extends SegmentChildren<IndexNode> {
  /** Lowest order below. */
  min: number;
  /** The child for a segment that is one `{x}`. */
  any: IndexNode | null;
  /** The children for all other segments with parameters. */
  others: MatchedChildren<MatchedChild> | null;
  /** Entries whose path ends here. */
  ends: Entry[] | null;
  /** Entries that match everything from the next slash on. */
  rest: Entry[] | null;
  /** Entries with a `{x:path}` that isn't the last segment; their whole pattern is tried. */
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

/** Adds an entry at its last node. Entries come in registration order, so that every list is sorted. */
export function insertEntry(node: IndexNode, entry: Entry, at: 'ends' | 'rest' | 'tails'): void {
  const list = node[at];
  if (list) list.push(entry);
  else node[at] = [entry];
}

/** A node on the way to an entry: the first entry has the lowest order. */
export function visited(node: IndexNode, { order }: Entry): IndexNode {
  if (order < node.min) node.min = order;
  return node;
}

export function nextNode(node: IndexNode, segment: SegmentMatcher): IndexNode {
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
