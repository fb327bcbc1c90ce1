/** An HTTP request as far as routing looks at it. */
export interface Request {
  /** As sent; methods are case-sensitive (RFC 9110, 9.1). */
  readonly method: string;
  /** Path of the request target as on the wire: percent-encoded, without query (RFC 9112, 3.2.1 origin-form). */
  readonly path: string;
  /** What follows the first `?`, still encoded; null where there is no `?`, `''` for a bare one. */
  readonly query: string | null;
  /** The Host header, port included where given. */
  readonly host: string;
  /** Other headers, names in lower case. Only `accept` decides anything today (FastAPI's `frontend()`). */
  readonly headers: Readonly<Record<string, string>>;
}

/** The host that Starlette's own test client sends, and ours where nothing else is said. */
export const DEFAULT_HOST = 'testserver';

/** A request from a method and a request target (`/users?page=2`). The fragment, if any, is never sent and is dropped. */
export function makeRequest(
  method: string,
  target: string,
  options: { host?: string; headers?: Readonly<Record<string, string>> } = {},
): Request {
  const hash = target.indexOf('#');
  const sent = hash < 0 ? target : target.slice(0, hash);
  const mark = sent.indexOf('?');
  return {
    method,
    path: mark < 0 ? sent : sent.slice(0, mark),
    query: mark < 0 ? null : sent.slice(mark + 1),
    host: options.host ?? DEFAULT_HOST,
    headers: options.headers ?? {},
  };
}
