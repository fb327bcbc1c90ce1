import { describe, detach, own, quote, textOf } from '../text/plain-values.ts';
import { type Draft, type Where, warning } from './draft-problems.ts';
import { folderOf, isUrl } from './reference.ts';

/** A server as a document names it. */
export interface Server {
  /** With its variables' defaults filled in. */
  readonly url: string;
  /** The part that a request's path starts with; no final slash, `` for none. */
  readonly basePath: string;
}

/** OpenAPI 3's `servers`, in order; null where the list isn't given or holds nothing usable, so that the next level up decides. */
export function readServers(value: unknown, where: Where, drafts: Draft[]): readonly Server[] | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) {
    drafts.push(warning('bad-servers', `"servers" is ${describe(value)}, not a list, so it was left out`, where));
    return null;
  }
  const out: Server[] = [];
  for (const [index, server] of value.entries()) {
    const at = { document: where.document, holder: value, key: index, near: where };
    const url = textOf(own(server, 'url'));
    if (url === undefined) {
      drafts.push(warning('bad-server', `Server ${index + 1} has no "url", so it was left out`, at));
      continue;
    }
    const filled = fillVariables(url, own(server, 'variables'));
    if (/\{[^{}]*\}/.test(filled)) {
      const message = `Server URL ${quote(url)} has placeholders without a default; they were taken as empty`;
      drafts.push(warning('undefined-server-variable', message, at));
    }
    out.push({ url: detach(filled), basePath: detach(basePathOf(filled, where.document.file)) });
  }
  return out.length > 0 ? out : null;
}

function fillVariables(url: string, variables: unknown): string {
  return url.replace(/\{([^{}]*)\}/g, (written, name: string) => {
    const variable = own(variables, name);
    const choices = own(variable, 'enum');
    const fallback = Array.isArray(choices) ? textOf(choices[0]) : undefined;
    return textOf(own(variable, 'default')) ?? fallback ?? written;
  });
}

/** Swagger 2.0's `schemes`, `host` and `basePath`. */
export function readSwaggerServers(root: unknown, where: Where, drafts: Draft[]): readonly Server[] | null {
  const host = textOf(own(root, 'host'));
  const written = own(root, 'basePath');
  const base = textOf(written) ?? '';
  if (written !== undefined && written !== null && textOf(written) === undefined) {
    const message = `"basePath" is ${describe(written)}, so it was left out`;
    drafts.push(warning('bad-base-path', message, { ...where, key: 'basePath' }));
  }
  if (base !== '' && !base.startsWith('/') && !isUrl(base)) {
    const message = `"basePath" ${quote(base)} doesn't begin with a slash; it was read as if it did`;
    drafts.push(warning('bad-base-path', message, { ...where, key: 'basePath' }));
  }
  if (host === undefined && base === '') return null;
  const rooted = base === '' || base.startsWith('/') || isUrl(base) ? base : `/${base}`;
  const basePath = detach(basePathOf(rooted, ''));
  const schemes = own(root, 'schemes');
  const known = Array.isArray(schemes) ? schemes.filter((scheme) => typeof scheme === 'string') : [];
  if (host === undefined) return [{ url: basePath || '/', basePath }];
  return (known.length > 0 ? known : ['https']).map((scheme) => ({
    url: detach(`${scheme}://${host}${basePath}`),
    basePath,
  }));
}

/**
 * The path of a server URL. Documents put anything there: relative URLs (which start from the document's own address), hosts
 * without a scheme, templates of other tools (`{{baseUrl}}`), query strings.
 */
export function basePathOf(url: string, documentFile: string): string {
  let rest = url
    .trim()
    .replace(/\{\{[^}]*\}\}/g, '')
    .replace(/[?#].*$/s, '');
  const absolute = /^(?:[^/?#]*:)?\/\/[^/]*/.exec(rest);
  if (absolute) rest = rest.slice(absolute[0].length);
  else if (!rest.startsWith('/'))
    rest = looksLikeHost(rest) ? rest.replace(/^[^/]*/, '') : relative(rest, documentFile);
  const path = normalise(rest.replace(/\{[^{}]*\}/g, ''));
  return path === '/' ? '' : path;
}

/** `api.example.com/v1`, `localhost:8080`, `<your-host>/v1`, but not `v1/api` or `../v2`. */
function looksLikeHost(url: string): boolean {
  const first = url.split('/')[0] ?? '';
  return /^(localhost|[\w-]+(\.[\w-]+)+)?(:\d+)?$/i.test(first)
    ? first !== '' && !/^v?\d+(\.\d+)*$/i.test(first)
    : /[<>{}$]/.test(first);
}

function relative(url: string, documentFile: string): string {
  const folder = isUrl(documentFile) ? folderOf(documentFile).replace(/^[^:]+:\/\/[^/]*/, '') : '/';
  return folder + url;
}

function normalise(path: string): string {
  const out: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') out.pop();
    else out.push(segment);
  }
  return `/${out.join('/')}`;
}

/** Puts the chosen server first: a number counts from 0, anything else is compared with URLs and base paths. Null: none is meant. */
export function chooseServer(servers: readonly Server[], choice: string | undefined): readonly Server[] | null {
  if (choice === undefined) return servers;
  const trimmed = choice.replace(/\/+$/, '');
  const index = /^\d+$/.test(choice)
    ? Number(choice)
    : servers.findIndex((server) => server.url.replace(/\/+$/, '') === trimmed || server.basePath === trimmed);
  const chosen = servers[index];
  return chosen === undefined ? null : [chosen, ...servers.filter((server) => server !== chosen)];
}
