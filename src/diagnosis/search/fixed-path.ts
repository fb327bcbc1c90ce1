import { encodeSegment, exampleValues, isAccepted } from './examples.ts';
import { type Query, valueMatch } from './query.ts';
import type { Candidate } from './search.ts';
import { classAt, codeAt, type SearchIndex } from './search-index.ts';

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
  const values = keep ? typedValues(index, query, candidate) : null;
  const segments: string[] = [];
  const invented: boolean[] = [];
  const refused: number[] = [];
  candidate.target.segments.forEach((segment, j) => {
    const literal = codeAt(index, candidate.id, j) >= 0;
    let typed = values?.get(j);
    if (typed !== undefined && !isAccepted(segment, candidate.target, typed)) {
      refused.push(j);
      typed = undefined;
    }
    if (literal) segments.push(encodeSegment(segment.raw));
    else if (typed !== undefined) segments.push(typed);
    else {
      const examples = exampleValues(segment, candidate.target);
      segments.push(examples[attempt % examples.length] as string);
    }
    invented.push(!literal && typed === undefined);
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
function typedValues(index: SearchIndex, query: Query, candidate: Candidate): Map<number, string> {
  const values = new Map<number, string>();
  const typedText = (i: number) => encodeLoosely(query.typed.segments[i] as string);
  const put = (typed: number, meant: number) => {
    const code = codeAt(index, candidate.id, meant);
    const value = code < 0 ? valueMatch(index, query, typed, code).value : null;
    if (value === null) return;
    // Untouched text keeps the encoding that it was typed in.
    const untouched = value === query.words[typed]?.word.text;
    values.set(meant, untouched ? typedText(typed) : encodeSegment(value));
  };
  for (const step of candidate.steps) {
    if (step.op === 'match') put(step.typed, step.meant);
    else if (step.op === 'swap') {
      put(step.typed, step.meant + 1);
      put(step.typed + 1, step.meant);
    } else if (step.op === 'rest' && classAt(index, candidate.id, step.meant)?.rest) {
      const before = values.get(step.meant);
      const more = typedText(step.typed);
      values.set(step.meant, before === undefined ? more : `${before}/${more}`);
    } else if (step.op === 'rest') {
      // One segment is all it takes: keep the last one, which names the thing.
      put(step.typed, step.meant);
    }
  }
  return values;
}

/** Typed text is kept as it is, unless a request target can't carry it. */
const encodeLoosely = (text: string) => text.replace(/[\s"<>\\^`{|}#?]|[^\x21-\x7e]+/g, (c) => encodeSegment(c));
