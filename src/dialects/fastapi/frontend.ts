import type { Registration } from '../../model/registration.ts';
import type { Request } from '../../model/request.ts';
import type { Resolution, TraceStep } from '../../model/resolution.ts';
import type { Frontend } from '../../model/route-tree.ts';
import { matched, methodNotAllowed, notFound, redirect } from '../answers.ts';
import type { Asked } from '../app-matcher.ts';
import { type FileSet, fileSet, folderLocation, normalise } from '../starlette/static-files.ts';

/** `frontend(path, directory)` of an application or of a router that it includes, prefixes joined. */
export interface FrontendEntry {
  readonly registration: Registration;
  readonly node: Frontend;
  /** Path inside the application: `/` or without a final slash. */
  readonly path: string;
  /** Made from the node's list when it is first asked. */
  files: FileSet | null;
}

/** `_normalize_frontend_path` and `_join_frontend_paths` (fastapi/routing.py): prefix + path, a bare `/` adding nothing. */
export function joinFrontendPath(prefix: string, path: string): string {
  const own = path === '/' ? path : path.replace(/\/+$/, '');
  if (prefix === '') return own;
  return own === '/' ? prefix : prefix + own;
}

/**
 * What FastAPI asks last: of the frontends whose path leads to the request, the one with the longest path, the first
 * of equals (fastapi/routing.py, _match_low_priority). It answers in no route's name, so `route` stays null.
 */
export function askFrontends(
  frontends: readonly FrontendEntry[],
  asked: Asked,
  mounts: readonly string[],
  steps: TraceStep[] | null,
): Resolution | null {
  const routePath = asked.path.slice(asked.start);
  let best: FrontendEntry | null = null;
  for (const entry of frontends) {
    if (pathWithin(entry.path, routePath) === null) continue;
    if (!best || specificity(entry.path) > specificity(best.path)) best = entry;
  }
  if (!best) return null;
  const answer = serve(best, pathWithin(best.path, routePath) ?? '', asked, mounts);
  if (answer.outcome !== 'not-found') steps?.push({ registration: best.registration, role: 'answers' });
  return { ...answer, route: null };
}

const specificity = (path: string) => (path === '/' ? 0 : [...path].length);

/** The file path asked below a frontend's path; null where the request isn't below it. */
function pathWithin(path: string, routePath: string): string | null {
  if (path === '/') return routePath.replace(/^\/+/, '');
  if (routePath === path) return '';
  return routePath.startsWith(`${path}/`) ? routePath.slice(path.length + 1) : null;
}

/** `_FrontendStaticFiles.get_response` (fastapi/routing.py). Its 405 carries no Allow header. */
function serve(entry: FrontendEntry, path: string, asked: Asked, mounts: readonly string[]): Resolution {
  const { registration, node } = entry;
  entry.files ??= fileSet(node.files);
  const set = entry.files;
  const { request } = asked;
  const name = normalise(path);
  const isFolder = set.folders.has(name) && set.files.has(normalise(`${name}/index.html`));
  const exists = isFolder || set.files.has(name);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return exists ? methodNotAllowed(registration, null, mounts) : notFound(mounts);
  }
  if (isFolder && !asked.path.endsWith('/')) return redirect(folderLocation(asked), mounts, registration);
  if (exists) return matched(registration, {}, mounts);
  const falls = (file: '404.html' | 'index.html') =>
    node.fallback === file || (node.fallback === 'auto' && set.files.has(file));
  if (falls('404.html') || isImpossible(name)) return notFound(mounts);
  return falls('index.html') && wantsPage(request) ? matched(registration, {}, mounts) : notFound(mounts);
}

/** What no file can be called, which ends the search with an exception: a zero byte, and a name of more than 255 bytes. */
function isImpossible(name: string): boolean {
  const [first = ''] = name.split('/', 1);
  return name.includes('\0') || (first.length > 85 && new TextEncoder().encode(first).length > 255);
}

/** Whether a browser is navigating: `Accept` names HTML with a quality other than 0 (`_is_frontend_navigation_request`). */
function wantsPage(request: Request): boolean {
  return (request.headers.accept ?? '').split(',').some((range) => {
    const [type = '', ...parameters] = range.trim().split(';');
    const quality = parameters.find((parameter) => /^\s*q\s*=/i.test(parameter));
    const q = quality === undefined ? 1 : Number(quality.slice(quality.indexOf('=') + 1).trim());
    return /^(?:text\/html|application\/xhtml\+xml)$/i.test(type.trim()) && q !== 0;
  });
}
