import type { Registration } from '../model/registration.ts';
import type { InvalidParam, Outcome, ParamValue, Resolution } from '../model/resolution.ts';

type Params = Readonly<Record<string, ParamValue>>;

const NONE: readonly InvalidParam[] = [];

/** All answers come from one object literal, so that they have one hidden class in the engine, which reads them faster. */
function answer(
  outcome: Outcome,
  status: number,
  registration: Registration | null,
  mounts: readonly string[],
  params: Params | null = null,
  location: string | null = null,
  allow: string | null = null,
  invalid: readonly InvalidParam[] = NONE,
): Resolution {
  const route = registration === null ? null : registration.path;
  return { outcome, status, registration, route, params, location, allow, invalid, mounts };
}

export function matched(registration: Registration, params: Params, mounts: readonly string[]): Resolution {
  return answer('matched', 200, registration, mounts, params);
}

/** No route matches; `by` is the opaque mount that answers so. */
export function notFound(mounts: readonly string[], by: Registration | null = null): Resolution {
  return answer('not-found', 404, by, mounts);
}

/** `by` is the opaque mount that redirects; null where the router does. */
export function redirect(location: string, mounts: readonly string[], by: Registration | null = null): Resolution {
  return answer('redirect', 307, by, mounts, null, location);
}

/** `allow` as joined by `allowHeader`; null where the framework sends no such header. */
export function methodNotAllowed(
  registration: Registration,
  allow: string | null,
  mounts: readonly string[],
): Resolution {
  return answer('method-not-allowed', 405, registration, mounts, null, null, allow);
}

/** An Allow header: methods sorted, each once. */
export function allowHeader(methods: readonly string[]): string {
  return methods.length === 1 ? (methods[0] as string) : [...new Set(methods)].sort().join(', ');
}

export function invalidParams(
  registration: Registration,
  status: 400 | 422,
  params: Params,
  invalid: readonly InvalidParam[],
  mounts: readonly string[],
): Resolution {
  return answer('invalid-params', status, registration, mounts, params, null, null, invalid);
}

/** The framework itself raises. */
export function serverError(mounts: readonly string[], registration: Registration | null = null): Resolution {
  return answer('server-error', 500, registration, mounts);
}

/** The server refuses the request line before any application sees it. */
export function badRequest(): Resolution {
  return answer('bad-request', 400, null, []);
}
