/** What a line of a structured log says of its request. */
export interface LoggedRequest {
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
export function requestInJson(line: string): LoggedRequest | null {
  const found = new Map<string, string>();
  collect(parsed(line), found, DEPTH);
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

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
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
