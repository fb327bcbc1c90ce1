import type { CompiledApp } from '../dialects/dialect.ts';
import type { Registration } from '../model/registration.ts';
import { DEFAULT_HOST, type Request } from '../model/request.ts';
import type { Resolution } from '../model/resolution.ts';
import { explain } from './causes/causes-of.ts';
import { isAnswer } from './is-answer.ts';
import type { Cause } from './near-miss.ts';
import { type FixedPath, fixPath } from './search/fixed-path.ts';
import type { Query } from './search/query.ts';
import type { Candidate } from './search/search.ts';
import type { SearchIndex } from './search/search-index.ts';
import { hostFor, wrongHost } from './tree/hosts.ts';
import { rootPathCause, rootPathOf } from './tree/root-path-cause.ts';

/** A correction that was tried and works. */
export interface Repaired {
  readonly request: Request;
  readonly registration: Registration;
  readonly causes: readonly Cause[];
  /** Length of what went in front of the candidate's own path. */
  readonly shift: number;
  /** Added to the candidate's cost: what it took besides the candidate's own corrections. */
  readonly extra: number;
}

/** Why the best attempt failed, for those who know a change of the application. */
export interface Failed {
  readonly fixed: FixedPath;
  readonly request: Request;
  readonly resolution: Resolution;
}

/** How many example values are tried where a parameter has to be made up. */
const ATTEMPTS = 16;

/**
 * Turns a candidate into a request that its route really answers. Typed values are kept as long as they are accepted,
 * then examples take their place; then another host, then the root path in front.
 */
export function repair(app: CompiledApp, index: SearchIndex, query: Query, candidate: Candidate): Repaired | Failed {
  const { target } = candidate;
  const { request } = query;
  const ask: Ask = target.orphan ? target.orphan.resolve : (asked) => app.resolve(asked);
  let first: Failed | null = null;
  for (const keep of [true, false]) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const fixed = fixPath(index, query, candidate, attempt, keep);
      const found = tryHosts(ask, app, request, candidate, fixed);
      if ('registration' in found) {
        const causes = [...explain({ index, query, candidate, fixed }), ...found.causes];
        const refused = REFUSED * fixed.refused.length;
        return keep
          ? { ...found, causes, extra: found.extra + refused }
          : { ...found, causes: withRefused(causes, first), extra: found.extra + REFUSED };
      }
      first ??= { fixed, request: found.request, resolution: found.resolution };
      if (!fixed.invented.includes(true)) break;
    }
    // Another value helps only where a value was the reason; a route in the way stays there.
    if (first?.resolution.outcome !== 'invalid-params') break;
  }
  return first as Failed;
}

/** A value that looked right was refused, by a range or a pattern that only the framework knows. */
const REFUSED = 1.5;
const HOST_COST = 1.5;
const ROOT_COST = 0.8;

type Found = Repaired;

/** Null where the change of the application that it takes can't be made. */
type Ask = (request: Request) => Resolution | null;

function tryHosts(
  ask: Ask,
  app: CompiledApp,
  request: Request,
  candidate: Candidate,
  fixed: FixedPath,
): Found | { request: Request; resolution: Resolution } {
  const { target, method } = candidate;
  const plain: Request = { ...request, method, path: fixed.path };
  const resolution = ask(plain);
  if (!resolution) return { request: plain, resolution: app.resolve(request) };
  if (isAnswer(resolution, target))
    return { request: plain, registration: resolution.registration as Registration, causes: [], shift: 0, extra: 0 };
  const root = rootPathOf(app.tree);
  if (root !== '') {
    const rooted = { ...plain, path: root.replace(/\/$/, '') + fixed.path };
    const second = ask(rooted);
    if (second && isAnswer(second, target)) {
      return {
        request: rooted,
        registration: second.registration as Registration,
        causes: [rootPathCause(app.tree)],
        shift: rooted.path.length - fixed.path.length,
        extra: ROOT_COST,
      };
    }
  }
  const host = hostFor(target) ?? (request.host === DEFAULT_HOST ? null : DEFAULT_HOST);
  if (host !== null) {
    const there = { ...plain, host };
    const third = ask(there);
    if (third && isAnswer(third, target)) {
      return {
        request: there,
        registration: third.registration as Registration,
        causes: [wrongHost(target, request)],
        shift: 0,
        extra: HOST_COST,
      };
    }
  }
  return { request: plain, resolution };
}

function withRefused(causes: readonly Cause[], first: Failed | null): readonly Cause[] {
  const refused = first?.resolution.invalid ?? [];
  return [
    ...causes,
    ...refused.map(
      ({ value, expected }): Cause => ({
        kind: 'param-type',
        segment: null,
        detail: `"${value}" is refused: expected ${expected}`,
        marks: { typed: [], fixed: [] },
      }),
    ),
  ];
}
