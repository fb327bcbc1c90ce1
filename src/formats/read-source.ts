import type { Problem } from '../model/problem.ts';
import type { FrameworkName, RouteTree } from '../model/route-tree.ts';
import { detect, type SourceFormat } from './detect.ts';
import type { LoadOptions } from './openapi/read-openapi.ts';

/** What a source is read as. A new format is one more case of `detect` and one more below. */
export interface SourceReading {
  /** Null where the text is in none of the formats. */
  readonly format: SourceFormat | null;
  /** Null where there is an error among the problems. */
  readonly tree: RouteTree | null;
  readonly problems: readonly Problem[];
  /** Other files that the document refers to and that weren't given. */
  readonly wanted: readonly string[];
  /** Every file that was read, the source's own first: what to watch. */
  readonly files: readonly string[];
}

/** `file` and `secondYaml` are `name` and nobody's business here; the rest is for OpenAPI documents of several files. */
export interface SourceOptions extends Omit<LoadOptions, 'file' | 'secondYaml' | 'framework'> {
  /** The name of the source, for problems and declared-at locations. */
  readonly name: string;
  /** Answers requests in place of what the source says. */
  readonly framework?: FrameworkName | null | undefined;
}

/**
 * A source of any format: text in, tree and problems out. Never throws. Each format is loaded when its first source is read,
 * so that a routes file in JSON costs no YAML library and no OpenAPI reader.
 */
export async function readSource(text: string, { name, ...options }: SourceOptions): Promise<SourceReading> {
  const format = detect(text, name);
  if (format === 'routes-file') {
    const { readRoutesFile } = await import('./routes-file/read.ts');
    const reading = await readRoutesFile(text, { file: name, framework: options.framework ?? null });
    return { format, wanted: [], files: [name], ...reading };
  }
  if (format === 'openapi') {
    const { readOpenApi } = await import('./openapi/read-openapi.ts');
    const { tree, problems, wanted, files } = await readOpenApi(text, { file: name, ...options });
    return { format, tree, problems, wanted, files };
  }
  return { format: null, tree: null, problems: [format], wanted: [], files: [name] };
}
