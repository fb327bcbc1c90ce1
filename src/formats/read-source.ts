import type { Problem } from '../model/problem.ts';
import type { FrameworkName, RouteTree } from '../model/route-tree.ts';
import { detect, formatOf, mayBeOpenApi, type SourceFormat } from './detect.ts';
import type { LoadOptions } from './openapi/contract.ts';

/** What a source is read as. A new format is one more case of `detect` and one more below. */
export interface SourceReading {
  /** Null where the text is in none of the formats. */
  readonly format: SourceFormat | null;
  /** Null where there is an error among the problems. */
  readonly tree: RouteTree | null;
  readonly problems: readonly Problem[];
}

/** Options for OpenAPI documents, whose `file` is `name` here. */
export interface SourceOptions extends Omit<LoadOptions, 'file' | 'yaml' | 'framework'> {
  /** The name of the source, for problems and declared-at locations. */
  readonly name: string;
  /** Overrides the framework of the source. */
  readonly framework?: FrameworkName | null | undefined;
}

/**
 * A source of any format: text or bytes in, tree and problems out. Never throws. Each format is loaded when its first source is read,
 * so that a routes file in JSON costs no YAML library and no OpenAPI reader.
 */
export async function readSource(source: string | Uint8Array, options: SourceOptions): Promise<SourceReading> {
  if (typeof source === 'string') return readText(source, options);
  const { name, ...rest } = options;
  if (mayBeOpenApi(source)) {
    // JSON is read as it comes: making a text of it would take longer than reading it.
    const { parseJson, readOpenApi } = await import('./openapi/read-openapi.ts');
    const document = parseJson(name, source);
    if (document !== null && formatOf(Object.keys(document.root as object)) === 'openapi-document')
      return { format: 'openapi-document', ...(await readOpenApi(document, { file: name, ...rest })) };
  }
  const { decodeText } = await import('./text/decode-text.ts');
  const { text, problem } = decodeText(source, name);
  const first = problem === null ? [] : [problem];
  if (text === null) return { format: null, tree: null, problems: first };
  const reading = await readText(text, options);
  return { ...reading, problems: [...first, ...reading.problems] };
}

async function readText(text: string, { name, ...options }: SourceOptions): Promise<SourceReading> {
  const format = detect(text, name);
  if (format === 'routes-file') {
    const { readRoutesFile } = await import('./routes-file/read-routes-file.ts');
    return { format, ...(await readRoutesFile(text, { file: name, framework: options.framework ?? null })) };
  }
  if (format === 'openapi-document') {
    const { readOpenApi } = await import('./openapi/read-openapi.ts');
    return { format, ...(await readOpenApi(text, { file: name, ...options })) };
  }
  return { format: null, tree: null, problems: [format] };
}
