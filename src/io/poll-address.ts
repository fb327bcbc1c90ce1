import { fetchDocument } from './fetch-document.ts';
import type { SecretHeaders } from './header.ts';
import { isNear, paceOf } from './poll-pace.ts';
import { type AddressOrigin, bytesVersion } from './read-source.ts';

/**
 * Tells when the document at an address has changed, or can't be had any more, or can again, until the answer is called. The
 * server is asked whether there is anything new where it has told how to ask that; what it sends is compared by its bytes, so
 * that a server that says nothing about versions is understood too, from what was read on.
 */
export function pollAddress(
  origin: AddressOrigin,
  onChange: () => void,
  { headers, every }: { readonly headers: SecretHeaders; readonly every: number | null },
): () => void {
  const pace = paceOf(every);
  let { validators, version } = origin;
  /** Why it couldn't be had the last time; null where it could. */
  let failure: string | null = null;
  let failedAt = 0;
  /** Where a redirect leads counts, since it's asked as often. */
  let near = isNear(origin.url);
  let first = true;
  const stop = new AbortController();
  let timer: NodeJS.Timeout | null = null;

  const look = async () => {
    const began = performance.now();
    const { signal } = stop;
    const fetched = await fetchDocument(origin.url, { headers: origin.own ? headers : {}, validators, signal });
    if (signal.aborted) return;
    const before = { version, failure };
    failure = fetched.kind === 'problem' ? fetched.problem.message : null;
    if (failure === null || before.failure === null) failedAt = began;
    if (fetched.kind !== 'problem') near = isNear(fetched.url);
    if (fetched.kind === 'document') {
      version = bytesVersion(fetched.bytes);
      validators = fetched.validators;
    }
    // What couldn't be read in the first place is no news before it is something else.
    const isNews = failure !== before.failure && !(first && origin.version === null && failure !== null);
    first = false;
    const now = performance.now();
    const failingFor = failure === null ? 0 : now - failedAt;
    const reached = fetched.kind !== 'problem' || fetched.reached;
    timer = setTimeout(look, pace({ near, took: now - began, failingFor, reached }));
    if (isNews || version !== before.version) onChange();
  };
  timer = setTimeout(look, pace({ near, took: 0, failingFor: 0, reached: true }));
  return () => {
    stop.abort();
    if (timer !== null) clearTimeout(timer);
  };
}
