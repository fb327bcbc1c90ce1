import { dialectFor } from '../../dialects/registry.ts';
import type { Segment } from '../../model/path-template.ts';
import { ROOT, takesRest } from './registration-segments.ts';
import { type Entry, holdsPath, type Scope } from './scope.ts';

/** A node in a tree of templates: the templates that end there, and its children by literal or parameter. */
interface Node {
  readonly literals: Map<string, Node>;
  readonly params: Map<string, Node>;
  /** Templates that end here. */
  readonly ends: Entry[];
  /** Templates that take any rest from here: path convertors, mounts. */
  readonly rests: Entry[];
}

/** Most candidates for one route. */
const ENOUGH = 16;

/**
 * Finds, for a route, the competitors that are more general than it at the first place where the two differ:
 * `/a/{x}/c` for `/a/b/{y}`. Templates are kept in a tree by segments, so that the ten thousand that have nothing to do with
 * it aren't looked at. It returns candidates; the automata decide whether they overlap.
 */
export function generalizations(scope: Scope): (entry: Entry) => readonly Entry[] {
  const root = makeNode();
  for (const entry of scope.entries) if (entry.registration.kind !== 'host') insert(root, entry);
  return (entry) => {
    const found: Entry[] = [];
    collect(root, segmentsOf(entry), 0, false, found);
    return found.filter((one) => one !== entry).sort((a, b) => a.registration.order - b.registration.order);
  };
}

const makeNode = (): Node => ({ literals: new Map(), params: new Map(), ends: [], rests: [] });

function segmentsOf(entry: Entry): readonly Segment[] {
  const segments = entry.segments();
  return segments.length === 0 && entry.registration.path === '/' ? ROOT : segments;
}

function insert(root: Node, entry: Entry): void {
  let node = root;
  const segments = holdsPath(entry.registration) ? entry.segments() : segmentsOf(entry);
  for (const segment of segments) {
    if (takesRest(segment)) {
      node.rests.push(entry);
      return;
    }
    const children = isLiteral(segment) ? node.literals : node.params;
    const key = isLiteral(segment) ? segment.raw : shapeOf(segment);
    const child = children.get(key) ?? makeNode();
    children.set(key, child);
    node = child;
  }
  (holdsPath(entry.registration) ? node.rests : node.ends).push(entry);
}

function collect(node: Node, segments: readonly Segment[], at: number, general: boolean, found: Entry[]): void {
  if (found.length >= ENOUGH) return;
  found.push(...node.rests);
  const segment = segments[at];
  if (!segment) {
    if (general) found.push(...node.ends);
    return;
  }
  if (takesRest(segment)) {
    if (general) everything(node, found);
    return;
  }
  if (isLiteral(segment)) {
    const same = node.literals.get(segment.raw);
    if (same) collect(same, segments, at + 1, general, found);
    for (const child of node.params.values()) collect(child, segments, at + 1, true, found);
    return;
  }
  for (const child of node.params.values()) collect(child, segments, at + 1, general, found);
  if (general) for (const child of node.literals.values()) collect(child, segments, at + 1, true, found);
}

function everything(node: Node, found: Entry[]): void {
  if (found.length >= ENOUGH) return;
  found.push(...node.ends, ...node.rests);
  for (const child of node.literals.values()) everything(child, found);
  for (const child of node.params.values()) everything(child, found);
}

const isLiteral = (segment: Segment) => segment.parts.every((part) => part.kind === 'literal');

/** A segment without the names of its parameters: `{}-{:int}`. */
function shapeOf(segment: Segment): string {
  return segment.parts
    .map((part) => (part.kind === 'literal' ? part.text : part.convertor === 'str' ? '{}' : `{:${part.convertor}}`))
    .join('');
}

/** A path without the names of its parameters. */
export function shapeOfPath(entry: Entry): string {
  const { path } = entry.registration;
  if (dialectFor(entry.registration).paths.isLiteral(path)) return path;
  const body = entry.segments().map(shapeOf).join('/');
  return path.startsWith('/') ? `/${body}` : body;
}
