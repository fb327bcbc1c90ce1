/** Rust's `str::trim`: Unicode's White_Space, which differs from JavaScript's `trim` in U+0085 and U+FEFF. */
export function trim(text: string): string {
  return text.replace(EDGES, '');
}

const EDGES =
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;
