import type { Registration } from './registration.ts';

/** What becomes of a request. Each outcome has one status, except `invalid-params` (422 in FastAPI, 400 under OpenAPI). */
export const OUTCOMES = [
  'matched',
  'redirect',
  'method-not-allowed',
  'invalid-params',
  'not-found',
  'server-error',
  'bad-request',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A path parameter as the handler receives it, in JSON: what JSON can't carry exactly is a string. */
export type ParamValue = string | number | boolean;

/** A captured value that the declared type refuses. */
export interface InvalidParam {
  readonly param: string;
  /** The annotation as the routes file writes it: `int`, `enum:new,used`. */
  readonly expected: string;
  readonly value: string;
}

/** The answer to one request. */
export interface Resolution {
  readonly outcome: Outcome;
  readonly status: number;
  /**
   * The registration that answers: selected route, the route that made it a 405. Null for 404 and redirects, except under
   * an opaque mount (`static`, `asgi`), whose own word everything there is.
   */
  readonly registration: Registration | null;
  /** Its full template; null where `registration` is, and for a frontend, whose files are no route's. */
  readonly route: string | null;
  readonly params: Readonly<Record<string, ParamValue>> | null;
  /** Path and query of the redirect, as sent. */
  readonly location: string | null;
  /** The Allow header that is really sent, methods sorted, joined by `, `; null where none is. */
  readonly allow: string | null;
  readonly invalid: readonly InvalidParam[];
  /** Full templates of the mounts entered, outermost first; a 404 with mounts is their final word. */
  readonly mounts: readonly string[];
}

/**
 * One registration whose pattern took the path during the match trace.
 * - `answers`: selected.
 * - `partial`: the path matches, the method doesn't; the first of them makes the 405 where nothing answers.
 * - `shadowed`: would have answered well, but what comes before it has taken the request; inside a mount that was never
 *   reached, the registration that would have answered there.
 * - `entered`: a mount or host that took the request, so that nothing behind it is asked.
 * - `redirect-target`: matches the path with its slash added or stripped.
 */
export interface TraceStep {
  readonly registration: Registration;
  readonly role: 'answers' | 'partial' | 'shadowed' | 'entered' | 'redirect-target';
}
