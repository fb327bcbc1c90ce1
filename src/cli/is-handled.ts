import type { Diagnosis } from '../diagnosis/near-miss.ts';
import type { CompiledApp } from '../dialects/dialect.ts';
import { makeRequest } from '../model/request.ts';

/** As many redirects as clients follow at least; a slash redirect never needs more than two. */
const REDIRECTS = 10;

/** Whether a route handles the request in the end: redirects are followed as a client does, with the same method (307). */
export function isHandled(
  app: CompiledApp,
  { request, resolution }: Pick<Diagnosis, 'request' | 'resolution'>,
): boolean {
  let answer = resolution;
  for (let hops = 0; answer.outcome === 'redirect' && answer.location !== null && hops < REDIRECTS; hops++) {
    const { method, host, headers } = request;
    answer = app.resolve(makeRequest(method, answer.location, { host, headers }));
  }
  return answer.outcome === 'matched';
}
