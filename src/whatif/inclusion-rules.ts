import { isContainerNode } from '../dialects/index.ts';
import { routerDialect } from '../dialects/registry.ts';
import type { TemplateSyntax } from '../dialects/template-syntax.ts';
import { mountedApp, type RouteNode, type RouteTree, type RoutingApp } from '../model/route-tree.ts';
import { containerPrefix } from './tree-ops.ts';

/** A fault of the inclusions that is new; null where there is none. */
export function newInclusionFault(before: RouteTree, after: RouteTree): string | null {
  const now = inclusionFaults(after);
  if (now.length === 0) return null;
  const left = inclusionFaults(before);
  return now.find((fault) => !take(left, fault)) ?? null;
}

function take(faults: string[], fault: string): boolean {
  const at = faults.indexOf(fault);
  if (at >= 0) faults.splice(at, 1);
  return at >= 0;
}

/** The prefixes of a list: all of them, and the own prefix of its router. */
interface Place {
  readonly outer: string;
  readonly own: string;
  /** The prefix of the innermost inclusion; null where there is none. */
  readonly near: string | null;
  readonly depth: number;
}

/** More faults don't help. */
const MOST_FAULTS = 100;

/**
 * What FastAPI refuses only once prefixes and paths come together: both empty (fastapi/routing.py, include_router,
 * 0.141.1), and a parameter that both of them have (starlette/routing.py, compile_path, 1.3.1). Routers that nothing
 * includes are looked at too: they may be included next, and no routes file may hold them.
 */
function inclusionFaults(tree: RouteTree): string[] {
  const { paths, routers: support } = routerDialect(tree);
  /** Names of a prefix that may hold one twice, which is no path then. */
  const namesIn = (prefix: string) =>
    prefix.includes('{') ? prefix.split('/').flatMap((segment) => paramNames(paths, segment)) : [];
  const faults: string[] = [];
  const routers = new Map(tree.routers.map((router) => [router.name, router]));
  const visit = (routes: readonly RouteNode[], place: Place): void => {
    const { outer, own, near, depth } = place;
    const outside = namesIn(outer);
    const all = [...outside, ...namesIn(own)];
    const repeated = routes.length === 0 ? undefined : all.find((name, i) => all.indexOf(name) !== i);
    if (repeated !== undefined) faults.push(`${outer}${own} would have the parameter "${repeated}" twice`);
    if (near !== '' && all.length === 0 && !routes.some(isContainerNode)) return;
    for (const node of routes) {
      if (faults.length >= MOST_FAULTS) return;
      if (node.disabled) continue;
      if (near === '' && isEmpty(node)) faults.push('prefix and path of a route must not both be empty');
      const names = support?.skipsPrefix(node) ? outside : all;
      const twice =
        names.length === 0 ? undefined : paramNames(paths, pathOf(node)).find((name) => names.includes(name));
      if (twice !== undefined) faults.push(`${outer}${own}${pathOf(node)} would have the parameter "${twice}" twice`);
      if (isContainerNode(node)) enter(node, outer + own, depth);
    }
  };
  const enter = (node: RouteNode, prefix: string, depth: number): void => {
    const app = mountedApp(node);
    if (app) visit(app.routes, top(app, depth));
    const router = node.kind === 'include' ? routers.get(node.router) : undefined;
    if (node.kind !== 'include' || !router || depth > routers.size) return;
    const near = node.prefix + router.prefix;
    visit(router.routes, { outer: prefix + node.prefix, own: router.prefix, near, depth: depth + 1 });
  };
  visit(tree.app.routes, top(tree.app, 0));
  for (const router of tree.routers) visit(router.routes, { outer: '', own: router.prefix, near: null, depth: 0 });
  return faults;
}

const top = (app: RoutingApp, depth: number): Place => ({
  outer: '',
  own: containerPrefix(app) ?? '',
  near: null,
  depth,
});

const pathOf = (node: RouteNode) => ('path' in node ? node.path : '');

/** A late route comes only after FastAPI has looked. */
function isEmpty(node: RouteNode): boolean {
  if (node.late || !('path' in node)) return false;
  return (node.kind === 'mount' ? node.path.replace(/\/+$/, '') : node.path) === '';
}

/** Names of the parameters in a path; empty where it can't be read. */
export function paramNames(paths: TemplateSyntax, path: string): readonly string[] {
  const parsed = paths.parse(path);
  return 'fault' in parsed ? [] : parsed.params.map((param) => param.name);
}
