/**
 * Literal children of a node in a tree of path segments. There is about one node per route, most with at most one child. A Map
 * in each would take most of the memory, so few children are compared one by one and only many are hashed.
 */
export interface SegmentChildren<N> {
  texts: string[] | null;
  nodes: N[] | null;
  byText: Map<string, N> | null;
}

/** Up to this many children, comparing is faster than hashing. */
const FEW = 6;

/** The child for a literal segment; creates it where there is none. */
export function childFor<N>(parent: SegmentChildren<N>, text: string, make: () => N): N {
  const { texts, nodes } = parent;
  const known = parent.byText ? parent.byText.get(text) : nodes?.[texts?.indexOf(text) ?? -1];
  if (known) return known;
  const made = make();
  if (parent.byText) parent.byText.set(text, made);
  else if (!texts || !nodes) {
    parent.texts = [text];
    parent.nodes = [made];
  } else if (texts.length < FEW) {
    texts.push(text);
    nodes.push(made);
  } else {
    parent.byText = new Map(texts.map((other, i) => [other, nodes[i] as N]));
    parent.byText.set(text, made);
    parent.texts = null;
    parent.nodes = null;
  }
  return made;
}

/** The literal child whose text is `path` from `from` to `end`. */
export function findChild<N>(parent: SegmentChildren<N>, path: string, from: number, end: number): N | null {
  if (parent.byText !== null) return parent.byText.get(path.slice(from, end)) ?? null;
  const { texts } = parent;
  if (texts === null) return null;
  const length = end - from;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] as string;
    if (text.length === length && standsAt(text, path, from)) return (parent.nodes as N[])[i] as N;
  }
  return null;
}

/** `path.startsWith(text, at)`; for a few characters, a loop is faster than the call. */
function standsAt(text: string, path: string, at: number): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== path.charCodeAt(at + i)) return false;
  return true;
}

interface Matched {
  readonly matcher: { readonly shape: string };
}

/** Children behind segments that aren't literal, in the order in which they are tried. */
export interface MatchedChildren<C extends Matched> {
  readonly list: C[];
  /** By shape, where there are many: thousands of templates may differ in one segment. */
  byShape: Map<string, C> | null;
}

export function newMatchedChildren<C extends Matched>(): MatchedChildren<C> {
  return { list: [], byShape: null };
}

export function findShape<C extends Matched>({ list, byShape }: MatchedChildren<C>, shape: string): C | undefined {
  return byShape ? byShape.get(shape) : list.find(({ matcher }) => matcher.shape === shape);
}

/** Adds a child of a new shape at a place of the list. */
export function addShape<C extends Matched>(children: MatchedChildren<C>, child: C, at: number): void {
  children.list.splice(at, 0, child);
  children.byShape?.set(child.matcher.shape, child);
  if (children.byShape === null && children.list.length > FEW) {
    children.byShape = new Map(children.list.map((one) => [one.matcher.shape, one]));
  }
}
