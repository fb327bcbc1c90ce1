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

export interface OpenApiStats {
  /** As written in the document; `` where it's unknown. */
  readonly version: string;
  readonly title: string;
  readonly paths: number;
  readonly operations: number;
}

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
 * Each round asks for everything that is known to be needed by then, each name once, and only paths that were waiting are read
 * again, so two thousand files take a handful of rounds. Names outside of the document's folder are never wanted unless
 * `allowOutside`; links inside the folder are checked by the one that opens files.
 */
export interface OpenApiReader {
  wanted(): readonly WantedFile[];
  /** The text of a wanted file, or null and the reason. Other names are ignored. */
  supply(file: string, text: string | null, reason?: string): void;
  /** The tree of what was supplied; what is still wanted counts as missing. Afterwards the reader is empty. */
  finish(): OpenApiResult;
}

export interface OpenApiResult {
  /** Null where no path can be used; an error among the problems is the reason. */
  readonly tree: RouteTree | null;
  readonly problems: readonly Problem[];
  /** Files that were wanted and not supplied. */
  readonly wanted: readonly string[];
  /** Every file that was read, the document's own first: what to watch. */
  readonly files: readonly string[];
  readonly framework: FrameworkName;
  readonly stats: OpenApiStats;
}

export interface SyncOptions extends ReaderOptions {
  /** The text of another file, by the name that the reader gives it; null: can't be read, undefined: not read yet. */
  readonly resolve?: ((file: string) => string | null | undefined) | undefined;
}

/** Loads a file or URL; null or a rejection means that it can't be read, and an Error's message is the reason. */
export type LoadFile = (file: string) => Promise<string | null>;

export interface LoadOptions extends SyncOptions {
  /** Instead of `resolve`: loads other files as they turn out to be needed, each once. */
  readonly load?: LoadFile | undefined;
}
