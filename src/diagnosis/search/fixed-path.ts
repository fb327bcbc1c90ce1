import { type Examples, encodeSegment, exampleValues, isAccepted } from './examples.ts';
import { type Query, valueMatch } from './query.ts';
import type { Candidate } from './search.ts';
import type { SearchIndex } from './search-index.ts';

/** The corrected path, cut like the typed one. */
export interface FixedPath {
  /** Encoded, without query. */
  readonly path: string;
  readonly segments: readonly string[];
  readonly offsets: readonly number[];
  /** Segments whose value had to be made up. */
  readonly invented: readonly boolean[];
  /** Segments whose typed value looked right and isn't accepted: a range, a pattern. */
  readonly refused: readonly number[];
}

/**
 * The request path that the candidate's template wants: its literals, and for parameters the typed text wherever that
 * fits. What doesn't fit is replaced by a fitting example, the `attempt`-th one.
 */
export function fixPath(
  index: SearchIndex,
  query: Query,
  candidate: Candidate,
  attempt: number,
  keep: boolean,
): FixedPath {
  const from = index.starts[candidate.id] as number;
  const values = typedValues(index, query, candidate, from);
  const segments: string[] = [];
  const invented: boolean[] = [];
  const refused: number[] = [];
  candidate.target.segments.forEach((segment, j) => {
    const code = index.codes[from + j] as number;
    const kept = keep ? values.get(j) : undefined;
    const accepted = kept === undefined || isAccepted(segment, candidate.target, kept);
    if (!accepted) refused.push(j);
    const typed = accepted ? kept : undefined;
    if (code >= 0) segments.push(encodeSegment(segment.raw));
    else if (typed !== undefined) segments.push(typed);
    else {
      const examples: Examples = exampleValues(segment, candidate.target);
      segments.push(examples[attempt % examples.length] as string);
    }
    invented.push(code < 0 && typed === undefined);
  });
  const offsets: number[] = [];
  let at = 1;
  for (const segment of segments) {
    offsets.push(at);
    at += segment.length + 1;
  }
  const root = segments.length === 0;
  const path = root ? candidate.target.path : `/${segments.join('/')}${candidate.target.trailing ? '/' : ''}`;
  return { path, segments, offsets, invented, refused };
}

/** Typed texts that fit their parameter, by number of the template segment. */
function typedValues(index: SearchIndex, query: Query, candidate: Candidate, from: number): Map<number, string> {
  const values = new Map<number, string>();
  const put = (typed: number, meant: number) => {
    const code = index.codes[from + meant] as number;
    if (code >= 0) return;
    const { value } = valueMatch(index, query, typed, code);
    if (value === null) return;
    // Untouched text keeps the encoding that it was typed in.
    const word = query.words[typed];
    values.set(
      meant,
      value === word?.word.text ? encodeLoosely(query.typed.segments[typed] as string) : encodeSegment(value),
    );
  };
  for (const step of candidate.steps) {
    if (step.op === 'match') put(step.typed, step.meant);
    else if (step.op === 'swap') {
      put(step.typed, step.meant + 1);
      put(step.typed + 1, step.meant);
    } else if (step.op === 'rest' && !isRest(index, from, step.meant)) {
      // One segment is all it takes: keep the last one, which names the thing.
      put(step.typed, step.meant);
    } else if (step.op === 'rest') {
      const before = values.get(step.meant);
      const more = encodeLoosely(query.typed.segments[step.typed] as string);
      values.set(step.meant, before === undefined ? more : `${before}/${more}`);
    }
  }
  return values;
}

const isRest = (index: SearchIndex, from: number, meant: number) =>
  index.classes[~(index.codes[from + meant] as number)]?.rest ?? false;

/** Typed text is kept as it is, unless a request target can't carry it. */
const encodeLoosely = (text: string) => text.replace(/[\s"<>\\^`{|}#?]|[^\x21-\x7e]+/g, (c) => encodeSegment(c));
