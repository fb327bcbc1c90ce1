import type { SegmentPart } from '../../model/path-template.ts';
import { decodePath } from '../percent-decoding.ts';
import {
  addShape,
  childFor,
  findChild,
  findShape,
  type MatchedChildren,
  newMatchedChildren,
  type SegmentChildren,
} from '../segment-children.ts';
import { fitsSegment, matcherOf, type SegmentMatcher } from '../starlette/segment-matcher.ts';
import type { Operation, Segments } from './captured.ts';
import { matchedPart, parseParts } from './key-syntax.ts';

/** Paths by their segments. More concrete segments are tried first; the order of declaration decides ties only. */
export interface PathNode extends SegmentChildren<PathNode> {
  /** Templated segments, those with more literal text first. */
  templated: MatchedChildren<TemplatedChild> | null;
  /** Operations whose path ends here, in declaration order: path items that are equal but for parameter names. */
  operations: Operation[] | null;
}

interface TemplatedChild {
  readonly matcher: SegmentMatcher;
  /** How many characters of it are literal. */
  readonly concrete: number;
  readonly node: PathNode;
}

export function newNode(): PathNode {
  return { texts: null, nodes: null, byText: null, templated: null, operations: null };
}

/** Adds an operation under a key of `paths`. Literal segments are decoded, like those of requests. */
export function addOperation(root: PathNode, key: string, operation: Operation): void {
  const node = nodeAt(root, key);
  if (node.operations) node.operations.push(operation);
  else node.operations = [operation];
}

/** The node of a key; creates the nodes that are missing. */
function nodeAt(root: PathNode, key: string): PathNode {
  let node = root;
  const path = matchedPart(key);
  for (let from = 1; from <= path.length; ) {
    const slash = path.indexOf('/', from);
    const end = slash < 0 ? path.length : slash;
    const text = path.slice(from, end);
    node = text.includes('{') ? templatedFor(node, text) : childFor(node, decodePath(text), newNode);
    from = end + 1;
  }
  return node;
}

function templatedFor(node: PathNode, text: string): PathNode {
  const parts = parseParts(text).map(decoded);
  const matcher = matcherOf({ raw: text, parts });
  if (matcher.kind === 'literal') return childFor(node, matcher.text, newNode);
  node.templated ??= newMatchedChildren();
  const { templated } = node;
  const known = findShape(templated, matcher.shape);
  if (known) return known.node;
  const concrete = parts.reduce((sum, part) => sum + (part.kind === 'literal' ? part.text.length : 0), 0);
  const made = { matcher, concrete, node: newNode() };
  addShape(templated, made, placeFor(concrete, templated.list));
  return made.node;
}

/** The index after all children that are at least as concrete. */
function placeFor(concrete: number, list: readonly TemplatedChild[]): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle] as TemplatedChild).concrete >= concrete) from = middle + 1;
    else to = middle;
  }
  return from;
}

function decoded(part: SegmentPart): SegmentPart {
  return part.kind === 'literal' ? { kind: 'literal', text: decodePath(part.text) } : part;
}

/** @param encoded whether the path is still percent-encoded. */
export function segmentsOf(path: string, encoded: boolean): Segments {
  const bounds: number[] = [];
  if (encoded && path.includes('%')) {
    let text = '';
    for (const segment of path.slice(1).split('/')) {
      bounds.push(text.length);
      text += decodePath(segment);
      bounds.push(text.length);
    }
    return { text, bounds };
  }
  for (let from = 1; from <= path.length; ) {
    const slash = path.indexOf('/', from);
    const end = slash < 0 ? path.length : slash;
    bounds.push(from, end);
    from = end + 1;
  }
  return { text: path, bounds };
}

/**
 * The operations of the most concrete path that matches, compared segment by segment from the left (OpenAPI 3.1,
 * 4.8.8.2): first the literal child, then the templated ones, until one leads to operations.
 * Not recursive, because paths of a document may be deep.
 */
export function findPath(root: PathNode, { text, bounds }: Segments): readonly Operation[] | null {
  /** Nodes on the way with children that haven't been tried, each with its segment and the turn of the next child. */
  const left: [PathNode, number, number][] = [];
  let node = root;
  let i = 0;
  /** 0 is the literal child, then come the templated ones. */
  let turn = 0;
  for (;;) {
    let next: PathNode | null = null;
    if (i === bounds.length) {
      if (node.operations) return node.operations;
    } else {
      const from = bounds[i] as number;
      const end = bounds[i + 1] as number;
      const list = node.templated?.list ?? NO_TEMPLATES;
      if (turn === 0) {
        next = findChild(node, text, from, end);
        turn = 1;
      }
      for (; next === null && turn <= list.length; turn++) {
        const child = list[turn - 1] as TemplatedChild;
        if (fitsSegment(child.matcher, text, from, end)) next = child.node;
      }
      if (next && turn <= list.length) left.push([node, i, turn]);
    }
    if (next) {
      node = next;
      i += 2;
      turn = 0;
    } else {
      const back = left.pop();
      if (!back) return null;
      [node, i, turn] = back;
    }
  }
}

const NO_TEMPLATES: readonly TemplatedChild[] = [];
