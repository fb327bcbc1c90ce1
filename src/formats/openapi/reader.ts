import type { Problem } from '../../model/problem.ts';
import type { ParsedDocument } from '../text/parse-text.ts';
import { parseDocument } from '../text/parse-text.ts';
import { describe, isRecord, own } from '../text/plain-values.ts';
import { buildResult, serversOf } from './build-result.ts';
import type { OpenApiReader, ReaderOptions } from './contract.ts';
import { type Draft, failure, problemOf } from './draft-problems.ts';
import { createOperationReader } from './operations.ts';
import { createSchemaReader } from './parameter-schema.ts';
import { createParameterReader } from './parameters.ts';
import { createPathItemReader } from './path-items.ts';
import { createPathsReader } from './read-paths.ts';
import { createResolver, type Supplied } from './resolver.ts';
import { type Version, versionKey, versionOf } from './version.ts';

/** More files than this belong to no document that a person wrote. */
const MAX_FILES = 20_000;

export function createReader(source: string | ParsedDocument, options: ReaderOptions): OpenApiReader {
  const { file, yaml } = options;
  const { document: main, faults } =
    typeof source === 'string' ? parseDocument(file, source, yaml) : { document: source, faults: [] };
  const text = typeof source === 'string' ? source : '';
  const first = faults.map((fault) => problemOf(fault, main === null ? 'error' : 'warning', file, text));
  const version = main && isRecord(main.root) ? versionOf(main.root) : null;
  if (main === null) return failed(first);
  if (version === null) {
    return failed([
      ...first,
      failure(main, 'not-openapi', `This is not an OpenAPI document: it is ${describe(main.root)}`),
    ]);
  }
  if (typeof version === 'string')
    return failed([...first, failure(main, 'not-openapi', version, versionKey(main.root))]);
  return reading(main, version, options, first);
}

function reading(main: ParsedDocument, version: Version, options: ReaderOptions, first: Problem[]): OpenApiReader {
  const files = new Map<string, Supplied>();
  const wanted = new Set<string>();
  const problems: Problem[] = first;
  const { allowOutside = false, allowUrls = false } = options;
  const resolver = createResolver({ main, files, allowOutside, allowUrls });
  const drafts: Draft[] = [];
  const servers = serversOf(main, version, options, drafts);
  const operations = createOperationReader({
    resolver,
    parameters: createParameterReader(resolver, createSchemaReader(resolver)),
    security: own(main.root, 'security'),
    basePath: servers[0]?.basePath ?? '',
    locations: options.locations ?? true,
  });
  const items = createPathItemReader(resolver, operations, version.since32);
  const paths = createPathsReader(main, resolver, items, wanted, options.onProgress);
  let stale = true;

  const refresh = (): void => {
    if (stale) paths.advance();
    stale = false;
  };
  const supply = (file: string, text: string | null, reason = 'there is no such file'): void => {
    if (!wanted.delete(file)) return;
    stale = true;
    if (text === null || files.size >= MAX_FILES) {
      files.set(file, text === null ? reason : `more than ${MAX_FILES} files`);
      return;
    }
    const parsed = parseDocument(file, text, options.yaml);
    for (const fault of parsed.faults) problems.push(problemOf(fault, 'warning', file, text));
    files.set(file, parsed.document ?? 'it is neither JSON nor YAML');
  };

  return {
    wanted() {
      refresh();
      return [...wanted];
    },
    supply,
    finish() {
      for (refresh(); wanted.size > 0; refresh()) {
        for (const file of [...wanted]) supply(file, null, 'the file was not given');
      }
      const read = [...files.values()].filter((file) => typeof file !== 'string');
      const all = [...drafts, ...paths.drafts];
      const findings = { main, others: read, version, servers, slots: paths.slots(), problems, drafts: all };
      return buildResult(findings, options);
    },
  };
}

/** What can't be read at all. */
function failed(problems: readonly Problem[]): OpenApiReader {
  return { wanted: () => [], supply: () => {}, finish: () => ({ tree: null, problems }) };
}
