import type { Registration } from '../../model/registration.ts';
import { matchPattern, type Pattern, patternOf } from '../starlette/match-template.ts';
import { matchedPart, parseParts } from './path-syntax.ts';
import type { Segments } from './path-tree.ts';

/** The names that each segment of a path captures, from the last segment backwards; a pattern where it is in parts. */
interface Captures {
  readonly names: readonly string[];
  readonly pattern: Pattern | null;
}

const cache = new WeakMap<Registration, readonly (Captures | null)[]>();

/** Hands each parameter of an operation and its text to `take`. The segments are known to match its path. */
export function eachCaptured(
  operation: Registration,
  { text, bounds }: Segments,
  take: (name: string, text: string) => void,
): void {
  const segments = capturesOf(operation);
  // Mount paths in front of the operation's own are not among the request's segments here.
  const offset = segments.length - bounds.length / 2;
  for (let i = 0; i < bounds.length; i += 2) {
    const captures = segments[offset + i / 2];
    if (!captures) continue;
    const piece = text.slice(bounds[i], bounds[i + 1]);
    const spans = captures.pattern ? matchPattern(captures.pattern, piece, 0) : null;
    captures.names.forEach((name, n) => {
      take(name, spans ? piece.slice(spans[n * 2], spans[n * 2 + 1]) : piece);
    });
  }
}

function capturesOf(operation: Registration): readonly (Captures | null)[] {
  let known = cache.get(operation);
  if (!known) {
    known = matchedPart(operation.path).slice(1).split('/').map(captures);
    cache.set(operation, known);
  }
  return known;
}

function captures(segment: string): Captures | null {
  if (!segment.includes('{')) return null;
  const parts = parseParts(segment);
  const names = parts.flatMap((part) => (part.kind === 'param' ? [part.name] : []));
  if (names.length === 0) return null;
  return { names, pattern: parts.length === 1 ? null : patternOf(parts) };
}
