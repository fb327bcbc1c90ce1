import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problem } from '../model/problem.ts';
import { DEFAULT_SOURCES } from '../model/source.ts';
import { fault } from './fault.ts';
import { type FetchOptions, fetchDocument, shown, type Validators } from './fetch-document.ts';
import { fileVersion } from './file-version.ts';
import { readFileBytes } from './read-file.ts';
import { readStdin, readStream } from './read-stream.ts';

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

export type Origin =
  | FileOrigin
  | {
      readonly kind: 'url';
      readonly url: string;
      readonly validators: Validators;
      /** Secret headers were for it, and may be sent when it is asked again. */
      readonly own: boolean;
    }
  | { readonly kind: 'stdin' };

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

/** Reads a SOURCE: a path, `-`, an address, or nothing for the usual names in `folder`. */
export async function readSource(
  source: string | null,
  options: FetchOptions & { readonly folder?: string } = {},
): Promise<SourceBytes | Problem> {
  const { folder = process.cwd() } = options;
  if (source === '-' || source === '/dev/stdin') return sourceOf('<stdin>', await readStdin(), { kind: 'stdin' });
  if (source !== null && isAddress(source)) return readAddress(source, options);
  const name = source ?? DEFAULT_SOURCES.find((candidate) => existsSync(resolve(folder, candidate)));
  if (name === undefined) {
    return fault(
      'no-source',
      `no source given, and none of ${DEFAULT_SOURCES.join(', ')} in this folder`,
      'name a routes file or an OpenAPI document, or the address of one',
    );
  }
  if (name === '') return fault('missing-file', 'the name of the source is empty');
  // What a shell's `<(command)` names is a pipe that this process already holds.
  if (/^\/(?:dev|proc\/self)\/fd\/\d+$/.test(name))
    return sourceOf(name, await readStream(name, createReadStream(name)), { kind: 'stdin' });
  const path = resolve(folder, name);
  const origin = fileOrigin(path);
  return sourceOf(name, named(name, readFileBytes(path), path), origin);
}

/** A file about to be read. */
export function fileOrigin(path: string): FileOrigin {
  return { kind: 'file', path, version: fileVersion(path) };
}

/** Problems speak of the file as the user named it. */
function named(name: string, bytes: Buffer | Problem, path: string): Buffer | Problem {
  return Buffer.isBuffer(bytes) ? bytes : { ...bytes, message: bytes.message.replace(path, name) };
}

function sourceOf(name: string, bytes: Buffer | Problem, origin: Origin): SourceBytes | Problem {
  return Buffer.isBuffer(bytes) ? { name, bytes, origin } : bytes;
}

async function readAddress(source: string, options: FetchOptions): Promise<SourceBytes | Problem> {
  if (!URL.canParse(source)) return fault('bad-url', `${source} is not an address`, 'write http://host/path');
  const url = new URL(source);
  const bare = url.pathname === '/' && url.search === '';
  const candidates = bare ? USUAL_PLACES.map((place) => Object.assign(new URL(url), { pathname: place })) : [url];
  const own = Object.keys(options.headers ?? {}).length > 0;
  const failures: Problem[] = [];
  const tried: string[] = [];
  for (const candidate of candidates) {
    const fetched = await fetchDocument(candidate.href, options);
    if (fetched.kind === 'document') {
      return sourceOf(fetched.url, fetched.bytes, {
        kind: 'url',
        url: candidate.href,
        validators: fetched.validators,
        own,
      });
    }
    if (fetched.kind === 'unchanged')
      return fault('http-status', `${shown(candidate)} says that nothing changed, though nothing was read before`);
    failures.push(fetched.problem);
    tried.push(fetched.problem.message.replace(shown(candidate), candidate.pathname));
    if (!fetched.reached) break;
  }
  const [first, ...others] = failures;
  if (first && others.length === 0) return first;
  return fault(
    'no-document',
    `${shown(url)} has no document in any of the usual places: ${tried.join('; ')}`,
    'name its full address',
  );
}
