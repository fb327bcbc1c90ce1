import { fetchDocument, questionOf, type ResponseCache } from './fetch-document.ts';
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
  const wait = (took: number, failingFor: number, reached: boolean) => {
    timer = setTimeout(look, every ?? pauseAfter({ near, took, failingFor, reached }));
  };

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
    wait(now - began, failure === null ? 0 : now - failedAt, fetched.kind !== 'problem' || fetched.reached);
    if (!hasChanged && version === before.version) return;
    onChange(fetched.kind === 'document' ? new Map([[questionOf(origin.url, headers), fetched]]) : undefined);
  };
  wait(0, 0, true);
  return () => {
    stop.abort();
    if (timer !== null) clearTimeout(timer);
  };
}

/** What the last look at an address was like. */
export interface Look {
  /** It is of this machine. */
  readonly near: boolean;
  /** Milliseconds until all of the answer was there. */
  readonly took: number;
  /** Milliseconds since it first failed; 0 where it doesn't. */
  readonly failingFor: number;
  /** A server answered. An address of this machine that refuses the connection may be asked often. */
  readonly reached: boolean;
}

/** The longest pause, in ms. */
const LONGEST = 10_000;

/**
 * Milliseconds until the next look, where the user hasn't set them: a change on this machine is on the screen within 300, its reading
 * included; slow servers are polled less often. A server that fails is asked after a tenth of the time that it has been failing, five
 * pauses at most, so that one that starts again is seen at once and one that stays broken has its log for itself.
 */
export function pauseAfter({ near, took, failingFor, reached }: Look): number {
  const shortest = near ? 150 : 1000;
  const patience = near && !reached ? 0 : Math.min(failingFor / 10, shortest * 5);
  return Math.min(LONGEST, Math.max(shortest, took * (near ? 5 : 10), patience));
}

/** Whether an address is of this machine, by its name. */
export function isNear(address: string): boolean {
  if (!URL.canParse(address)) return false;
  // A URL writes IPv4 addresses in one way, however they were typed.
  const host = new URL(address).hostname.replace(/\.$/, '');
  return /^(?:127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|\[::\]|\[::ffff:7f[\da-f]{2}:[\da-f]+\]|(?:.*\.)?localhost)$/.test(
    host,
  );
}
