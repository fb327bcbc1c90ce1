/**
 * The host of a Host header, brackets of an IPv6 address kept, port dropped; null for a header that Starlette takes
 * for invalid and that therefore matches no Host route (starlette/_utils.py, parse_host_header).
 */
export function hostOf(header: string): string | null {
  const match = HOST.exec(header);
  return match ? (match[1] ?? null) : null;
}

const HOST =
  /^([a-z0-9._~%!$&'()*+,;=-]+|\[[a-f0-9]*:[a-f0-9.:]+\]|\[v[a-f0-9]+\.[a-z0-9._~!$&'()*+,;=:-]+\])(?::[0-9]+)?$/i;

/** The pattern of a Host route without its port: `api.example.org:8000` is asked as `api.example.org`. */
export function withoutPort(pattern: string): string {
  const lastParam = pattern.lastIndexOf('}') + 1;
  const tail = pattern.slice(lastParam);
  const colon = tail.lastIndexOf(':');
  return colon < 0 || tail.endsWith(']') ? pattern : pattern.slice(0, lastParam + colon);
}
