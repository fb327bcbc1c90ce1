import type { CompiledApp } from '../dialects/dialect.ts';
import { hostParts } from '../dialects/index.ts';
import { filesOf, opaqueApp } from '../dialects/make-app.ts';
import { dialectFor } from '../dialects/registry.ts';
import { encodeTarget, formatTarget, quote } from '../model/parse-request.ts';
import type { SegmentPart } from '../model/path-template.ts';
import type { Registration, RouteRow } from '../model/registration.ts';
import { DEFAULT_HOST, makeRequest, type Request } from '../model/request.ts';
import { exampleValue } from '../whatif/example-path.ts';
import { encodePath } from '../whatif/probes.ts';

/** A request for the row's route, with a valid value for every parameter. A route above it may still answer first. */
export function exampleRequest(row: RouteRow): Request {
  const { registration } = row;
  const path = fill(dialectFor(registration).paths.parts(registration.path), registration);
  const method = row.method === 'ANY' || row.method === 'WS' ? 'GET' : row.method;
  const opaque = opaqueApp(registration);
  const files = opaque && filesOf(opaque);
  const file = files ? (files[0] ?? 'file') : '';
  const target = opaque ? `${path.replace(/\/$/, '')}/${file}` : path;
  const host = registration.mountContext.hosts.at(-1);
  return makeRequest(
    method,
    target === '' ? '/' : target,
    host === undefined ? {} : { host: fill(hostParts(host), registration) },
  );
}

/** How many rows are searched for a typical one. */
const LOOKED_AT = 2_000;

/** A typical route of the application, if possible without parameters; null for none. */
export function typicalRow({ rows }: CompiledApp): RouteRow | null {
  return rows.slice(0, LOOKED_AT).find(isPlain) ?? rows.find(({ method }) => method === 'GET') ?? null;
}

/** Whether a route has a path of plain words, and isn't one of the framework's. */
export function isPlain({ method, registration }: RouteRow): boolean {
  const { path, kind, mountContext } = registration;
  if (method !== 'GET' || kind === 'docs' || mountContext.hosts.length > 0 || !/\/[a-z]{4,}$/.test(path)) return false;
  return dialectFor(registration).paths.isLiteral(path);
}

/** A request as a `curl` command for localhost:8000, with its host in a header. */
export function curlOf(request: Request): string {
  const { method, host, headers } = request;
  const named = Object.entries(host === DEFAULT_HOST ? headers : { Host: host, ...headers });
  const target = encodeTarget(formatTarget(request));
  return [
    'curl',
    ...(method === 'GET' ? [] : ['-X', quote(method)]),
    ...named.flatMap(([name, value]) => ['-H', quote(`${name}: ${value}`)]),
    // curl would normalise these segments.
    ...(/\/\.{1,2}(?:[/?]|$)/.test(target) ? ['--path-as-is'] : []),
    quote(`http://localhost:8000${target.startsWith('/') ? '' : '/'}${target}`),
  ].join(' ');
}

function fill(parts: readonly SegmentPart[], registration: Registration): string {
  return parts
    .map((part) => (part.kind === 'literal' ? part.text : encodePath(exampleValue(registration, part))))
    .join('');
}
