import { readSource as readText } from '../formats/read-source.ts';
import type { SecretHeaders } from '../io/header.ts';
import { referencedFiles } from '../io/load-referenced.ts';
import { type Origin, readSource } from '../io/read-source.ts';
import type { Problem } from '../model/problem.ts';
import type { FrameworkName, RouteTree } from '../model/route-tree.ts';

export interface TreeOptions {
  readonly framework: FrameworkName | null;
  readonly headers: SecretHeaders;
  readonly allowOutside: boolean;
  /** Bytes that have come from the network so far, and how many are expected. */
  readonly onProgress?: (received: number, expected: number | null) => void;
}

/** A source that was read: its tree, or why there is none. */
export interface SourceTree {
  /** What the source is called, for people. */
  readonly name: string;
  readonly tree: RouteTree | null;
  readonly problems: readonly Problem[];
  /** Everything that was read, or looked for: what to watch. */
  readonly origins: readonly Origin[];
}

/** The way from a SOURCE to a tree, with every file that it refers to. Never throws. */
export async function readTree(source: string | null, options: TreeOptions): Promise<SourceTree> {
  const { framework, headers, allowOutside, onProgress } = options;
  const read = await readSource(source, { headers, ...(onProgress && { onProgress }) });
  if (!('text' in read)) return { name: source ?? '', tree: null, problems: [read], origins: [] };
  const { name, text, origin } = read;
  const others = referencedFiles(origin, { folder: process.cwd(), allowOutside, headers });
  const { tree, problems } = await readText(text, { name, framework, allowOutside, load: others.load });
  return { name, tree, problems, origins: [origin, ...others.origins()] };
}
