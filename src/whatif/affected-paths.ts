import type { CompiledApp } from '../dialects/dialect.ts';
import type { InSlices } from '../dialects/in-slices.ts';
import { textOfType } from '../dialects/make-app.ts';
import { dialectFor } from '../dialects/registry.ts';
import type { Registration, RegistrationKind } from '../model/registration.ts';
import type { App, RouteTree } from '../model/route-tree.ts';
import { changedRegistrations } from './registration-diff.ts';
import { containerNodesOf } from './tree-ops.ts';

/**
 * The paths whose answer a change of an application may change. Too many paths cost time, too few would hide a change.
 * Trailing slashes are ignored, because a redirect may add or remove them.
 */
export interface AffectedPaths {
  /** Registrations of either application that differ: without them, both have the same ones. */
  readonly changed: readonly Registration[];
  includes(path: string): boolean;
  /** Whether a path of the registration may be affected. */
  mayTake(registration: Registration): boolean;
}

/**
 * A changed registration without parameters affects its own path, any other all paths that begin like it up to its first
 * segment with a parameter.
 */
export function* affectedPaths(before: CompiledApp, after: CompiledApp): InSlices<AffectedPaths> {
  const changed = yield* changedRegistrations(before, after);
  const everything = { changed: after.registrations, includes: () => true, mayTake: () => true };
  if (changed === null || hasRootPath(before.tree) || hasRootPath(after.tree)) return everything;
  const whole = new Set<string>();
  const below = new Set<string>();
  /** Everything that an entry of the two others begins with. */
  const above = new Set<string>();
  for (const [i, registration] of changed.entries()) {
    if (i % PAUSE === 0) yield;
    if (registration.kind === 'host' || breaksEverything(registration)) return everything;
    if (registration.kind === 'websocket') continue;
    for (const path of pathsOf(registration)) {
      const { text, isWhole } = fixedPart(registration, path);
      (isWhole ? whole : below).add(text);
      for (const start of startsOf(text)) above.add(start);
    }
  }
  const isBelow = (path: string) => startsOf(path).some((start) => below.has(start));
  return {
    changed,
    // A parameter may end before a line end.
    includes: (path) => path.includes('\n') || whole.has(normal(path)) || isBelow(normal(path)),
    mayTake(registration) {
      if (registration.kind === 'host') return true;
      const { text, isWhole } = fixedPart(registration, registration.path);
      return (isWhole ? whole : above).has(text) || isBelow(text);
    },
  };
}

/** Registrations per slice. */
const PAUSE = 50;

/** Kinds that answer below their path, too. */
const OPEN: ReadonlySet<RegistrationKind> = new Set(['mount', 'opaque', 'frontend']);

/** One slash at the start, one at the end. */
const normal = (path: string) => `${path.startsWith('/') ? '' : '/'}${path.replace(/\/+$/, '')}/`;

/** `/`, `/a/`, `/a/b/` of `/a/b/`. */
function startsOf(path: string): readonly string[] {
  const starts: string[] = [];
  for (let slash = 0; slash >= 0; slash = path.indexOf('/', slash + 1)) starts.push(path.slice(0, slash + 1));
  return starts;
}

/** A path up to its first segment with a parameter, and whether that's all that it matches. */
function fixedPart(registration: Registration, path: string): { readonly text: string; readonly isWhole: boolean } {
  const { isLiteral, matched } = dialectFor(registration).paths;
  const full = matched(path);
  if (isLiteral(full)) return { text: normal(full), isWhole: !OPEN.has(registration.kind) };
  let end = 0;
  for (let slash = full.indexOf('/'); slash >= 0 && isLiteral(full.slice(end, slash)); slash = full.indexOf('/', end))
    end = slash + 1;
  return { text: normal(full.slice(0, end)), isWhole: false };
}

/** An operation with several base paths of its own answers under each; its registration names the first. */
function pathsOf({ node, path }: Registration): readonly string[] {
  const [first, ...others] = (node?.kind === 'route' && node.basePaths) || [];
  const at = first === undefined ? -1 : path.indexOf(first);
  if (first === undefined || at < 0) return [path];
  return [path, ...others.map((base) => path.slice(0, at) + base + path.slice(at + first.length))];
}

/**
 * FastAPI puts the paths of included routers together when the first request comes, and one that can't be built makes it
 * answer 500 to all of them. A parameter that a mount and a route both have is no such fault, but no harm is done.
 */
function breaksEverything(registration: Registration): boolean {
  const { paths } = dialectFor(registration);
  return paths.refuses && !paths.isLiteral(registration.path) && 'fault' in paths.parse(registration.path);
}

/** A request may or may not start with the root path, so its path doesn't tell which routes it can reach. */
function hasRootPath(tree: RouteTree): boolean {
  const isRooted = (app: App): boolean =>
    textOfType(app, 'root-path') !== '' || ('routes' in app && containerNodesOf(app.routes).some(holdsRooted));
  const holdsRooted = (node: object & { app?: App }) => node.app !== undefined && isRooted(node.app);
  return (
    tree.serverRootPath !== '' ||
    isRooted(tree.app) ||
    tree.routers.some(({ routes }) => containerNodesOf(routes).some(holdsRooted))
  );
}
