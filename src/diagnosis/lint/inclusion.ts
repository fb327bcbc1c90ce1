import type { ConvertorName, Segment, TemplateParam } from '../../model/path-template.ts';
import { annotationOf } from '../../model/registration.ts';
import { outside } from './automaton.ts';
import { NARROWED } from './language.ts';
import { ROOT, takesRest } from './registration-segments.ts';
import { type Entry, holdsPath } from './scope.ts';

/**
 * Whether `cover` takes every path that `entry` takes, methods and hosts aside. Templates whose segments are a literal or
 * one parameter each, as nearly all are, are compared segment by segment, which gives the same result as the automata and is fast.
 */
export function includes(cover: Entry, entry: Entry): boolean {
  return simply(cover, entry) ?? outside(entry.paths(), [cover.paths()]) === null;
}

/** The answer where all segments are simple; null where the automata are needed. */
function simply(cover: Entry, entry: Entry): boolean | null {
  if (cover.registration.kind === 'host' || entry.registration.kind === 'host') return null;
  const wide = reading(cover);
  const narrow = reading(entry);
  if (!wide || !narrow) return null;
  if (!wide.rest && narrow.rest) return false;
  if (wide.rest ? narrow.length < wide.length : narrow.length !== wide.length) return false;
  if (wide.rest && !narrow.rest && narrow.length === wide.length) return false;
  for (let i = 0; i < wide.length; i++) {
    const covers = segmentIncludes(wide.segments[i], narrow.segments[i]);
    if (covers !== true) return covers;
  }
  return true;
}

/** Segments, and whether anything may follow behind one more slash: mounts, and a path convertor at the end. */
interface Reading {
  readonly segments: readonly Segment[];
  readonly length: number;
  readonly rest: boolean;
}

function reading(entry: Entry): Reading | null {
  const { registration } = entry;
  const segments = entry.segments();
  if (!registration.path.startsWith('/')) return null;
  if (holdsPath(registration))
    return segments.some(takesRest) ? null : { segments, length: segments.length, rest: true };
  if (registration.path === '/') return { segments: ROOT, length: 1, rest: false };
  const [part, more] = segments.at(-1)?.parts ?? [];
  const rest = part?.kind === 'param' && part.convertor === 'path' && !more;
  const length = rest ? segments.length - 1 : segments.length;
  return segments.slice(0, length).some(takesRest) ? null : { segments, length, rest };
}

/** A literal's text or a parameter's convertor; null for anything else. */
function kindOf(segment: Segment | undefined): { text: string } | TemplateParam | null {
  if (!segment) return null;
  const [part] = segment.parts;
  if (!part) return { text: '' };
  if (segment.parts.length > 1) return null;
  if (part.kind === 'literal') return part;
  return part.convertor === 'path' ? null : part;
}

function segmentIncludes(wide: Segment | undefined, narrow: Segment | undefined): boolean | null {
  const cover = kindOf(wide);
  const inner = kindOf(narrow);
  if (!cover || !inner) return null;
  if ('text' in cover) return 'text' in inner && inner.text === cover.text;
  if ('text' in inner) return PATTERNS[cover.convertor].test(inner.text);
  return cover.convertor === inner.convertor || WIDER[inner.convertor].includes(cover.convertor);
}

/**
 * Whether two templates obviously share no path that both accept: another number of segments, or a literal where the
 * other has another literal or a parameter that refuses it. False decides nothing; the automata do.
 */
export function apart(a: Entry, b: Entry): boolean {
  const one = reading(a);
  const two = reading(b);
  if (!one || !two || one.rest || two.rest) return false;
  if (one.length !== two.length) return true;
  return one.segments.some(
    (segment, i) => refuses(a, segment, two.segments[i]) || refuses(b, two.segments[i], segment),
  );
}

/** Whether a segment of `entry` never takes a literal that the other one has in its place. */
function refuses({ registration }: Entry, segment: Segment | undefined, other: Segment | undefined): boolean {
  const mine = kindOf(segment);
  const theirs = kindOf(other);
  if (!mine || !theirs || !('text' in theirs)) return false;
  if ('text' in mine) return mine.text !== theirs.text;
  const annotation = annotationOf(registration, mine.name);
  if (annotation && 'values' in annotation) return mine.convertor === 'str' && !annotation.values.includes(theirs.text);
  const convertor = mine.convertor === 'str' && annotation ? (NARROWED[annotation.kind] ?? 'str') : mine.convertor;
  return !PATTERNS[convertor].test(theirs.text);
}

/** starlette/convertors.py. */
const PATTERNS = {
  str: /^[^/]+$/s,
  path: /^.*$/s,
  int: /^[0-9]+$/,
  float: /^[0-9]+(\.[0-9]+)?$/,
  uuid: /^[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}$/,
} satisfies Record<ConvertorName, RegExp>;

const WIDER: Record<ConvertorName, readonly ConvertorName[]> = {
  str: [],
  path: [],
  int: ['float', 'str'],
  float: ['str'],
  uuid: ['str'],
};
