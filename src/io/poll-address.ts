import { type FetchOptions, fetchDocument } from './fetch-document.ts';
import { type AddressOrigin, bytesVersion } from './read-source.ts';

/** Milliseconds between two looks at an address; servers of documents are mostly on the same machine. */
const POLL = 1000;
/** And while nobody answers there: a server that starts again is back in a moment, and asking one that is away costs nobody anything. */
const POLL_AWAY = 250;
/** A look that takes long is taken less often: nine tenths of the time are the server's own. */
const SHARE = 10;

/**
 * Tells when the document at an address has changed, or can't be had any more, or can again, until the answer is called. The
 * server is asked whether there is anything new where it has told how to ask that; what it sends is compared by its bytes, so
 * that a server that says nothing about versions is understood too, from what was read on.
 */
export function pollAddress(
  origin: AddressOrigin,
  onChange: () => void,
  options: Pick<FetchOptions, 'headers'> & { readonly poll?: number },
): () => void {
  const { poll = POLL, headers = {} } = options;
  let { validators, version } = origin;
  /** Why it couldn't be had the last time; null where it could. */
  let failure: string | null = null;
  let first = true;
  const stop = new AbortController();
  let timer: NodeJS.Timeout | null = null;

  const look = async () => {
    const began = performance.now();
    const { signal } = stop;
    const fetched = await fetchDocument(origin.url, { headers: origin.own ? headers : {}, validators, signal });
    if (signal.aborted) return;
    const before = { version, failure };
    if (fetched.kind === 'problem') failure = fetched.problem.message;
    else failure = null;
    if (fetched.kind === 'document') {
      version = bytesVersion(fetched.bytes);
      validators = fetched.validators;
    }
    // What couldn't be read in the first place is no news before it is something else.
    const isNews = failure !== before.failure && !(first && origin.version === null && failure !== null);
    first = false;
    const away = fetched.kind === 'problem' && !fetched.reached;
    const pause = Math.max(away ? Math.min(poll, POLL_AWAY) : poll, (performance.now() - began) * SHARE);
    timer = setTimeout(look, Math.min(pause, poll * SHARE));
    if (isNews || version !== before.version) onChange();
  };
  timer = setTimeout(look, poll);
  return () => {
    stop.abort();
    if (timer !== null) clearTimeout(timer);
  };
}
