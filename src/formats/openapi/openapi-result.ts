import type { Problem } from '../../model/problem.ts';
import type { FrameworkName, RouteTree } from '../../model/route-tree.ts';
import type { SecondYaml } from './document.ts';

/** How a document is read. */
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
  /** Where js-yaml refuses a text: see `second-yaml.ts`. */
  readonly secondYaml?: SecondYaml | undefined;
  /** Called with the number of operations found so far, each time that it has grown by about a thousand. */
  readonly onProgress?: ((operations: number) => void) | undefined;
}

/** What a document is, in figures. */
export interface OpenApiStats {
  /** As the document says it; `` where it can't be told. */
  readonly version: string;
  readonly title: string;
  readonly paths: number;
  readonly operations: number;
}

/** What was read. */
export interface OpenApiResult {
  /** Null where no path can be used; an error among the problems says why. */
  readonly tree: RouteTree | null;
  readonly problems: readonly Problem[];
  /** Files that were asked for and not given. */
  readonly wanted: readonly string[];
  /** Every file that was read, the document's own first: what to watch. */
  readonly files: readonly string[];
  readonly framework: FrameworkName;
  readonly stats: OpenApiStats;
}
