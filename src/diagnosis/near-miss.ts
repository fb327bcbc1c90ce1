import type { Registration } from '../model/registration.ts';
import type { Request } from '../model/request.ts';
import type { Resolution, TraceStep } from '../model/resolution.ts';
import type { Edit } from '../whatif/edit.ts';

/** Why a request misses the route that was meant. Two mistakes are two causes. */
export const CAUSE_KINDS = [
  'typo',
  'case',
  'plural',
  'separator',
  'synonym',
  'method',
  'param-type',
  'empty-param',
  'trailing-slash',
  'double-slash',
  'leading-slash',
  'stray-character',
  'extension',
  'encoding',
  'missing-prefix',
  'extra-prefix',
  'double-prefix',
  'mount-prefix',
  'version',
  'missing-segment',
  'extra-segment',
  'swapped-segments',
  'shadowed',
  'not-included',
  'host',
  'root-path',
] as const;

export type CauseKind = (typeof CAUSE_KINDS)[number];

export interface Cause {
  readonly kind: CauseKind;
  /** The segment of the request path it is about, counted from 1; null where it is about none. */
  readonly segment: number | null;
  /** One short sentence in plain words: `"usres" swaps two letters of "users"`. */
  readonly detail: string;
  /** What to highlight: ranges of UTF-16 units in the typed path and in the corrected path. */
  readonly marks: { readonly typed: readonly Range[]; readonly fixed: readonly Range[] };
}

/** Half-open: `[start, end)`. */
export type Range = readonly [start: number, end: number];

/** A cause; empty ranges mark nothing. */
export function cause(
  kind: CauseKind,
  segment: number | null,
  detail: string,
  typed: readonly Range[] = [],
  fixed: readonly Range[] = [],
): Cause {
  const full = (ranges: readonly Range[]) => ranges.filter(([start, end]) => end > start);
  return { kind, segment, detail, marks: { typed: full(typed), fixed: full(fixed) } };
}

/** A route that was probably meant, and a request that it answers. Each one was resolved before it is shown. */
export interface NearMiss {
  readonly method: string;
  /** Full template of the route meant. */
  readonly route: string;
  /** The registration meant, one of the application's own where it has it; for a route that only an edit registers, that one. */
  readonly registration: Registration;
  /** The corrected request, path and query: `route` answers it (after `edit`, where there is one). */
  readonly path: string;
  readonly request: Request;
  /** Comparable within one answer only; lower is nearer. */
  readonly cost: number;
  readonly causes: readonly Cause[];
  /** The change of the application that is needed, where correcting the request isn't enough. */
  readonly edit: SuggestedEdit | null;
}

/** A change of the application, and a sentence that describes it. */
export interface SuggestedEdit {
  readonly edit: Edit;
  readonly words: string;
}

/** Everything that is known about one request. */
export interface Diagnosis {
  readonly request: Request;
  readonly resolution: Resolution;
  readonly trace: readonly TraceStep[];
  /** Later routes that would have answered too, had the selected one not come first. */
  readonly shadowed: readonly { readonly method: string; readonly registration: Registration }[];
  /** At most five, best first; empty where the request is answered well. */
  readonly misses: readonly NearMiss[];
  /** Explanations of the answer that no other request and no known change would fix: an HTTP request to a websocket, … */
  readonly notes: readonly string[];
}
