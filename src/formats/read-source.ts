import type { Problem } from '../model/problem.ts';
import type { FrameworkName, RouteTree } from '../model/route-tree.ts';
import { detect, type SourceFormat } from './detect.ts';

/** What a source is read as; see CONTRIBUTING for adding a format. */
export interface SourceReading {
  /** Null where the text is in none of the formats. */
  readonly format: SourceFormat | null;
  /** Null where there is an error among the problems. */
  readonly tree: RouteTree | null;
  readonly problems: readonly Problem[];
}

export interface SourceOptions {
  /** The name of the source, for problems and declared-at locations. */
  readonly name: string;
  /** Answers requests in place of what the source says. */
  readonly framework?: FrameworkName | null;
  /** The text of another file that the source refers to; rejects with the reason where it can't be read. Without it none is. */
  readonly load?: (file: string) => Promise<string>;
  /** References may leave the document's folder, and name addresses. */
  readonly allowOutside?: boolean;
}

/**
 * A source of any format: text in, tree and problems out. Never throws. Each format is loaded when its first source is read,
 * so that a routes file in JSON costs no YAML library and no OpenAPI reader.
 */
export async function readSource(text: string, options: SourceOptions): Promise<SourceReading> {
  const { name: file, framework = null, load, allowOutside = false } = options;
  const format = detect(text, file);
  if (format === 'routes-file') {
    const { readRoutesFile } = await import('./routes-file/read.ts');
    return { format, ...(await readRoutesFile(text, { file, framework })) };
  }
  if (format === 'openapi') {
    const { readOpenApi } = await import('./openapi/index.ts');
    const chosen = framework === null ? {} : { framework };
    return {
      format,
      ...(await readOpenApi(text, { file, ...chosen, load, allowOutside, allowUrls: allowOutside })),
    };
  }
  return { format: null, tree: null, problems: [format] };
}
