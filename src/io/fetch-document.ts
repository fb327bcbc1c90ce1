import { attempt } from '../model/attempt.ts';
import type { Problem } from '../model/problem.ts';
import { fault, networkHint, systemReason } from './fault.ts';
import { readStream, SIZE_LIMIT, tooLarge } from './read-file.ts';
import { hasSecrets, type SecretHeaders } from './secret-headers.ts';
import { shown, withoutCredentials } from './shown-address.ts';

export interface FetchOptions {
  readonly headers?: SecretHeaders;
  /** Milliseconds until an answer begins, redirects included. */
  readonly timeout?: number;
  /** Milliseconds for its body. */
  readonly bodyTimeout?: number;
  readonly limit?: number;
  /** Ends it early; the result is a problem to be ignored. */
  readonly signal?: AbortSignal;
  /** What an earlier answer said of itself: the server then may say that nothing changed. */
  readonly validators?: Validators;
  /** Called with the bytes received, and those expected where the server sends their number. */
  readonly onProgress?: (received: number, expected: number | null) => void;
  /** Responses that have just been received: an address among them isn't fetched again. */
  readonly cache?: ResponseCache;
}

/** Answers by what was asked, as `questionOf` has it. */
export type ResponseCache = ReadonlyMap<string, FetchedDocument>;

/** ETag and Last-Modified (RFC 9110, 8.8), as sent. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type Fetched =
  | { readonly kind: 'document'; readonly url: string; readonly bytes: Buffer; readonly validators: Validators }
  | { readonly kind: 'unchanged'; readonly url: string }
  /** `reached`: the server answered, so that another of its addresses may do. */
  | { readonly kind: 'problem'; readonly problem: Problem; readonly reached: boolean };

export type FetchedDocument = Fetched & { readonly kind: 'document' };

const TIMEOUT = 30_000;
/** A slow line needs a minute for the largest documents; a server that only drips bytes is given up. */
const BODY_TIMEOUT = 120_000;
const REDIRECTS = 5;

/** The key of a response: a request with secrets may get another one than a request without. */
export const questionOf = (address: string, headers?: SecretHeaders): string =>
  `${hasSecrets(headers) ? 'with' : 'without'} ${address}`;

/**
 * A document from the network. Redirects are followed here rather than by `fetch`, because it would send secret headers
 * on to whatever host the first one names.
 */
export async function fetchDocument(address: string, options: FetchOptions = {}): Promise<Fetched> {
  const { timeout = TIMEOUT, bodyTimeout = BODY_TIMEOUT, cache } = options;
  const known = cache?.get(questionOf(address, options.headers));
  if (known !== undefined) return known;
  const aborter = new AbortController();
  const abort = () => aborter.abort();
  let timer = setTimeout(abort, timeout);
  options.signal?.addEventListener('abort', abort);
  const start = new URL(address);
  let url = start;
  let own = true;
  let begun = false;
  const late = () =>
    begun
      ? `${named(start, url)} did not send a complete response within ${seconds(bodyTimeout)}`
      : `${named(start, url)} did not respond within ${seconds(timeout)}`;
  try {
    for (let hops = 0; ; hops++) {
      const response = await fetch(withoutCredentials(url), {
        redirect: 'manual',
        signal: aborter.signal,
        headers: requestHeaders(start, own, options),
      });
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (location === null || response.status === 304) {
        begun = true;
        clearTimeout(timer);
        timer = setTimeout(abort, bodyTimeout);
        const received = await receive(response, named(start, url), options);
        return aborter.signal.aborted && received.kind === 'problem'
          ? failed(fault('timeout', late()), false)
          : received;
      }
      await response.body?.cancel();
      const next = URL.canParse(location, url.href) ? new URL(location, url) : null;
      const refused = refuseRedirect(start, url, next, hops);
      if (refused !== null) return refused;
      url = next ?? url;
      // Once another host has had a say in where to go, nothing secret goes anywhere any more.
      own &&= url.origin === start.origin;
    }
  } catch (error) {
    if (aborter.signal.aborted) return failed(fault('timeout', late()), false);
    const message = `cannot reach ${named(start, url)}: ${systemReason(error)}`;
    return failed(fault('unreachable', message, networkHint(error)), false);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', abort);
  }
}

/** The target of a redirect may have a signature in its query, which must not be shown. */
function named(start: URL, url: URL): string {
  return url === start ? shown(url) : shown(Object.assign(new URL(url), { search: '' }));
}

function refuseRedirect(start: URL, url: URL, next: URL | null, hops: number): Fetched | null {
  const refuse = (why: string, hint: string | null = null) => failed(fault('redirects', why, hint), true);
  const from = named(start, url);
  if (next === null) return refuse(`${from} redirects to an invalid address`);
  if (hops === REDIRECTS) return refuse(`${shown(start)} redirects more than ${REDIRECTS} times, last to ${from}`);
  if (next.protocol !== 'http:' && next.protocol !== 'https:')
    return refuse(`${from} redirects to ${next.protocol}, which is not followed`);
  if (url.protocol === 'https:' && next.protocol === 'http:')
    return refuse(
      `${from} redirects from https to http, which is not followed`,
      `the connection isn’t protected; to read it, use ${named(start, next)}`,
    );
  return null;
}

function requestHeaders(start: URL, own: boolean, options: FetchOptions): Record<string, string> {
  const { username, password } = start;
  const basic = `${decoded(username)}:${decoded(password)}`;
  const { etag = null, lastModified = null } = options.validators ?? {};
  return {
    accept: 'application/json, application/yaml;q=0.9, text/yaml;q=0.9, */*;q=0.5',
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
    ...(own && username + password !== '' ? { authorization: `Basic ${Buffer.from(basic).toString('base64')}` } : {}),
    ...(own ? options.headers : {}),
  };
}

const decoded = (text: string) => attempt(() => decodeURIComponent(text)) ?? text;

async function receive(response: Response, name: string, options: FetchOptions): Promise<Fetched> {
  if (response.status === 304) return { kind: 'unchanged', url: name };
  const { limit = SIZE_LIMIT, onProgress } = options;
  const length = Number(response.headers.get('content-length')) || null;
  // The length of a compressed response is that of its compressed bytes.
  const encoding = response.headers.get('content-encoding') ?? 'identity';
  const encoded = encoding !== 'identity';
  const refused = refusal(response, name) ?? (length !== null && length > limit ? tooLarge(name, limit) : null);
  if (refused !== null) {
    await response.body?.cancel();
    return failed(refused, true);
  }
  const stream = reporting(response.body, encoded ? null : length, onProgress);
  const body = await readStream(name, stream, limit);
  if (!Buffer.isBuffer(body)) return failed(body, true);
  if (encoded && isCutOff(body)) {
    const message = `${name} sent an incomplete response, compressed as (${encoding.slice(0, 40)})`;
    return failed(fault('cut-off', message, 'the server or a proxy closed the connection'), true);
  }
  const validators = { etag: response.headers.get('etag'), lastModified: response.headers.get('last-modified') };
  return { kind: 'document', url: name, bytes: body, validators };
}

/** `fetch` takes a compressed answer without its end for a whole one (it flushes what it has), so the text itself must tell. */
function isCutOff(body: Buffer): boolean {
  const [first, last] = [body.subarray(0, 64), body.subarray(-64)].map((part) => part.toString('latin1').trim());
  return body.length === 0 || (/^(?:\xef\xbb\xbf)?[{[]/.test(first ?? '') && !/[}\]]$/.test(last ?? ''));
}

async function* reporting(
  body: ReadableStream<Uint8Array> | null,
  expected: number | null,
  onProgress: FetchOptions['onProgress'],
): AsyncIterable<Uint8Array> {
  let received = 0;
  for await (const chunk of body ?? []) {
    received += chunk.length;
    onProgress?.(received, expected);
    yield chunk;
  }
}

const failed = (problem: Problem, reached: boolean): Fetched => ({ kind: 'problem', problem, reached });

const seconds = (ms: number) => `${Math.max(1, Math.round(ms / 1000))} s`;

/** What an answer without a document means, and what to do about it. */
function refusal(response: Response, name: string): Problem | null {
  const { status, headers } = response;
  const reason = `${status} ${response.statusText.slice(0, 100)}`.trim();
  if (!response.ok)
    return fault('http-status', `${name} answers ${reason}`, hintOf(status, headers.get('retry-after')));
  if (status === 204 || status === 205)
    return fault(
      'http-status',
      `${name} answers ${reason}: there is no document`,
      'is it the address of the document itself?',
    );
  if (/^\s*(?:text\/html|application\/xhtml)/i.test(headers.get('content-type') ?? ''))
    return fault(
      'html-answer',
      `${name} answers with an HTML page, not with a document`,
      'is it a login page, or the documentation? The document is often at /openapi.json; pass credentials with --header',
    );
  return null;
}

function hintOf(status: number, retryAfter: string | null): string | null {
  if (status === 401 || status === 407) return 'add credentials: --header "Authorization: Bearer $TOKEN"';
  if (status === 403) return 'credentials are missing or refused: --header "Authorization: Bearer $TOKEN"';
  if (status === 404 || status === 410) return 'leave out the path to try the usual places';
  if (status === 429 || status === 503)
    return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? `retry after ${retryAfter} s` : 'try again later';
  if (status >= 500) return 'the server failed: see its log';
  return status >= 300 && status < 400 ? 'it redirects without a location' : null;
}
