import { errorCode, systemReason } from './fault.ts';

/** Names of system and OpenSSL errors as Node gives them, in words. */
const REASONS: Readonly<Record<string, string>> = {
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

/** Why a host could not be asked, in words. */
export function networkReason(error: unknown): string {
  const code = errorCode(error);
  const reason = code === null ? undefined : REASONS[code];
  return reason ?? systemReason(innermost(error));
}

/** What to do about it; null where nothing is known. */
export function networkHint(error: unknown): string | null {
  const code = errorCode(error) ?? '';
  if (code !== 'ERR_TLS_CERT_ALTNAME_INVALID') return HINTS[code] ?? null;
  // The one fault with which Node gives the certificate along.
  const inner = innermost(error);
  const cert = inner instanceof Error && 'cert' in inner ? (inner.cert as { readonly subjectaltname?: unknown }) : null;
  const names = cert?.subjectaltname;
  return typeof names === 'string' ? `it is for ${names.replaceAll('IP Address:', '').replaceAll('DNS:', '')}` : null;
}

function innermost(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? innermost(error.cause) : error;
}
