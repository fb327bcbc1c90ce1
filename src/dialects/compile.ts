import type { Registration, RouteRow } from '../model/registration.ts';
import type { Request } from '../model/request.ts';
import type { RouteTree } from '../model/route-tree.ts';
import { badRequest } from './answers.ts';
import { type AppMatcher, type Asked, type Building, type CompiledApp, NO_PARAMS, type Place } from './dialect.ts';
import { turned } from './orders.ts';
import { decodePath } from './percent-decoding.ts';
import { dialectOf, registryFor } from './registry.ts';
import { rowsOf } from './rows.ts';
import { routePathStart } from './starlette/root-path.ts';

/** What a tree was made into. */
interface Compiled {
  readonly app: CompiledApp;
  readonly matcher: AppMatcher;
}

const compiled = new WeakMap<RouteTree, Compiled>();

/** The application of a tree, ready to be asked; the same object for the same tree. Total: what a framework would refuse to register never matches. */
export function compile(tree: RouteTree): CompiledApp {
  return finish(compiling(tree, null));
}

/**
 * The same in pieces, and with less work where the tree shares nodes with an application that is compiled already: what didn't
 * change is taken over from there. Answers and rows don't depend on it, orders do.
 *
 * @param most up to so many registrations everything is made anew: that takes a few ms.
 */
export function* compiling(tree: RouteTree, from: CompiledApp | null, most = 5000): Building<CompiledApp> {
  const known = compiled.get(tree);
  if (known) return known.app;
  const earlier = from && from.declared.length > most ? (compiled.get(from.tree) ?? null) : null;
  const made = (earlier && (yield* takingOver(tree, earlier))) ?? (yield* registering(tree));
  compiled.set(tree, made);
  return made.app;
}

export function finish<T>(building: Building<T>): T {
  for (;;) {
    const next = building.next();
    if (next.done) return next.value;
  }
}

const TOP: Place = { via: [], mounts: [], hosts: [], prefix: '', inside: [] };

function* registering(tree: RouteTree): Building<Compiled> {
  const declared: Registration[] = [];
  const matcher = yield* dialectOf(tree.app.kind).build(tree.app, TOP, registryFor(tree, declared));
  return compiledOf(tree, matcher, declared, live(declared), {});
}

/** The registrations that are on; the list itself where all are. */
function live(declared: readonly Registration[]): readonly Registration[] {
  return declared.some(({ disabled }) => disabled) ? declared.filter(({ disabled }) => !disabled) : declared;
}

/** Null where it has to be registered anew. */
function* takingOver(tree: RouteTree, earlier: Compiled): Building<Compiled | null> {
  const { app, matcher } = earlier;
  const came: Registration[] = [];
  const gone = new Set<Registration>();
  const registry = registryFor(tree, came, app.tree, gone);
  const next = matcher.update ? yield* matcher.update(tree.app, registry, -Infinity, Infinity) : null;
  if (next === null || registry.failed) return null;
  const order = (one: Registration) => one.order;
  const declared = turned(app.declared, order, gone, came);
  const isWhole = app.declared === app.registrations && !came.some(({ disabled }) => disabled);
  const rest = came.filter(({ disabled }) => !disabled);
  const registrations = isWhole ? declared : turned(app.registrations, order, gone, rest);
  const same = registrations.length === declared.length ? declared : registrations;
  return compiledOf(tree, next, declared, same, app.family);
}

function compiledOf(
  tree: RouteTree,
  matcher: AppMatcher,
  declared: readonly Registration[],
  registrations: readonly Registration[],
  family: object,
): Compiled {
  const rootPath = tree.serverRootPath;
  const ask = (request: Request, decoded: string): Asked => {
    const path = rootPath + decoded;
    return { request, path, rootPath, start: routePathStart(path, rootPath), params: NO_PARAMS };
  };
  let rows: readonly RouteRow[] | null = null;
  const app: CompiledApp = {
    tree,
    registrations,
    declared,
    family,
    get rows() {
      rows ??= rowsOf(registrations);
      return rows;
    },
    resolve(request) {
      const path = pathAsked(request.path);
      return path === null ? badRequest() : matcher.resolve(ask(request, path));
    },
    walk(request) {
      const steps: ReturnType<CompiledApp['walk']>[number][] = [];
      const path = pathAsked(request.path);
      if (path !== null) matcher.walk(ask(request, path), steps);
      return steps;
    },
    prepare: () => (matcher.isCold?.() && matcher.prepare ? matcher.prepare() : null),
  };
  return { app, matcher };
}

/**
 * The decoded path. A request target may hold neither spaces nor control characters: null where servers answer 400 without
 * asking the application.
 */
function pathAsked(path: string): string | null {
  if (path === '') return null;
  if (!SPECIAL.test(path)) return path;
  return UNSENDABLE.test(path) ? null : decodePath(path);
}

/** Most paths have nothing of what `UNSENDABLE` and decoding are about. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about them
const SPECIAL = /[\x00-\x20\x7f%]/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about them
const UNSENDABLE = /[\x00-\x20\x7f]/;
