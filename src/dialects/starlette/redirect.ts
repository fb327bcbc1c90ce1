import type { Request } from '../../model/request.ts';

/**
 * Location as Starlette sends it, without scheme and host: the decoded path quoted again and the query
 * (starlette/datastructures.py URL, starlette/responses.py RedirectResponse). Both are quoted with `%` left alone, so
 * `%2F` comes back as `/` and `%2525` as `%25`; Starlette 1.9 keeps `?` and `#` of the path escaped.
 */
export function locationOf(path: string, request: Request): string {
  return request.query ? `${quotePath(path)}?${quote(request.query)}` : quotePath(path);
}

/**
 * The path with its slash added, or all of its final slashes stripped, as its route path (from `start` on) asks for: the
 * two differ where `root_path` itself ends in a slash (starlette/routing.py, Router.app).
 */
export function toggleSlash(path: string, start: number): string {
  if (path.length === start || !path.endsWith('/')) return `${path}/`;
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === 47) end--;
  return path.slice(0, end);
}

function quotePath(path: string): string {
  if (!SPECIAL.test(path)) return path;
  return quote(path).replaceAll('?', '%3F').replaceAll('#', '%23');
}

/** `urllib.parse.quote` with the characters that RedirectResponse leaves alone. */
function quote(text: string): string {
  return text.replace(UNSAFE, escapeRun);
}

/** What a path can't be sent with as it is. */
const SPECIAL = /[^A-Za-z0-9_.~:/%=@[\]!$&'()*+,;-]/;

const UNSAFE = /[^A-Za-z0-9_.~:/%#?=@[\]!$&'()*+,;-]+/g;

function escapeRun(run: string): string {
  let out = '';
  for (const byte of new TextEncoder().encode(run)) out += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return out;
}
