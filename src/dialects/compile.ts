import type { Registration, RouteRow } from '../model/registration.ts';
import type { Request } from '../model/request.ts';
import type { TraceStep } from '../model/resolution.ts';
import type { RouteTree } from '../model/route-tree.ts';
import { badRequest } from './answers.ts';
import { type AppMatcher, type Asked, NO_PARAMS } from './app-matcher.ts';
import type { CompiledApp, Place } from './dialect.ts';
import { finish, type InSlices } from './in-slices.ts';
import { decodePath } from './percent-decoding.ts';
import { dialectOf, type Lazy, startCompilation } from './registry.ts';
import { routePathStart } from './starlette/root-path.ts';

const compiled = new WeakMap<RouteTree, CompiledApp>();

/** Compiles a tree; the same object for the same tree. A route that the framework would refuse to register never matches. */
export function compile(tree: RouteTree): CompiledApp {
  return compiled.get(tree) ?? finish(compiling(tree));
}

/** The same in slices. */
export function* compiling(tree: RouteTree): InSlices<CompiledApp> {
  const known = compiled.get(tree);
  if (known) return known;
  const { registry, declared, lazy } = startCompilation(tree);
  const matcher = yield* dialectOf(tree.app.kind).build(tree.app, TOP, registry);
  const app = compiledApp(tree, matcher, declared, lazy);
  compiled.set(tree, app);
  return app;
}

const TOP: Place = { via: [], mounts: [], hosts: [], prefix: '', inside: [] };

function compiledApp(
  tree: RouteTree,
  matcher: AppMatcher,
  declared: readonly Registration[],
  lazy: readonly Lazy[],
): CompiledApp {
  const registrations = enabled(declared);
  const rootPath = tree.serverRootPath;
  const ask = (request: Request, decoded: string): Asked => {
    const path = rootPath + decoded;
    return { request, path, rootPath, start: routePathStart(path, rootPath), params: NO_PARAMS };
  };
  let rows: readonly RouteRow[] | null = null;
  let isReady = false;
  return {
    tree,
    registrations,
    declared,
    get rows() {
      rows ??= rowsOf(registrations);
      return rows;
    },
    resolve(request) {
      const path = pathAsked(request.path);
      return path === null ? badRequest() : matcher.resolve(ask(request, path));
    },
    trace(request) {
      const steps: TraceStep[] = [];
      const path = pathAsked(request.path);
      if (path !== null) matcher.trace(ask(request, path), steps);
      return steps;
    },
    prepare() {
      isReady ||= sizeLeft(lazy) <= BUILT_AT_ONCE;
      return isReady ? null : buildAll(lazy);
    },
  };
}

/** The rows of registrations, one for each method. */
export function rowsOf(registrations: readonly Registration[]): readonly RouteRow[] {
  const rows: RouteRow[] = [];
  for (const registration of registrations) {
    for (const method of registration.methods) rows.push({ index: rows.length, method, registration });
  }
  return rows;
}

/** The registrations that aren't disabled; the same list where none is. */
function enabled(declared: readonly Registration[]): readonly Registration[] {
  return declared.some(({ disabled }) => disabled) ? declared.filter(({ disabled }) => !disabled) : declared;
}

/** Building indexes of this many entries takes a few ms, which a request can wait for. */
const BUILT_AT_ONCE = 2500;

/** How many entries the indexes have that aren't built yet. */
const sizeLeft = (lazy: readonly Lazy[]) => lazy.reduce((sum, one) => (one.isBuilt() ? sum : sum + one.size), 0);

function* buildAll(lazy: readonly Lazy[]): InSlices<void> {
  for (const one of lazy) yield* one.build();
}

/**
 * The decoded path. Null for a request target with spaces or control characters, which servers answer with 400 before
 * the application sees it.
 */
function pathAsked(path: string): string | null {
  if (path === '') return null;
  if (!SPECIAL.test(path)) return path;
  return UNSENDABLE.test(path) ? null : decodePath(path);
}

/** Most paths contain none of these and need neither check nor decoding. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: matches control characters
const SPECIAL = /[\x00-\x20\x7f%]/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: matches control characters
const UNSENDABLE = /[\x00-\x20\x7f]/;
