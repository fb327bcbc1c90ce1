import { attempt } from './attempt.ts';

/** What a line of a log or of a program says of a request. */
export interface FoundRequest {
  readonly method: string;
  /** Path with query, or a URL. */
  readonly target: string;
  /** Null where the line doesn't say. */
  readonly host: string | null;
}

/** How deep an object may lie that a request is looked for in: `{"http":{"request":{"method":…}}}`. */
const DEPTH = 3;
/** Names of the target, the ones that hold its query first. */
const TARGETS = ['url', 'uri', 'originaluri', 'originalurl', 'rawpath', 'target', 'path', 'urlpath'] as const;

/**
 * The request in a line of JSON, as Caddy, Traefik, nginx, Google Cloud, the Elastic Common Schema and the programs'
 * own loggers write it; null where it holds none. Total.
 */
export function requestInJson(line: string): FoundRequest | null {
  const found = new Map<string, string>();
  collect(
    attempt(() => JSON.parse(line)),
    found,
    DEPTH,
  );
  const whole = /^(\S+) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/.exec(found.get('') ?? found.get('line') ?? '');
  const named = TARGETS.map((name) => found.get(name)).find((text) => text && /^(?:\/|https?:\/\/)/i.test(text));
  const target = named ?? whole?.[2];
  if (target === undefined) return null;
  const query = (found.get('query') ?? found.get('querystring') ?? '').replace(/^\?/, '');
  return {
    method: found.get('method') ?? found.get('verb') ?? whole?.[1] ?? 'GET',
    target: query === '' || target.includes('?') ? target : `${target}?${query}`,
    host: found.get('host') ?? null,
  };
}

/** Texts by what their names mean: `request_method`, `httpMethod` and `RequestMethod` are all `method`. The first one wins. */
function collect(value: unknown, found: Map<string, string>, depth: number): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === 0) return;
  for (const [key, inner] of Object.entries(value)) {
    const name = key
      .toLowerCase()
      .replace(/[^a-z]/g, '')
      .replace(/^(?:http|request|req)+/, '');
    if (typeof inner === 'string') {
      if (!found.has(name) && inner !== '') found.set(name, inner);
    } else if (name === '' || name === 'url') collect(inner, found, depth - 1);
  }
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
export function requestInCall(text: string): FoundRequest | null {
  const named = BY_NAME.exec(text) ?? BY_VALUE.exec(text);
  if (named) return checked(named[1]?.toUpperCase() ?? '', named.slice(2));
  const fetched = FETCH.exec(text);
  return fetched && checked(FETCHED_BY.exec(text)?.[1]?.toUpperCase() ?? 'GET', fetched.slice(1));
}

function checked(method: string, quoted: readonly (string | undefined)[]): FoundRequest | null {
  const target = quoted.find((one) => one !== undefined) ?? '';
  return /^(?:\/|https?:\/\/)/i.test(target) ? { method, target, host: null } : null;
}
