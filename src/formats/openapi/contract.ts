import type { Problem } from '../../model/problem.ts';
import type { FrameworkName, RouteTree } from '../../model/route-tree.ts';
import type { YamlParsers } from '../text/parse-text.ts';

export interface ReaderOptions {
  /** Name of the document, a path or URL: it stands in locations, and relative references start from its folder. */
  readonly file: string;
  /** How requests are answered; without it, what the document shows. */
  readonly framework?: FrameworkName | null | undefined;
  /** Which server's base path counts: its number from 0, its URL or its base path. The first without it. */
  readonly server?: string | undefined;
  /** References may leave the document's folder. */
  readonly allowOutside?: boolean | undefined;
  /** References in a file may name URLs. */
  readonly allowUrls?: boolean | undefined;
  /** Whether operations get the line on which they are declared: of a large document that takes a tenth of the time. Yes without it. */
  readonly locations?: boolean | undefined;
  /** For documents in YAML. */
  readonly yaml?: YamlParsers | undefined;
  /** Called with the number of operations found so far, each time that it has grown by about a thousand. */
  readonly onProgress?: ((operations: number) => void) | undefined;
}

/**
 * Reads a document that may be spread over many files, without ever touching a disk. Whoever has the files runs this loop:
 *
 *     for (let wanted = reader.wanted(); wanted.length > 0; wanted = reader.wanted()) {
 *       for (const file of wanted) reader.supply(file, textOrNull, reasonWhereNull);
 *     }
 *     const { tree, problems } = reader.finish();
 *
 * Each round asks for everything that is known to be needed by then, each name once, and only paths that were waiting are read
 * again, so two thousand files take a handful of rounds. Names outside of the document's folder are never wanted unless
 * `allowOutside`; links inside the folder are checked by the one that opens files.
 */
export interface OpenApiReader {
  /** Names of files that the document refers to: paths, or URLs. */
  wanted(): readonly string[];
  /** The text of a wanted file, or null and the reason. Other names are ignored. */
  supply(file: string, text: string | null, reason?: string): void;
  /** The tree of what was supplied; what is still wanted counts as missing. */
  finish(): OpenApiResult;
}

export interface OpenApiResult {
  /** Null where no path can be used; an error among the problems is the reason. */
  readonly tree: RouteTree | null;
  readonly problems: readonly Problem[];
}

export interface LoadOptions extends ReaderOptions {
  /**
   * Loads other files or URLs as they turn out to be needed, each once; without it they count as missing. Null or a rejection means that
   * one can't be read, and an Error's message is the reason.
   */
  readonly load?: ((file: string) => Promise<string | null>) | undefined;
}
