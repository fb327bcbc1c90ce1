import type { Registration } from '../model/registration.ts';
import type { InvalidParam, ParamValue, Resolution } from '../model/resolution.ts';

type Params = Readonly<Record<string, ParamValue>>;

const NOTHING: Omit<Resolution, 'outcome' | 'status' | 'mounts'> = {
  registration: null,
  route: null,
  params: null,
  location: null,
  allow: null,
  invalid: [],
};

export function matched(registration: Registration, params: Params, mounts: readonly string[]): Resolution {
  return {
    outcome: 'matched',
    status: 200,
    registration,
    route: registration.path,
    params,
    location: null,
    allow: null,
    invalid: NOTHING.invalid,
    mounts,
  };
}

/** No route; `by` is the opaque mount whose word it is. */
export function notFound(mounts: readonly string[], by: Registration | null = null): Resolution {
  return { ...NOTHING, outcome: 'not-found', status: 404, mounts, registration: by, route: by?.path ?? null };
}

export function redirect(location: string, mounts: readonly string[], by: Registration | null = null): Resolution {
  return { ...NOTHING, outcome: 'redirect', status: 307, location, mounts, registration: by, route: by?.path ?? null };
}

/** `allow` in any order; null where the framework sends no such header. */
export function methodNotAllowed(
  registration: Registration,
  allow: readonly string[] | null,
  mounts: readonly string[],
): Resolution {
  return {
    ...NOTHING,
    outcome: 'method-not-allowed',
    status: 405,
    registration,
    route: registration.path,
    allow: allow && [...new Set(allow)].sort().join(', '),
    mounts,
  };
}

export function invalidParams(
  registration: Registration,
  status: 400 | 422,
  params: Params,
  invalid: readonly InvalidParam[],
  mounts: readonly string[],
): Resolution {
  return {
    ...NOTHING,
    outcome: 'invalid-params',
    status,
    registration,
    route: registration.path,
    params,
    invalid,
    mounts,
  };
}

/** The framework itself raises. */
export function serverError(mounts: readonly string[], registration: Registration | null = null): Resolution {
  return {
    ...NOTHING,
    outcome: 'server-error',
    status: 500,
    registration,
    route: registration?.path ?? null,
    mounts,
  };
}

/** The server refuses the request line before any application sees it. */
export function badRequest(): Resolution {
  return { ...NOTHING, outcome: 'bad-request', status: 400, mounts: [] };
}
