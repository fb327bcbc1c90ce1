/** A call of an HTTP client in a program's text, as far as it says what is asked. */
export interface CallLine {
  readonly method: string;
  /** A path or a URL, as written. */
  readonly target: string;
}

const QUOTED = '[rbfu]?(?:"([^"]*)"|\'([^\']*)\'|`([^`]*)`)';
/** `client.get("/x")`, `axios.post('/x', …)`, `self.client.delete(f"/x/{id}")`, with whatever it is assigned to. */
const BY_NAME = new RegExp(`(?:^|[\\s=(])[\\w$.]*\\w\\.(get|post|put|patch|delete|head|options)\\(\\s*${QUOTED}`);
/** `client.request("PATCH", "/x")`. */
const BY_VALUE = new RegExp(`\\.request\\(\\s*["']([A-Za-z]+)["']\\s*,\\s*${QUOTED}`);
/** `fetch("http://host/x", {"method": "PUT"})`, as browsers copy it. */
const FETCH = new RegExp(`(?:^|[\\s=(])fetch\\(\\s*${QUOTED}`);
const FETCHED_BY = /["']?method["']?\s*:\s*["']([A-Za-z]+)["']/;

/** The request that a call in Python or JavaScript makes; null where the text is none. Total. */
export function requestInCall(text: string): CallLine | null {
  const named = BY_NAME.exec(text) ?? BY_VALUE.exec(text);
  if (named) return checked(named[1]?.toUpperCase() ?? '', named.slice(2));
  const fetched = FETCH.exec(text);
  return fetched && checked(FETCHED_BY.exec(text)?.[1]?.toUpperCase() ?? 'GET', fetched.slice(1));
}

function checked(method: string, quoted: readonly (string | undefined)[]): CallLine | null {
  const target = quoted.find((one) => one !== undefined) ?? '';
  return /^(?:\/|https?:\/\/)/i.test(target) ? { method, target } : null;
}
