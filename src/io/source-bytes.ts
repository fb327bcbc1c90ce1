import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { getBuiltinModule } from 'node:process';
import type { Problem } from '../model/problem.ts';
import { DEFAULT_SOURCES } from '../model/source.ts';
import { fault } from './fault.ts';
import { type FetchedDocument, type FetchOptions, fetchDocument, type Validators } from './fetch-document.ts';
import { fileVersion } from './file-stats.ts';
import { readFileBytes, readStdin, readStream } from './read-file.ts';
import { hasSecrets } from './secret-headers.ts';
import { shown, shownSource } from './shown-address.ts';

/** The bytes of a source and where they came from. */
export interface SourceBytes {
  /** Its name for people: the path as given, the address without credentials, `<stdin>`. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly origin: Origin;
}

export interface FileOrigin {
  readonly kind: 'file';
  readonly path: string;
  /** What `fileVersion` said before it was read. */
  readonly version: string;
}

export interface AddressOrigin {
  readonly kind: 'url';
  readonly url: string;
  readonly validators: Validators;
  /** What `bytesVersion` said of the answer; null where there was none. */
  readonly version: string | null;
  /** Secret headers were for it, and may be sent when it is asked again. */
  readonly own: boolean;
}

export type Origin = FileOrigin | AddressOrigin | { readonly kind: 'stdin' };

/** Where servers put their document: FastAPI first, which is what a bare origin means, then what other frameworks do by default. */
const USUAL_PLACES = [
  '/openapi.json',
  '/api/openapi.json',
  '/v1/openapi.json',
  '/api/v1/openapi.json',
  '/openapi.yaml',
  '/swagger.json',
  '/api/swagger.json',
  '/swagger/v1/swagger.json',
  '/v3/api-docs',
  '/v2/api-docs',
  '/api-docs',
  '/api-json',
  '/q/openapi',
];

/** Whether a SOURCE is an address on the network. */
export const isAddress = (source: string) => /^https?:\/\//i.test(source);

export interface ReadOptions extends FetchOptions {
  readonly folder?: string;
}

/** Reads a SOURCE: a path, `-`, an address, or nothing for the usual names in `folder`. */
export async function readSourceBytes(
  source: string | null,
  options: ReadOptions = {},
): Promise<SourceBytes | Problem> {
  const { folder = process.cwd() } = options;
  if (source === '-' || source === '/dev/stdin') return sourceOf('<stdin>', await readStdin(), { kind: 'stdin' });
  if (source !== null && isAddress(source)) return readAddress(source, options);
  const name = source ?? defaultSource(folder);
  if (name === null) {
    return fault(
      'no-source',
      `no source given, and none of ${DEFAULT_SOURCES.join(', ')} in this folder`,
      'name a routes file or an OpenAPI document, or the address of one',
    );
  }
  if (name === '') return fault('missing-file', 'the source is an empty name');
  // What a shell's `<(command)` names is a pipe that this process already holds.
  if (/^\/(?:dev|proc\/self)\/fd\/\d+$/.test(name))
    return sourceOf(name, await readStream(name, createReadStream(name)), { kind: 'stdin' });
  const path = resolve(folder, name);
  const origin = fileOrigin(path);
  const read = readFileBytes(path);
  // Problems speak of the file as the user named it.
  const bytes = Buffer.isBuffer(read) ? read : { ...read, message: read.message.replace(path, name) };
  return sourceOf(name, bytes, origin);
}

/** The source where none is named: the first of the usual names; null where none exists. */
export function defaultSource(folder: string = process.cwd()): string | null {
  return DEFAULT_SOURCES.find((candidate) => existsSync(resolve(folder, candidate))) ?? null;
}

/** A file about to be read. */
export function fileOrigin(path: string): FileOrigin {
  return { kind: 'file', path, version: fileVersion(path) };
}

function sourceOf(name: string, bytes: Buffer | Problem, origin: Origin): SourceBytes | Problem {
  return Buffer.isBuffer(bytes) ? { name, bytes, origin } : bytes;
}

async function readAddress(source: string, options: FetchOptions): Promise<SourceBytes | Problem> {
  if (!URL.canParse(source))
    return fault('bad-url', `${shownSource(source)} is not an address`, 'write http://host/path');
  const own = hasSecrets(options.headers);
  const failures: { readonly at: URL; readonly problem: Problem }[] = [];
  for (const at of placesOf(new URL(source))) {
    const fetched = await fetchDocument(at.href, options);
    if (fetched.kind === 'document')
      return { name: fetched.url, bytes: fetched.bytes, origin: addressOrigin(at.href, fetched, own) };
    if (fetched.kind === 'unchanged')
      return fault('http-status', `${shown(at)} responds 304 Not Modified to a first request`);
    failures.push({ at, problem: fetched.problem });
    if (!fetched.reached) break;
  }
  return failures.length === 1 ? (failures[0]?.problem ?? noDocument(source, [])) : noDocument(source, failures);
}

/** An address that was asked and what it answered; null where it couldn't be read, and may be one day. */
export function addressOrigin(url: string, answer: FetchedDocument | null, own: boolean): AddressOrigin {
  const validators = answer?.validators ?? { etag: null, lastModified: null };
  return { kind: 'url', url, validators, version: answer === null ? null : bytesVersion(answer.bytes), own };
}

/** The address at which the document of a SOURCE is looked for first; null where it is none. */
export function firstPlace(source: string): string | null {
  return URL.canParse(source) ? (placesOf(new URL(source))[0]?.href ?? null) : null;
}

/** What is the same for the same bytes only. Loaded here, since files need no hash and loading `node:crypto` takes 5 ms. */
export const bytesVersion = (bytes: Uint8Array): string =>
  getBuiltinModule('node:crypto').createHash('sha256').update(bytes).digest('base64');

function placesOf(url: URL): readonly URL[] {
  if (url.pathname !== '/' || url.search !== '') return [url];
  return USUAL_PLACES.map((place) => Object.assign(new URL(url), { pathname: place }));
}

/** Places with the same response are named together. */
function noDocument(source: string, failures: readonly { readonly at: URL; readonly problem: Problem }[]): Problem {
  const places = new Map<string, string[]>();
  for (const { at, problem } of failures) {
    const response = problem.message.replace(shown(at), '').replace('answers', '').trim();
    places.set(response, [...(places.get(response) ?? []), at.pathname]);
  }
  const [[only] = ['']] = places;
  const responses =
    places.size === 1
      ? `all answered ${only}`
      : [...places].map(([response, paths]) => `${paths.join(', ')}: ${response}`).join('; ');
  const hint = failures.find(({ problem }) => /--header/.test(problem.hint ?? ''))?.problem.hint;
  return fault(
    'no-document',
    `no document at ${shownSource(source)}: tried ${failures.length} usual places; ${responses}`,
    hint ?? 'name its full address; an application with openapi_url=None has none',
  );
}
