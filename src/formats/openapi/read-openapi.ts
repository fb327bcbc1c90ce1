import { loadYaml, type ParsedDocument, type YamlParsers } from '../text/parse-text.ts';
import type { LoadOptions, OpenApiResult } from './contract.ts';
import { createReader } from './reader.ts';

/*
 * From an OpenAPI document to a tree: the files of this room, in the order in which a document passes through them.
 *
 *  1. read-openapi.ts     the entry: loads the files that the document refers to, as they turn out to be needed
 *     contract.ts         what goes in and comes out
 *  2. ../text             parses each text as JSON or YAML, with positions
 *  3. reader.ts           one document and its files, without a disk; runs everything below
 *  4. version.ts          which specification it follows
 *  5. servers.ts          base paths
 *  6. read-paths.ts       goes over `paths`, and again over those that wait for a file
 *  7. path-items.ts       methods of one path, whose key path-key.ts reads
 *  8. operations.ts       one operation as a route
 *  9. parameters.ts       its path parameters; parameter-schema.ts and schema-facts.ts make annotations of their schemas
 * 10. build-result.ts     tree and problems, with cross-checks.ts for what only all operations show
 *
 * On the way: resolver.ts follows `$ref`s, which reference.ts takes apart; per-reference.ts and shared-values.ts keep equal things once;
 * draft-problems.ts collects problems, and finds their lines at the end.
 */

export { parseJson } from '../text/parse-text.ts';

/** Reads an OpenAPI document and the files that it refers to. */
export async function readOpenApi(source: string | ParsedDocument, options: LoadOptions): Promise<OpenApiResult> {
  const known = new Map<string, Promise<Loaded>>();
  const load = (file: string): Promise<Loaded> => {
    const loading = known.get(file) ?? loadOne(file, options.load);
    known.set(file, loading);
    return loading;
  };
  const read = async (yaml: YamlParsers | undefined): Promise<OpenApiResult> => {
    const reader = createReader(source, { ...options, yaml });
    for (let wanted = reader.wanted(); wanted.length > 0; wanted = reader.wanted()) {
      const loaded = await Promise.all(wanted.map(async (file) => ({ file, ...(await load(file)) })));
      for (const { file, text, reason } of loaded) reader.supply(file, text, reason);
    }
    return reader.finish();
  };
  const isJson = typeof source !== 'string' || /^\s*[{[]/.test(source);
  let result = await read(isJson ? undefined : await loadYaml('fast'));
  for (const thoroughness of isJson ? (['fast', 'thorough'] as const) : (['thorough'] as const)) {
    if (!result.problems.some((problem) => problem.code === 'yaml-syntax')) return result;
    result = await read(await loadYaml(thoroughness));
  }
  return result;
}

interface Loaded {
  readonly text: string | null;
  readonly reason?: string;
}

async function loadOne(file: string, load: LoadOptions['load']): Promise<Loaded> {
  if (load === undefined) return { text: null, reason: 'the file was not given' };
  try {
    return { text: await load(file) };
  } catch (error) {
    return { text: null, reason: error instanceof Error ? error.message : String(error) };
  }
}
