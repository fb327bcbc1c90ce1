import { DEFAULT_FRAMEWORK } from '../../dialects/registry.ts';
import type { Problem } from '../../model/problem.ts';
import { conclude, serversOf } from './conclude.ts';
import type { OpenApiDocument } from './document.ts';
import type { OpenApiResult, ReaderOptions } from './openapi-result.ts';
import { createOperationReader } from './operations.ts';
import { createParameterReader } from './parameters.ts';
import { parseDocument } from './parse-document.ts';
import { createPathItemReader } from './path-items.ts';
import { isUrl } from './reference.ts';
import { type Draft, failure, problemOf, type Where } from './report.ts';
import { createResolver, type Supplied } from './resolver.ts';
import { createSchemaReader } from './schema.ts';
import { describe, isRecord, own } from './values.ts';
import { type Version, versionKey, versionOf } from './version.ts';
import { createWalk } from './walk.ts';

/** A file that the document refers to. `file` is the name to supply it under: a path, or a URL where `url` is set. */
export interface WantedFile {
  readonly file: string;
  readonly url: boolean;
  /** The file with the reference. */
  readonly from: string;
}

/**
 * Reads a document that may be spread over many files, without ever touching a disk. Whoever has the files runs this loop:
 *
 *     for (let wanted = reader.wanted(); wanted.length > 0; wanted = reader.wanted()) {
 *       for (const { file } of wanted) reader.supply(file, textOrNull, reasonWhereNull);
 *     }
 *     const { tree, problems, files } = reader.finish();
 *
 * Each round asks for everything that is known to be needed by then, each name once, and only paths that were waiting are walked
 * again, so two thousand files take a handful of rounds. Names that leave the document's folder are never asked for unless
 * `allowOutside`; links inside the folder are for whoever opens files to judge.
 */
export interface OpenApiReader {
  wanted(): readonly WantedFile[];
  /** The text of a wanted file, or null and the reason. Names that weren't asked for are ignored. */
  supply(file: string, text: string | null, reason?: string): void;
  /** The tree of what was supplied; what is still wanted counts as missing. Afterwards the reader is empty. */
  finish(): OpenApiResult;
}

/** More files than this belong to no document that a person wrote. */
const MAX_FILES = 20_000;

export function createReader(source: string | OpenApiDocument, options: ReaderOptions): OpenApiReader {
  const { file, secondYaml } = options;
  const { document: main, faults } =
    typeof source === 'string' ? parseDocument(file, source, secondYaml) : { document: source, faults: [] };
  const text = typeof source === 'string' ? source : '';
  const first = faults.map((fault) => problemOf(fault, main === null ? 'error' : 'warning', file, text));
  const version = main && isRecord(main.root) ? versionOf(main.root) : null;
  if (main === null) return failed(options, first);
  if (version === null) {
    return failed(options, [
      ...first,
      failure(main, 'not-openapi', `This is no OpenAPI document: it is ${describe(main.root)}`),
    ]);
  }
  if (typeof version === 'string')
    return failed(options, [...first, failure(main, 'not-openapi', version, versionKey(main.root))]);
  return reading(main, version, options, first);
}

function reading(main: OpenApiDocument, version: Version, options: ReaderOptions, first: Problem[]): OpenApiReader {
  const files = new Map<string, Supplied>();
  const wanted = new Map<string, Where>();
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
  });
  const items = createPathItemReader(resolver, operations, version.since32);
  const walk = createWalk(main, resolver, items, wanted, options.onProgress);
  let stale = true;

  const refresh = (): void => {
    if (stale) walk.advance();
    stale = false;
  };
  const supply = (file: string, text: string | null, reason = 'there is no such file'): void => {
    if (!wanted.delete(file)) return;
    stale = true;
    if (text === null || files.size >= MAX_FILES) {
      files.set(file, text === null ? reason : `more than ${MAX_FILES} files`);
      return;
    }
    const parsed = parseDocument(file, text, options.secondYaml);
    for (const fault of parsed.faults) problems.push(problemOf(fault, 'warning', file, text));
    files.set(file, parsed.document ?? 'it is neither JSON nor YAML');
  };

  return {
    wanted() {
      refresh();
      return [...wanted].map(([file, where]) => ({ file, url: isUrl(file), from: where.document.file }));
    },
    supply,
    finish() {
      const missing: string[] = [];
      for (refresh(); wanted.size > 0; refresh()) {
        for (const file of [...wanted.keys()]) {
          missing.push(file);
          supply(file, null, 'the file was not given');
        }
      }
      const read = [...files.values()].filter((file) => typeof file !== 'string');
      const all = [...drafts, ...walk.drafts];
      const harvest = { main, others: read, version, servers, slots: walk.slots(), problems, drafts: all };
      const result = conclude(harvest, options);
      files.clear();
      walk.clear();
      return { ...result, wanted: missing, files: [options.file, ...read.map((document) => document.file)] };
    },
  };
}

function failed(options: ReaderOptions, problems: readonly Problem[]): OpenApiReader {
  return {
    wanted: () => [],
    supply: () => {},
    finish: () => ({
      tree: null,
      problems,
      wanted: [],
      files: [options.file],
      framework: options.framework ?? DEFAULT_FRAMEWORK,
      stats: { version: '', title: '', paths: 0, operations: 0 },
    }),
  };
}
