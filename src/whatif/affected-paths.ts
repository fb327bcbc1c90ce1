import type { InSlices } from '../dialects/in-slices.ts';
import { dialectFor } from '../dialects/registry.ts';
import type { TemplateSyntax } from '../dialects/template-syntax.ts';
import type { SegmentPart } from '../model/path-template.ts';
import type { Registration, RegistrationKind } from '../model/registration.ts';
import { partsOf } from './example-path.ts';

/**
 * The paths whose answer a set of registrations may decide, as a trie of segments. Too many paths cost time, too few would
 * hide a change. Trailing slashes are ignored, because a redirect may add or remove them. A segment with a parameter
 * matches any segment. Everything matches behind a path convertor or a mount.
 */
export interface AffectedPaths {
  includes(path: string): boolean;
  /** Whether the registration may answer one of these paths. */
  mayTake(registration: Registration): boolean;
}

interface Trie {
  readonly literals: Map<string, Trie>;
  any: Trie | null;
  ends: boolean;
  open: boolean;
}

export function* affectedBy(registrations: readonly Registration[]): InSlices<AffectedPaths> {
  const root = node();
  for (const [i, registration] of registrations.entries()) {
    if (i % PAUSE === 0) yield;
    insert(root, registration);
  }
  return {
    includes: (path) => path.includes('\n') || takesPath(root, split(path), 0),
    mayTake(registration) {
      const { path, kind } = registration;
      const { paths } = dialectFor(registration);
      // Only a part of this path is matched, so it may match anything.
      if (kind === 'host' || paths.matched(path) !== path) return true;
      return meets(root, paths, path, path.startsWith('/') ? 1 : 0, OPEN.has(kind));
    },
  };
}

/** Registrations per slice. */
const PAUSE = 50;

const node = (): Trie => ({ literals: new Map(), any: null, ends: false, open: false });

function insert(root: Trie, registration: Registration): void {
  if (registration.kind === 'websocket') return;
  for (const shape of shapesOf(registration)) insertShape(root, shape);
}

function insertShape(root: Trie, { segments, open }: Shape): void {
  let at = root;
  for (const segment of segments) {
    if (segment === null) {
      at.any ??= node();
      at = at.any;
      continue;
    }
    const next = at.literals.get(segment) ?? node();
    at.literals.set(segment, next);
    at = next;
  }
  if (open) at.open = true;
  else at.ends = true;
}

/** Segments of a path without its trailing slashes; none for the root. */
function split(path: string): readonly string[] {
  const trimmed = path.replace(/^\//, '').replace(/\/+$/, '');
  return trimmed === '' ? [] : trimmed.split('/');
}

interface Shape {
  /** Null matches any segment. */
  readonly segments: readonly (string | null)[];
  /** Whether anything may follow. */
  readonly open: boolean;
}

const OPEN: ReadonlySet<RegistrationKind> = new Set(['mount', 'host', 'opaque', 'frontend']);

function shapeOf(registration: Registration): Shape {
  if (registration.kind === 'host') return { segments: [], open: true };
  const { path } = registration;
  if (dialectFor(registration).paths.isLiteral(path))
    return { segments: split(path), open: OPEN.has(registration.kind) };
  let text = '';
  for (const part of partsOf(registration)) {
    if (part.kind === 'literal') text += part.text;
    else if (part.convertor !== 'path') text += WILD;
    else return { segments: wildSegments(text.slice(0, text.lastIndexOf('/') + 1)), open: true };
  }
  return { segments: wildSegments(text), open: OPEN.has(registration.kind) };
}

/** An operation with several base paths of its own answers under each; its registration names the first. */
function shapesOf(registration: Registration): readonly Shape[] {
  const bases = registration.node?.kind === 'route' ? (registration.node.basePaths ?? []) : [];
  const first = shapeOf(registration);
  const at = bases.length > 1 ? registration.path.indexOf(bases[0] as string) : -1;
  if (at < 0) return [first];
  const behind = registration.path.slice(at + (bases[0] as string).length);
  const front = registration.path.slice(0, at);
  return [first, ...bases.slice(1).map((base) => shapeOf({ ...registration, path: front + base + behind }))];
}

/** Replaces a parameter while a path is split into segments. A segment that contains it anyway matches any segment. */
const WILD = '\0';

const wildSegments = (text: string) => split(text).map((segment) => (segment.includes(WILD) ? null : segment));

function takesPath(at: Trie, segments: readonly string[], i: number): boolean {
  if (at.open) return true;
  const segment = segments[i];
  if (segment === undefined) return at.ends;
  const next = at.literals.get(segment);
  return (
    (next !== undefined && takesPath(next, segments, i + 1)) || (at.any !== null && takesPath(at.any, segments, i + 1))
  );
}

/** Reads the path as it's written, because the first segments rule out nearly every registration. */
function meets(at: Trie, paths: TemplateSyntax, path: string, start: number, open: boolean): boolean {
  if (at.open) return true;
  if (start >= path.length || isSlashes(path, start)) return open || at.ends;
  const slash = path.indexOf('/', start);
  const end = slash < 0 ? path.length : slash;
  const segment = path.slice(start, end);
  const isLiteral = paths.isLiteral(segment);
  if (!isLiteral && paths.segmentParts(segment).some(takesRest)) return true;
  if (at.any !== null && meets(at.any, paths, path, end + 1, open)) return true;
  if (isLiteral) {
    const next = at.literals.get(segment);
    return next !== undefined && meets(next, paths, path, end + 1, open);
  }
  for (const next of at.literals.values()) if (meets(next, paths, path, end + 1, open)) return true;
  return false;
}

/** Whether a parameter may match more than one segment. */
const takesRest = (part: SegmentPart) => part.kind === 'param' && part.convertor === 'path';

function isSlashes(path: string, start: number): boolean {
  for (let i = start; i < path.length; i++) if (path.charCodeAt(i) !== 47) return false;
  return true;
}
