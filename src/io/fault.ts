import type { Problem } from '../model/problem.ts';

/** A source that can't be read at all: a problem without a place in a text. */
export function fault(code: string, message: string, hint: string | null = null): Problem {
  return { severity: 'error', code, message, at: null, lineText: null, span: null, expected: null, hint };
}

/** Why the system or the network refused, in words; Node's own message ends with the call and the path, which say nothing new. */
export function systemReason(error: unknown): string {
  const inner = innermost(error);
  return REASONS[errorCode(error) ?? ''] ?? (inner instanceof Error ? inner.message : String(inner));
}

/** What to do about a server that can't be asked; null where nothing is known. */
export function networkHint(error: unknown): string | null {
  const code = errorCode(error) ?? '';
  if (code !== 'ERR_TLS_CERT_ALTNAME_INVALID') return HINTS[code] ?? null;
  // The one fault with which Node gives the certificate along.
  const { cert } = innermost(error) as { readonly cert?: { readonly subjectaltname?: unknown } };
  const names = cert?.subjectaltname;
  return typeof names === 'string' ? `it is for ${names.replaceAll('IP Address:', '').replaceAll('DNS:', '')}` : null;
}

/** `ENOENT`, `CERT_HAS_EXPIRED`, …; of the innermost cause that has one. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const inner = error.cause === undefined ? null : errorCode(error.cause);
  if (inner !== null) return inner;
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}

const innermost = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error ? innermost(error.cause) : error;

/** Names of system and OpenSSL errors as Node gives them, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file: a part of the path is not a folder',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
  EIO: 'the disk reports an error',
  ENOSPC: 'no space left',
  EDQUOT: 'the quota is used up',
  EROFS: 'the disk is read-only',
  EEXIST: 'a part of the path is not a folder',
  ENXIO: 'no such device',
  EISDIR: 'it is a folder',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed early',
  EPIPE: 'connection closed early',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'the host name could not be looked up',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'timed out',
  UND_ERR_CONNECT_TIMEOUT: 'timed out',
  UND_ERR_SOCKET: 'connection closed early',
  UND_ERR_HEADERS_OVERFLOW: 'the response headers are too large',
  HPE_HEADER_OVERFLOW: 'the response headers are too large',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  CERT_NOT_YET_VALID: 'its TLS certificate is not valid yet',
  CERT_REVOKED: 'its TLS certificate was revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate is signed by an unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its TLS certificate is signed by an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT: 'its TLS certificate is signed by an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its TLS certificate is signed by an unknown authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host',
  ERR_SSL_WRONG_VERSION_NUMBER: 'not a TLS server: use http:// rather than https://?',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not a TLS server: use http:// rather than https://?',
  EPROTO: 'not a TLS server: use http:// rather than https://?',
  Z_DATA_ERROR: 'the response isn’t compressed as its headers claim',
};

const TRUST = 'to trust it, name its authority: NODE_EXTRA_CA_CERTS=ca.pem nearmiss …';
const CLOCK = 'if it is valid, the clock of this machine is wrong';

const HINTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: `renew it on the server; ${CLOCK}`,
  CERT_NOT_YET_VALID: CLOCK,
  DEPTH_ZERO_SELF_SIGNED_CERT: 'to trust it, name the certificate itself: NODE_EXTRA_CA_CERTS=cert.pem nearmiss …',
  SELF_SIGNED_CERT_IN_CHAIN: TRUST,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: TRUST,
  UNABLE_TO_GET_ISSUER_CERT: TRUST,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: TRUST,
  ECONNREFUSED: 'is the server running, and on that port?',
};
