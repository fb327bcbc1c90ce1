import { literalText, type Segment, type SegmentPart } from '../../model/path-template.ts';
import type { Registration } from '../../model/registration.ts';
import { decodePath } from '../percent-decoding.ts';
import { matchPattern, type Pattern, patternOf } from '../starlette/match-template.ts';
import { parseKey } from './path-syntax.ts';

/** Paths by their segments. What is more concrete is asked first, so that declaration order decides ties only. */
export interface PathNode {
  readonly literals: Map<string, PathNode>;
  /** Templated segments, those with more literal text first. */
  readonly templated: TemplatedChild[];
  /** Operations whose path ends here, in declaration order: path items that are equal but for parameter names. */
  readonly operations: Registration[];
}

interface TemplatedChild {
  /** Its parts without parameter names: what makes two templates the same. */
  readonly shape: string;
  readonly pattern: Pattern;
  readonly concrete: number;
  readonly node: PathNode;
}

export function newNode(): PathNode {
  return { literals: new Map(), templated: [], operations: [] };
}

export function addOperation(root: PathNode, key: string, registration: Registration): void {
  let node = root;
  for (const segment of parseKey(key).segments) node = child(node, segment);
  node.operations.push(registration);
}

function child(node: PathNode, segment: Segment): PathNode {
  const literal = literalText(segment);
  if (literal !== null) {
    const text = decodePath(literal);
    const known = node.literals.get(text);
    if (known) return known;
    const made = newNode();
    node.literals.set(text, made);
    return made;
  }
  const parts = segment.parts.map(decoded);
  const shape = JSON.stringify(parts.map((part) => (part.kind === 'literal' ? part.text : 0)));
  const known = node.templated.find((other) => other.shape === shape);
  if (known) return known.node;
  const concrete = parts.reduce((sum, part) => sum + (part.kind === 'literal' ? part.text.length : 0), 0);
  const made = { shape, pattern: patternOf(parts), concrete, node: newNode() };
  const before = node.templated.findIndex((other) => other.concrete < concrete);
  node.templated.splice(before < 0 ? node.templated.length : before, 0, made);
  return made.node;
}

function decoded(part: SegmentPart): SegmentPart {
  return part.kind === 'literal' ? { kind: 'literal', text: decodePath(part.text) } : part;
}

/** What a path leads to: the operations there, and the texts of the parameters on the way. */
export interface PathHit {
  readonly operations: readonly Registration[];
  readonly values: readonly string[];
}

/** The most concrete path that matches, compared segment by segment from the left (OpenAPI 3.1, 4.8.8.2). */
export function findPath(root: PathNode, segments: readonly string[]): PathHit | null {
  const values: string[] = [];
  const operations = descend(root, segments, 0, values);
  return operations && { operations, values };
}

function descend(node: PathNode, segments: readonly string[], depth: number, values: string[]): Registration[] | null {
  if (depth === segments.length) return node.operations.length > 0 ? node.operations : null;
  const segment = segments[depth] ?? '';
  const literal = node.literals.get(segment);
  const found = literal && descend(literal, segments, depth + 1, values);
  if (found) return found;
  for (const { pattern, node: next } of node.templated) {
    const spans = matchPattern(pattern, segment, 0);
    if (!spans) continue;
    const before = values.length;
    for (let i = 0; i < spans.length; i += 2) values.push(segment.slice(spans[i], spans[i + 1]));
    const deeper = descend(next, segments, depth + 1, values);
    if (deeper) return deeper;
    values.length = before;
  }
  return null;
}
