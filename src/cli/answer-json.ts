import type { Diagnosis, NearMiss } from '../diagnosis/near-miss.ts';
import { safeJson } from './safe-json.ts';

/** The answer of `explain --json` as one line; README and the schema of the answer describe its keys. */
export function answerLine(diagnosis: Diagnosis): string {
  return safeJson(answer(diagnosis));
}

function answer({ request, resolution, shadowed, misses }: Diagnosis) {
  return {
    method: request.method,
    path: request.path,
    status: resolution.status,
    outcome: resolution.outcome,
    route: resolution.route,
    params: resolution.params,
    location: resolution.location,
    allow: resolution.allow,
    invalid: resolution.invalid.map(({ param, expected, value }) => ({ param, expected, value })),
    shadowed: shadowed.map(({ method, registration }) => ({ method, route: registration.path })),
    misses: misses.map(miss),
  };
}

function miss({ method, route, path, cost, causes, edit }: NearMiss) {
  return {
    method,
    route,
    path,
    cost,
    causes: causes.map(({ kind, segment, detail }) => ({ kind, segment, detail })),
    ...(edit === null ? {} : { edit: edit.words }),
  };
}

/** The answer to a line that is no request, in the place where its answer belongs. */
export function badRequestLine(error: string): string {
  return safeJson({
    method: null,
    path: null,
    status: 400,
    outcome: 'bad-request',
    route: null,
    params: null,
    location: null,
    allow: null,
    invalid: [],
    shadowed: [],
    misses: [],
    error,
  });
}
