import { type Annotation, formatAnnotation } from '../../model/annotation.ts';
import { annotationOf, type Registration } from '../../model/registration.ts';
import type { InvalidParam, ParamValue } from '../../model/resolution.ts';
import { matchPattern, type Pattern, patternOf } from '../starlette/match-template.ts';
import { setOwn } from '../starlette/own-keys.ts';
import { matchedPart, parseParts } from './key-syntax.ts';
import { checkValue } from './schema-check.ts';

/** A request path, its segments decoded one by one, so that an encoded slash stays inside its segment. */
export interface Segments {
  readonly text: string;
  /** Start and end of each in `text`. */
  readonly bounds: readonly number[];
}

/** An operation in the tree of paths. */
export interface Operation {
  readonly registration: Registration;
  /** Its parameters, in order; set when it first answers. */
  captures: readonly Captures[] | null;
}

/** What one segment captures. */
interface Captures {
  /** Counted from the end of the path, since mount paths stand in front of a registration's own. */
  readonly fromEnd: number;
  readonly names: readonly string[];
  /** What the document declares for each; null for one that it doesn't. */
  readonly declared: readonly (Annotation | null)[];
  /** Null where the parameter is the whole segment. */
  readonly pattern: Pattern | null;
}

/**
 * Sets each parameter of an operation in `params`: its text, or with `checks` the value that its schema gives. Returns the invalid
 * ones, which keep their text; null where there are none. The segments must match the operation's path.
 */
export function takeParams(
  operation: Operation,
  { text, bounds }: Segments,
  params: Record<string, ParamValue>,
  checks: boolean,
): readonly InvalidParam[] | null {
  let invalid: InvalidParam[] | null = null;
  operation.captures ??= capturesOf(operation.registration);
  for (const { fromEnd, names, declared, pattern } of operation.captures) {
    const at = bounds.length - fromEnd * 2;
    if (at < 0) continue;
    const piece = text.slice(bounds[at], bounds[at + 1]);
    const spans = pattern && matchPattern(pattern, piece, 0);
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      const own = spans ? piece.slice(spans[i * 2], spans[i * 2 + 1]) : piece;
      const annotation = checks ? (declared[i] as Annotation | null) : null;
      const value = annotation ? checkValue(annotation, own) : own;
      setOwn(params, name, value ?? own);
      if (value !== null || !annotation) continue;
      invalid ??= [];
      invalid.push({ param: name, expected: formatAnnotation(annotation), value: own });
    }
  }
  return invalid;
}

function capturesOf(registration: Registration): readonly Captures[] {
  const segments = matchedPart(registration.path).slice(1).split('/');
  return segments.flatMap((segment, i) => {
    const parts = segment.includes('{') ? parseParts(segment) : [];
    const names = parts.flatMap((part) => (part.kind === 'param' ? [part.name] : []));
    if (names.length === 0) return [];
    const declared = names.map((name) => annotationOf(registration, name));
    const pattern = parts.length === 1 ? null : patternOf(parts);
    return [{ fromEnd: segments.length - i, names, declared, pattern }];
  });
}
