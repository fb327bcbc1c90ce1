import type { Registration } from '../../model/registration.ts';

/** Methods for which an HTTPEndpoint class looks for a handler (starlette/endpoints.py). */
const HANDLED = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'];

/** The methods an endpoint class answers: those with a handler, and HEAD through `get`. It is also its Allow header. */
export function endpointMethods(registration: Registration): readonly string[] {
  return [...registration.methods, ...registration.automatic].filter((method) => HANDLED.includes(method));
}
