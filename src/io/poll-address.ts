import { fetchDocument, questionOf, type ResponseCache } from './fetch-document.ts';
import { isNear, paceOf } from './poll-pace.ts';
import type { SecretHeaders } from './secret-headers.ts';
import { type AddressOrigin, bytesVersion } from './source-bytes.ts';

/** Told of a change, with the answer that shows it where there is one: it needn't be asked for again. */
export type OnChange = (cache?: ResponseCache) => void;

/**
 * Tells when the document at an address has changed, or can't be had any more, or can again, until the answer is called. The
 * server is asked whether there is anything new where it has told how to ask that; what it sends is compared by its bytes, so
 * that a server that says nothing about versions is understood too, from what was read on.
 */
export function pollAddress(
  origin: AddressOrigin,
  onChange: OnChange,
  { headers: secrets, every }: { readonly headers: SecretHeaders; readonly every: number | null },
): () => void {
  const pace = paceOf(every);
  const headers = origin.own ? secrets : {};
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
    const fetched = await fetchDocument(origin.url, { headers, validators, signal });
    if (signal.aborted) return;
    const before = { version, failure };
    failure = fetched.kind === 'problem' ? fetched.problem.message : null;
    if (failure === null || before.failure === null) failedAt = began;
    if (fetched.kind !== 'problem') near = isNear(fetched.url);
    if (fetched.kind === 'document') {
      version = bytesVersion(fetched.bytes);
      validators = fetched.validators;
    }
    // A document that couldn't be read in the first place hasn't changed while it fails in the same way.
    const hasChanged = failure !== before.failure && !(first && origin.version === null && failure !== null);
    first = false;
    const now = performance.now();
    const failingFor = failure === null ? 0 : now - failedAt;
    const reached = fetched.kind !== 'problem' || fetched.reached;
    timer = setTimeout(look, pace({ near, took: now - began, failingFor, reached }));
    if (!hasChanged && version === before.version) return;
    onChange(fetched.kind === 'document' ? new Map([[questionOf(origin.url, headers), fetched]]) : undefined);
  };
  timer = setTimeout(look, pace({ near, took: 0, failingFor: 0, reached: true }));
  return () => {
    stop.abort();
    if (timer !== null) clearTimeout(timer);
  };
}
