import type { Problem } from '../model/problem.ts';
import { errorCode, fault, systemReason } from './fault.ts';
import type { SecretHeaders } from './header.ts';
import { SIZE_LIMIT, tooLarge } from './read-file.ts';
import { readStream } from './read-stream.ts';

export interface FetchOptions {
  readonly headers?: SecretHeaders;
  /** Milliseconds for all of it, redirects and body included. */
  readonly timeout?: number;
  readonly limit?: number;
  /** What an earlier answer said of itself: the server then may say that nothing changed. */
  readonly validators?: Validators;
  /** Told how many bytes have come, and how many are expected where the server says so. */
  readonly onProgress?: (received: number, expected: number | null) => void;
}

/** ETag and Last-Modified (RFC 9110, 8.8), as sent. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type Fetched =
  | { readonly kind: 'document'; readonly url: string; readonly bytes: Buffer; readonly validators: Validators }
  | { readonly kind: 'unchanged' }
  /** `reached`: the server answered, so that another of its addresses may do. */
  | { readonly kind: 'problem'; readonly problem: Problem; readonly reached: boolean };

const TIMEOUT = 30_000;
const REDIRECTS = 5;

/**
 * A document from the network. Redirects are followed here rather than by `fetch`, because it would send secret headers
 * on to whatever host the first one names.
 */
export async function fetchDocument(address: string, options: FetchOptions = {}): Promise<Fetched> {
  const { timeout = TIMEOUT } = options;
  const signal = AbortSignal.timeout(timeout);
  const start = new URL(address);
  let url = start;
  try {
    for (let hops = 0; ; hops++) {
      const response = await fetch(withoutCredentials(url), {
        redirect: 'manual',
        signal,
        headers: requestHeaders(start, url, options),
      });
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (location === null || response.status === 304) return await receive(response, url, options);
      await response.body?.cancel();
      if (hops === REDIRECTS)
        return problem(
          'redirects',
          `${shown(start)} redirects more than ${REDIRECTS} times, last to ${shown(url)}`,
          null,
          true,
        );
      const next = new URL(location, url);
      if (next.protocol !== 'http:' && next.protocol !== 'https:') {
        return problem('redirects', `${shown(url)} redirects to ${next.protocol}, which is not followed`, null, true);
      }
      url = next;
    }
  } catch (error) {
    if (signal.aborted) {
      return problem('timeout', `${shown(url)} did not answer within ${Math.round(timeout / 1000)} s`, null, false);
    }
    return problem('unreachable', `cannot reach ${shown(url)}: ${networkReason(error)}`, tlsHint(error), false);
  }
}

/** An address fit for messages: without user and password. */
export function shown(url: URL): string {
  return withoutCredentials(url).href;
}

function withoutCredentials(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
}

function requestHeaders(start: URL, url: URL, options: FetchOptions): Record<string, string> {
  const own = url.origin === start.origin;
  const { username, password } = start;
  const basic = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const { etag = null, lastModified = null } = options.validators ?? {};
  return {
    accept: 'application/json, application/yaml;q=0.9, text/yaml;q=0.9, */*;q=0.5',
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
    ...(own && username !== '' ? { authorization: `Basic ${Buffer.from(basic).toString('base64')}` } : {}),
    ...(own ? options.headers : {}),
  };
}

async function receive(response: Response, url: URL, options: FetchOptions): Promise<Fetched> {
  if (response.status === 304) return { kind: 'unchanged' };
  if (!response.ok) {
    await response.body?.cancel();
    const reason = `${response.status} ${response.statusText}`.trim();
    const hint =
      response.status === 401 || response.status === 403
        ? 'give it credentials: --header "Authorization: Bearer $TOKEN"'
        : null;
    return problem('http-status', `${shown(url)} answers ${reason}`, hint, true);
  }
  const type = response.headers.get('content-type') ?? '';
  if (/^\s*(?:text\/html|application\/xhtml)/i.test(type)) {
    await response.body?.cancel();
    return problem(
      'html-answer',
      `${shown(url)} answers with an HTML page, not with a document`,
      'is it a login page, or the documentation itself? The document often is at /openapi.json',
      true,
    );
  }
  const { limit = SIZE_LIMIT, onProgress } = options;
  const expected = Number(response.headers.get('content-length')) || null;
  if (expected !== null && expected > limit) {
    await response.body?.cancel();
    return { kind: 'problem', problem: tooLarge(shown(url), limit), reached: true };
  }
  const body = await readStream(shown(url), reporting(response.body, expected, onProgress), limit);
  if (!Buffer.isBuffer(body)) return { kind: 'problem', problem: body, reached: true };
  const validators = { etag: response.headers.get('etag'), lastModified: response.headers.get('last-modified') };
  return { kind: 'document', url: shown(url), bytes: body, validators };
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

function problem(code: string, message: string, hint: string | null, reached: boolean): Fetched {
  return { kind: 'problem', problem: fault(code, message, hint), reached };
}

/** Names of system and OpenSSL errors as Node gives them, in words. */
const NETWORK_REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  EHOSTUNREACH: 'no way to that host',
  ENETUNREACH: 'no way to that network',
  ETIMEDOUT: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  UND_ERR_SOCKET: 'the connection was cut',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  CERT_NOT_YET_VALID: 'its TLS certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate is signed by an unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its TLS certificate is signed by an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its TLS certificate is signed by an unknown authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS: is it http:// rather than https://?',
  EPROTO: 'it does not speak TLS: is it http:// rather than https://?',
};

function networkReason(error: unknown): string {
  const code = errorCode(error);
  if (code !== null && NETWORK_REASONS[code] !== undefined) return NETWORK_REASONS[code];
  return systemReason(error instanceof Error && error.cause instanceof Error ? error.cause : error);
}

function tlsHint(error: unknown): string | null {
  const code = errorCode(error) ?? '';
  return /CERT|SIGNATURE/.test(code) ? 'trust its authority: NODE_EXTRA_CA_CERTS=ca.pem nearmiss …' : null;
}
