import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CauseKind } from '../../src/diagnosis/near-miss.ts';
import type { CompiledApp } from '../../src/dialects/dialect.ts';
import { compile } from '../../src/dialects/index.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import type { Case } from './nearmiss-mistakes.ts';

const FOLDER = resolve('../shared/near-miss');
const SPECS = resolve('../shared/specs');

/** Real documents with a generator of mistakes of its own; only where they lie beside the project. */
export const hasShared = existsSync(join(FOLDER, 'gen.mjs')) && existsSync(SPECS);

interface SharedRoute {
  readonly method: string;
  readonly path: string;
  readonly mounted?: boolean;
  readonly params: Readonly<Record<string, { readonly type: string; readonly enum?: readonly string[] }>>;
}
interface SharedCase {
  readonly request: { readonly method: string; readonly path: string };
  readonly intended: { readonly method: string; readonly path: string };
  readonly kinds: readonly string[];
  readonly causes: readonly string[];
}

/** Its labels in the words of `CauseKind`; the others need only their underscores changed. */
const WORDS: Readonly<Record<string, CauseKind>> = {
  transposition: 'typo',
  abbreviation: 'synonym',
  prefix_missing: 'missing-prefix',
  prefix_extra: 'extra-prefix',
  prefix_double: 'double-prefix',
  segment_missing: 'missing-segment',
  segment_extra: 'extra-segment',
  segment_swap: 'swapped-segments',
  not_mounted: 'not-included',
  stray_char: 'stray-character',
};
const kindOf = (word: string) => WORDS[word] ?? (word.replaceAll('_', '-') as CauseKind);
const ANSWERED = new Set(['full_url', 'query', 'query_string']);

export async function sharedCases(
  document: string,
  seed: string,
): Promise<{ app: CompiledApp; cases: readonly Case[] }> {
  const { loadRoutes } = await load('routes.mjs');
  const { generate } = await load('gen.mjs');
  const made = generate(await loadRoutes(join(SPECS, document)), { seed, tier: 'all' });
  const cases = (made.cases as readonly SharedCase[])
    .filter(({ kinds, causes }) => ![...kinds, ...causes].some((kind) => ANSWERED.has(kind)))
    .map(({ request, intended, kinds, causes }) => ({
      ...request,
      meant: intended,
      kinds: kinds.includes('method') ? ['method' as const, ...causes.map(kindOf)] : causes.map(kindOf),
    }));
  return { app: appOf(made.routes), cases };
}

function appOf(routes: readonly SharedRoute[]): CompiledApp {
  const shape = ({ method, path, params }: SharedRoute) => ({
    path,
    methods: [method],
    params: Object.fromEntries(Object.entries(params).map(([name, type]) => [name, annotation(type)])),
  });
  const forgotten = routes.filter(({ mounted }) => mounted === false).map(shape);
  return compile(
    buildTree({
      framework: 'openapi',
      routers: forgotten.length > 0 ? { forgotten: { routes: forgotten } } : {},
      routes: routes.filter(({ mounted }) => mounted !== false).map(shape),
    }),
  );
}

const annotation = ({ type, enum: values }: SharedRoute['params'][string]) =>
  type === 'enum' ? `enum:${(values ?? []).join(',')}` : type === 'string' ? 'str' : type;

const load = (file: string) => import(pathToFileURL(join(FOLDER, file)).href);
