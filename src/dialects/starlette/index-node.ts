import type { Entry } from './entry.ts';
import type { SegmentMatcher } from './segment-matcher.ts';

/** One segment of the tree that route-index.ts explains. Fields stay null until needed: there is one node per route or so. */
export interface IndexNode {
  /** Lowest order below. */
  min: number;
  /** Literal children, few: texts and nodes side by side; many: by text. */
  texts: string[] | null;
  nodes: IndexNode[] | null;
  byText: Map<string, IndexNode> | null;
  /** The child behind a whole `{x}`. */
  any: IndexNode | null;
  /** Children behind every other kind of segment. */
  others: { readonly matcher: SegmentMatcher; readonly node: IndexNode }[] | null;
  /** Entries whose path ends here. */
  ends: Entry[] | null;
  /** Entries that take whatever follows, at least a slash. */
  rest: Entry[] | null;
  /** Entries that go on with a `{x:path}` in an odd place and are tried as a whole. */
  tails: Entry[] | null;
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

/** Literal children beyond this many are found by hash: comparing is faster for fewer. */
const FEW = 6;

/** Adds an entry at the end of its segments. Entries come in registration order, so that every list is in order. */
export function insertEntry(
  root: IndexNode,
  segments: readonly SegmentMatcher[],
  entry: Entry,
  at: 'ends' | 'rest' | 'tails',
): void {
  let node = root;
  const { order } = entry.registration;
  node.min = Math.min(node.min, order);
  for (const segment of segments) {
    node = childFor(node, segment);
    node.min = Math.min(node.min, order);
  }
  const list = node[at];
  if (list) list.push(entry);
  else node[at] = [entry];
}

function childFor(node: IndexNode, segment: SegmentMatcher): IndexNode {
  if (segment.kind === 'literal') return literalFor(node, segment.text);
  if (segment.kind === 'any') {
    node.any ??= newIndexNode();
    return node.any;
  }
  node.others ??= [];
  const known = node.others.find((other) => other.matcher.shape === segment.shape);
  if (known) return known.node;
  const made = { matcher: segment, node: newIndexNode() };
  node.others.push(made);
  return made.node;
}

function literalFor(node: IndexNode, text: string): IndexNode {
  const known = node.byText ? node.byText.get(text) : node.nodes?.[node.texts?.indexOf(text) ?? -1];
  if (known) return known;
  const made = newIndexNode();
  if (node.byText) node.byText.set(text, made);
  else if (node.texts && node.nodes && node.texts.length >= FEW) {
    const nodes = node.nodes;
    node.byText = new Map(node.texts.map((other, i) => [other, nodes[i] as IndexNode]));
    node.byText.set(text, made);
    node.texts = null;
    node.nodes = null;
  } else if (node.texts && node.nodes) {
    node.texts.push(text);
    node.nodes.push(made);
  } else {
    node.texts = [text];
    node.nodes = [made];
  }
  return made;
}

/** The literal child whose text is `path` from `from` to `end`. */
export function literalChild(node: IndexNode, path: string, from: number, end: number): IndexNode | null {
  if (node.byText) return node.byText.get(path.slice(from, end)) ?? null;
  const { texts } = node;
  if (!texts) return null;
  const length = end - from;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] as string;
    if (text.length === length && path.startsWith(text, from)) return (node.nodes as IndexNode[])[i] as IndexNode;
  }
  return null;
}
