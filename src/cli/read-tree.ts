import { resolve } from 'node:path';
import { combineTrees } from '../formats/combine-trees.ts';
import { readSource } from '../formats/read-source.ts';
import type { SecretHeaders } from '../io/header.ts';
import { referencedFiles } from '../io/load-referenced.ts';
import { fileOrigin, isAddress, type Origin } from '../io/read-source.ts';
import type { Problem } from '../model/problem.ts';
import type { FrameworkName, RouteTree } from '../model/route-tree.ts';
import type { Scenario } from '../whatif/scenario.ts';
import type { MountedSource } from './mounted-sources.ts';
import { readText, referencedText } from './read-text.ts';

export interface TreeOptions {
  readonly framework: FrameworkName | null;
  readonly headers: SecretHeaders;
  readonly allowOutside: boolean;
  /** False where nobody is told where routes are declared: a large document is read faster without. */
  readonly locations: boolean;
  /** Further sources, each below a prefix of the first. */
  readonly mounted: readonly MountedSource[];
  /** A file with changes to apply; null for none. */
  readonly scenario: string | null;
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

/** The way from a SOURCE to a tree, with every file that it refers to and the scenario on top. Never throws. */
export async function readTree(source: string | null, options: TreeOptions): Promise<SourceTree> {
  const base = await readAll(source, options);
  if (base.tree === null || options.scenario === null) return base;
  const { scenario, problems, origins } = await readScenario(options.scenario, base.tree);
  const { treeOf } = await import('../whatif/scenario.ts');
  return {
    name: base.name,
    tree: scenario && treeOf(scenario),
    problems: [...base.problems, ...problems],
    origins: [...base.origins, ...origins],
  };
}

/** A scenario file on its base; null where it can't be used, and the problems say why. */
export async function readScenario(
  file: string,
  base: RouteTree,
): Promise<{
  readonly scenario: Scenario | null;
  readonly problems: readonly Problem[];
  readonly origins: readonly Origin[];
}> {
  const read = await readText(file);
  if (!('text' in read)) return { scenario: null, problems: [read], origins: [] };
  const { openScenario } = await import('../formats/scenario-file/read.ts');
  const { scenario, problems } = await openScenario(read.text, read.name, base);
  return { scenario, problems: [...read.problems, ...problems], origins: [read.origin] };
}

/** The first source with the others mounted on it. */
async function readAll(source: string | null, options: TreeOptions): Promise<SourceTree> {
  const { mounted } = options;
  const first = await readOne(source, options);
  if (mounted.length === 0) return first;
  // Secrets are for the first address among the sources, and for its origin only.
  const owner = [source, ...mounted.map((one) => one.source)].map(originOf).find((origin) => origin !== null);
  const others = await Promise.all(
    mounted.map(async (one) => {
      const headers = originOf(one.source) === owner ? options.headers : {};
      return { ...one, read: await readOne(one.source, { ...options, headers, framework: null }) };
    }),
  );
  const trees = others.flatMap(({ name, prefix, read }) =>
    read.tree === null ? [] : [{ name, prefix, tree: read.tree }],
  );
  const all = [first, ...others.map(({ read }) => read)];
  return {
    name: [first.name, ...mounted.map(({ name, prefix }) => `${name}@${prefix}`)].join(' '),
    tree: first.tree !== null && trees.length === others.length ? combineTrees(first.tree, trees) : null,
    problems: all.flatMap(({ problems }) => problems),
    origins: all.flatMap(({ origins }) => origins),
  };
}

async function readOne(source: string | null, options: TreeOptions): Promise<SourceTree> {
  const { framework, headers, allowOutside, locations, onProgress } = options;
  const read = await readText(source, { headers, ...(onProgress && { onProgress }) });
  if (!('text' in read)) {
    // A file that isn't there, or not yet readable, may come: whoever watches wants to know.
    const file = source === null || source === '-' || isAddress(source) ? [] : [fileOrigin(resolve(source))];
    return { name: source ?? '', tree: null, problems: [read], origins: file };
  }
  const { name, text, origin } = read;
  const others = referencedFiles(origin, { folder: process.cwd(), allowOutside, headers });
  const load = async (file: string) => referencedText(await others.load(file), file);
  const { tree, problems } = await readSource(text, { name, framework, allowOutside, locations, load });
  return { name, tree, problems: [...read.problems, ...problems], origins: [origin, ...others.origins()] };
}

const originOf = (source: string | null) =>
  source !== null && isAddress(source) && URL.canParse(source) ? new URL(source).origin : null;
