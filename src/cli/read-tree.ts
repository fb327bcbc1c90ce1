import { resolve } from 'node:path';
import { combineTrees } from '../formats/combine-trees.ts';
import { readSource } from '../formats/read-source.ts';
import type { ResponseCache } from '../io/fetch-document.ts';
import { referencedFiles } from '../io/load-referenced.ts';
import { hasSecrets, type SecretHeaders } from '../io/secret-headers.ts';
import { shownSource } from '../io/shown-address.ts';
import {
  addressOrigin,
  fileOrigin,
  firstPlace,
  isAddress,
  type Origin,
  readSourceBytes,
  type SourceBytes,
} from '../io/source-bytes.ts';
import type { Problem } from '../model/problem.ts';
import type { RouteTree } from '../model/route-tree.ts';
import type { Progress } from '../session/state.ts';
import type { SourceOptions } from './command.ts';
import { readText, referencedText } from './read-text.ts';

export interface TreeOptions extends Omit<SourceOptions, 'header'> {
  readonly headers: SecretHeaders;
  /** Whether to find the line on which each route is declared; yes without it. */
  readonly locations?: boolean;
  /** Told how far the reading of one of the sources has come: its bytes, then its text, then what is in it. */
  readonly onProgress?: (progress: Progress) => void;
  /** Sources that have been read already, by their words on the command line. */
  readonly given?: ReadonlyMap<string, SourceBytes | Problem>;
  /** What addresses among the sources, and those that they refer to, have just been heard to answer. */
  readonly cache?: ResponseCache;
  /** Told the size of each text that a document refers to; what it throws is the reason why it wasn't read. */
  readonly onReferenced?: (bytes: number) => void;
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
  if (base.tree === null || options.scenario === undefined) return base;
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
export async function readScenario(file: string, base: RouteTree) {
  const read = await readText(file);
  if (!('text' in read)) return { scenario: null, problems: [read], origins: [] };
  const { openScenario } = await import('../formats/scenario-file/read-scenario-file.ts');
  const { scenario, problems } = await openScenario(read.text, read.name, base);
  return { scenario, problems, origins: [read.origin] };
}

/** The first source with the others mounted on it. */
async function readAll(source: string | null, options: TreeOptions): Promise<SourceTree> {
  const { mounted } = options;
  if (mounted.length === 0) return readOne(source, options);
  const first = await readOne(source, options);
  const others = await Promise.all(
    mounted.map(async (one) => {
      const headers = headersFor(one.source, source, options);
      return { ...one, read: await readOne(one.source, { ...options, headers, framework: undefined }) };
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

/** What is sent along to one of the sources: secrets are for the first address among them, and for its origin only. */
export function headersFor(
  name: string | null,
  source: string | null,
  { mounted, headers }: TreeOptions,
): SecretHeaders {
  const owner = [source, ...mounted.map((one) => one.source)].map(originOf).find((origin) => origin !== null);
  return originOf(name) === owner ? headers : {};
}

async function readOne(source: string | null, options: TreeOptions): Promise<SourceTree> {
  const { framework = null, headers, allowOutside = false, locations, onProgress, onReferenced, cache } = options;
  const read =
    options.given?.get(source ?? '') ?? (await readSourceBytes(source, { headers, onProgress: onBytes(onProgress) }));
  if (!('bytes' in read)) {
    const name = source === null ? '' : shownSource(source);
    return { name, tree: null, problems: [read], origins: missing(source, headers) };
  }
  const { name, bytes, origin } = read;
  onProgress?.({ note: `parsing ${megabytes(bytes.length)}`, fraction: null });
  const others = referencedFiles(origin, process.cwd(), allowOutside, { headers, ...(cache && { cache }) });
  const load = async (file: string) => {
    const bytes = await others.load(file);
    onReferenced?.(bytes.length);
    return referencedText(bytes, file);
  };
  const onOperations = (count: number) =>
    onProgress?.({ note: `${count.toLocaleString('en-US')} operations`, fraction: null });
  const { tree, problems } = await readSource(bytes, {
    name,
    framework,
    allowOutside,
    locations,
    load,
    onProgress: onOperations,
  });
  return { name, tree, problems, origins: [origin, ...others.origins()] };
}

/** Tells the progress of bytes that are received: `3.1 MB`. */
export const onBytes = (onProgress: TreeOptions['onProgress']) => (received: number, expected: number | null) =>
  onProgress?.({ note: megabytes(received), fraction: expected === null ? null : Math.min(1, received / expected) });

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** The origin of a source that can't be read yet: it's watched, since it may appear. */
function missing(source: string | null, headers: SecretHeaders): readonly Origin[] {
  if (source === null || source === '-') return [];
  if (!isAddress(source)) return [fileOrigin(resolve(source))];
  const place = firstPlace(source);
  return place === null ? [] : [addressOrigin(place, null, hasSecrets(headers))];
}

const originOf = (source: string | null) =>
  source !== null && isAddress(source) && URL.canParse(source) ? new URL(source).origin : null;
