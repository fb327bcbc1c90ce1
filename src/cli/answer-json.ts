import type { Diagnosis, NearMiss } from '../diagnosis/near-miss.ts';
import { safeJson } from './safe-json.ts';

type Answer = Pick<Diagnosis, 'request' | 'resolution' | 'shadowed' | 'misses'> & {
  readonly notes?: Diagnosis['notes'];
};

/** The answer of `explain --json` as one line. */
export function answerLine({ request, resolution, shadowed, misses, notes = [] }: Answer): string {
  const { status, outcome, route, params, location, allow, invalid } = resolution;
  return safeJson({
    method: request.method,
    path: request.path,
    status,
    outcome,
    route,
    params,
    location,
    allow,
    invalid: invalid.map(({ param, expected, value }) => ({ param, expected, value })),
    shadowed: shadowed.map(({ method, registration }) => ({ method, route: registration.path })),
    misses: misses.map((one) => miss(one, request.host)),
    notes: notes.length === 0 ? undefined : notes,
  });
}

/** The host is said where the corrected request needs another one. */
function miss({ method, route, path, request, cost, causes, edit }: NearMiss, host: string) {
  return {
    method,
    route,
    path,
    host: request.host === host ? undefined : request.host,
    cost,
    causes: causes.map(({ kind, segment, detail }) => ({ kind, segment, detail })),
    edit: edit?.words,
  };
}

/** The answer to a line that is no request, in the place where its answer belongs. */
export function badRequestLine(error: string): string {
  const answer = { method: null, path: null, status: 400, outcome: 'bad-request' };
  const nothing = { route: null, params: null, location: null, allow: null, invalid: [], shadowed: [], misses: [] };
  return safeJson({ ...answer, ...nothing, error });
}
