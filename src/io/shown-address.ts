/** Names of query parameters whose values are secrets more often than not: keys, tokens, signatures of presigned addresses. */
const SECRET =
  /(?:^|[-_.])(?:access|api|auth)?[-_]?(?:key|token|secret|sig(?:nature)?|password|passwd|pwd|auth|credentials?)$/i;

/** An address fit for messages, titles and names: without user and password, and without what looks like a secret in its query. */
export function shown(url: URL): string {
  const bare = withoutCredentials(url);
  const hidden = [...new Set(bare.searchParams.keys())].filter((name) => SECRET.test(name));
  for (const name of hidden) bare.searchParams.set(name, '***');
  return bare.href;
}

/** The address that a request is made to: `fetch` refuses credentials in it. */
export function withoutCredentials(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
}

/** A SOURCE as it may be shown before anybody has looked what it is; addresses that can't be parsed lose whatever stands before an @. */
export function shownSource(source: string): string {
  if (!/^https?:\/\//i.test(source)) return source;
  return URL.canParse(source) ? shown(new URL(source)) : source.replace(/^(https?:\/\/)[^/?#]*@/i, '$1');
}
