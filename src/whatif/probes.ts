import { filesOf, opaqueApp } from '../dialects/make-app.ts';
import type { SegmentPart } from '../model/path-template.ts';
import type { Registration } from '../model/registration.ts';
import { DEFAULT_HOST, type Request } from '../model/request.ts';
import { exampleHost, examplePath, partsOf } from './example-path.ts';

/** One example request, derived from a registered route. */
export interface Probe {
  readonly request: Request;
  /** Its path before percent-encoding. */
  readonly decoded: string;
}

/**
 * The requests that show what a registration does: its path filled with fitting values under each of its methods, one
 * method that it doesn't have, HEAD beside GET, the path with its trailing slash added or removed, and with other
 * values. None for websockets, which no HTTP request reaches.
 */
export function probesOf(registration: Registration): readonly Probe[] {
  switch (registration.kind) {
    case 'websocket':
      return [];
    case 'mount':
    case 'host':
    case 'opaque':
    case 'frontend':
      return containerProbes(registration);
    default:
      return routeProbes(registration);
  }
}

/** Equal for requests that no application can tell apart. */
export function probeKey({ method, path, query, host, headers }: Request): string {
  const accept = headers.accept === undefined ? '' : ` ${headers.accept}`;
  return `${method} ${host} ${path}${query === null ? '' : `?${query}`}${accept}`;
}

const COMMON = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const;

function routeProbes(registration: Registration): readonly Probe[] {
  const { methods, automatic } = registration;
  const parts = partsOf(registration);
  const path = examplePath(registration);
  const first = methods[0] ?? 'GET';
  const tried = new Set(methods);
  const stranger = COMMON.find((method) => !tried.has(method) && !automatic.includes(method));
  if (stranger) tried.add(stranger);
  if (tried.has('GET')) tried.add('HEAD');
  const host = exampleHost(registration);
  const probes = [...tried].map((method) => probe(method, path, host));
  probes.push(probe(first, toggleSlash(path), host));
  if (hasParam(parts)) probes.push(probe(first, examplePath(registration, 'other'), host));
  return probes;
}

function containerProbes(registration: Registration): readonly Probe[] {
  const host = exampleHost(registration);
  const path = examplePath(registration).replace(/\/+$/, '');
  const { node } = registration;
  const files = filesIn(registration).slice(0, 3);
  const probes = [probe('GET', `${path}/`, host), ...files.map((file) => probe('GET', `${path}/${file}`, host))];
  if (path !== '') probes.push(probe('GET', path, host));
  if (opaqueApp(registration) && files[0] !== undefined) probes.push(probe('POST', `${path}/${files[0]}`, host));
  if (node?.kind !== 'frontend') return probes;
  return [...probes, probe('GET', `${path}/some/page`, host), probe('GET', `${path}/some/page`, host, 'text/html')];
}

function filesIn(registration: Registration): readonly string[] {
  const { node } = registration;
  if (node?.kind === 'frontend') return node.files;
  const app = opaqueApp(registration);
  return (app && filesOf(app)) ?? [];
}

const hasParam = (parts: readonly SegmentPart[]) => parts.some((part) => part.kind === 'param');
const toggleSlash = (path: string) => (path.endsWith('/') && path !== '/' ? path.slice(0, -1) : `${path}/`);

function probe(method: string, decoded: string, host: string | null, accept?: string): Probe {
  const headers = accept === undefined ? NO_HEADERS : { accept };
  const path = encodePath(decoded === '' ? '/' : decoded);
  return { request: { method, path, query: null, host: host ?? DEFAULT_HOST, headers }, decoded };
}

const NO_HEADERS: Readonly<Record<string, string>> = {};

/** A path as a client sends it (RFC 3986, 3.3: pchar and slashes stay as they are). Lone surrogates become U+FFFD. */
export function encodePath(path: string): string {
  if (PLAIN.test(path)) return path;
  return path
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/]+/g, (text) => encodeURIComponent(text));
}

const PLAIN = /^[A-Za-z0-9\-._~!$&'()*+,;=:@/]*$/;
