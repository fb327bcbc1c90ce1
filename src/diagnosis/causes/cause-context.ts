import type { Range } from '../near-miss.ts';
import type { FixedPath } from '../search/fixed-path.ts';
import type { Query } from '../search/query.ts';
import type { Candidate } from '../search/search.ts';
import type { SearchIndex } from '../search/search-index.ts';

/** What a cause is worked out from: the typed path, the corrected one, and the alignment between them. */
export interface Context {
  readonly index: SearchIndex;
  readonly query: Query;
  readonly candidate: Candidate;
  readonly fixed: FixedPath;
}

/** Where typed segment `i` stands in the typed path. */
export function typedRange({ query: { typed } }: Context, i: number): Range {
  const at = typed.offsets[i] as number;
  return [at, at + (typed.segments[i] as string).length];
}

/** Where segment `j` stands in the corrected path. */
export function fixedRange({ fixed }: Context, j: number): Range {
  const at = fixed.offsets[j] as number;
  return [at, at + (fixed.segments[j] as string).length];
}

/** Quotes a text for a sentence; a very long one is cut. */
export function quote(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 59)}…` : text}"`;
}
