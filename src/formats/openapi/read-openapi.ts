import type { OpenApiDocument } from './document.ts';
import type { OpenApiResult, ReaderOptions } from './openapi-result.ts';
import { createReader } from './reader.ts';

export interface SyncOptions extends ReaderOptions {
  /** The text of another file, by the name that the reader gives it; null: can't be read, undefined: not read yet. */
  readonly resolve?: ((file: string) => string | null | undefined) | undefined;
}

export { parseJson } from './json-document.ts';

/** Reads an OpenAPI document with such other files as are at hand. What isn't there yet is in `wanted`, and counts as missing. */
export function readOpenApiSync(source: string | OpenApiDocument, options: SyncOptions): OpenApiResult {
  const reader = createReader(source, options);
  const { resolve } = options;
  const given = (file: string): boolean => {
    const found = resolve?.(file);
    if (found !== undefined) reader.supply(file, found);
    return found !== undefined;
  };
  while (reader.wanted().filter(({ file }) => given(file)).length > 0);
  return reader.finish();
}

/** Loads a file or URL; null or a rejection means that it can't be read, and an Error's message says why. */
export type LoadFile = (file: string) => Promise<string | null>;

export interface LoadOptions extends SyncOptions {
  /** Instead of `resolve`: loads other files as they turn out to be needed, each once. */
  readonly load?: LoadFile | undefined;
}

/**
 * Reads an OpenAPI document and the files that it refers to. With `load` everything needed is loaded here; with `resolve` alone
 * the caller reads what is `wanted` and asks again, which for a document of many files costs a parse of all of them each time.
 */
export async function readOpenApi(source: string | OpenApiDocument, options: LoadOptions): Promise<OpenApiResult> {
  const known = new Map<string, Promise<Loaded>>();
  const load = (file: string): Promise<Loaded> => {
    const loading = known.get(file) ?? loadOne(file, options.load);
    known.set(file, loading);
    return loading;
  };
  const attempt = (given: LoadOptions) =>
    options.load ? readLoading(source, given, load) : Promise.resolve(readOpenApiSync(source, given));
  const result = await attempt(options);
  if (options.secondYaml || !result.problems.some((problem) => problem.code === 'yaml-syntax')) return result;
  const { secondYaml } = await import('./second-yaml.ts');
  return attempt({ ...options, secondYaml });
}

interface Loaded {
  readonly text: string | null;
  readonly reason?: string;
}

async function loadOne(file: string, load: LoadFile | undefined): Promise<Loaded> {
  try {
    return { text: (await load?.(file)) ?? null };
  } catch (error) {
    return { text: null, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function readLoading(
  source: string | OpenApiDocument,
  options: ReaderOptions,
  load: (file: string) => Promise<Loaded>,
): Promise<OpenApiResult> {
  const reader = createReader(source, options);
  for (let wanted = reader.wanted(); wanted.length > 0; wanted = reader.wanted()) {
    const loaded = await Promise.all(wanted.map(async ({ file }) => ({ file, ...(await load(file)) })));
    for (const { file, text: found, reason } of loaded) reader.supply(file, found, reason);
  }
  return reader.finish();
}
