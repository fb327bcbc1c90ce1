import type { CompiledApp } from '../dialects/dialect.ts';
import type { Registration } from '../model/registration.ts';
import { DEFAULT_HOST, type Request } from '../model/request.ts';
import type { Resolution } from '../model/resolution.ts';
import { explain } from './causes/causes-of.ts';
import { type Cause, cause } from './near-miss.ts';
import { type FixedPath, fixPath } from './search/fixed-path.ts';
import type { Query } from './search/query.ts';
import type { Candidate } from './search/search.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { Target } from './search/target.ts';
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
  let first: Failed | null = null;
  for (const keep of [true, false]) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const fixed = fixPath(index, query, candidate, attempt, keep);
      const found = tryWays(app, query.request, candidate, fixed);
      if ('registration' in found) {
        const causes = [...explain({ index, query, candidate, fixed }), ...found.causes];
        if (keep) return { ...found, causes, extra: found.extra + REFUSED * fixed.refused.length };
        const refused = (first?.resolution.invalid ?? []).map(({ value, expected }) =>
          cause('param-type', null, `"${value}" is refused: expected ${expected}`),
        );
        return { ...found, causes: [...causes, ...refused], extra: found.extra + REFUSED };
      }
      first ??= found;
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

/** The corrected request as it is, then with the root path in front, then for another host: the first that its route answers. */
function tryWays(app: CompiledApp, typed: Request, candidate: Candidate, fixed: FixedPath): Repaired | Failed {
  const { target, method } = candidate;
  const request: Request = { ...typed, method, path: fixed.path };
  const ways: Omit<Repaired, 'registration'>[] = [{ request, causes: [], shift: 0, extra: 0 }];
  const root = rootPathOf(app.tree).replace(/\/$/, '');
  if (root !== '') {
    const rooted = { ...request, path: root + fixed.path };
    ways.push({ request: rooted, causes: [rootPathCause(app.tree)], shift: root.length, extra: ROOT_COST });
  }
  const host = hostFor(target) ?? DEFAULT_HOST;
  if (host !== typed.host)
    ways.push({ request: { ...request, host }, causes: [wrongHost(target, typed)], shift: 0, extra: HOST_COST });
  let first: Resolution | null = null;
  for (const way of ways) {
    const resolution = (target.orphan ?? app).resolve(way.request);
    const registration = answeredBy(target, resolution);
    if (registration) return { ...way, registration };
    first ??= resolution;
  }
  return { fixed, request, resolution: first as Resolution };
}

/** The registration of the target that gave an answer; null where none did. */
function answeredBy(target: Target, { outcome, registration, route }: Resolution): Registration | null {
  if (outcome !== 'matched' || route !== target.route) return null;
  const sameHosts = target.orphan !== null || registration?.mountContext.hosts.join() === target.hosts.join();
  return sameHosts ? registration : null;
}
