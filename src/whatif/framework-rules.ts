import type { Dialect } from '../dialects/dialect.ts';
import { dialectOf, kindOf, routerDialect } from '../dialects/registry.ts';
import type { TemplateSyntax } from '../dialects/template-syntax.ts';
import type { App, RouteNode, RouteTree } from '../model/route-tree.ts';
import type { SimpleEdit } from './edit.ts';
import { newInclusionFault, paramNames } from './inclusion-rules.ts';
import { label } from './label.ts';
import { type Container, containerPrefix, find, nodesOf } from './tree-ops.ts';

/**
 * Why the framework would refuse the application after an edit, in one sentence; null where it wouldn't.
 * Only what the edit changed is checked, because a source may contain faults already.
 */
export function brokenRule(before: RouteTree, after: RouteTree, edit: SimpleEdit): string | null {
  switch (edit.kind) {
    case 'set-path':
      return ruleOf(after, edit.node) ?? newInclusionFault(before, after);
    case 'add':
      return ruleOf(after, edit.route.id) ?? newInclusionFault(before, after);
    case 'set-prefix':
      return prefixRule(after, edit.prefix) ?? newInclusionFault(before, after);
    case 'include':
      return includeRule(after, edit.into) ?? prefixRule(after, edit.prefix) ?? newInclusionFault(before, after);
    case 'set-params':
      return paramsRule(after, edit.node, Object.keys(edit.params));
    case 'enable':
      return newInclusionFault(before, after);
    default:
      return null;
  }
}

function ruleOf(tree: RouteTree, id: number): string | null {
  const found = find(tree, id);
  return found?.kind === 'node' ? nodeRule(tree, found.node, found.container) : null;
}

/** The framework that reads the routes of a list. */
function dialectFor(tree: RouteTree, container: Container): Dialect {
  return 'name' in container ? routerDialect(tree) : dialectOf(container.kind);
}

/** Checks one node, and what it mounts. */
function nodeRule(tree: RouteTree, node: RouteNode, container: Container): string | null {
  const dialect = dialectFor(tree, container);
  const { paths } = dialect;
  switch (node.kind) {
    case 'include':
      return prefixRule(tree, node.prefix);
    case 'host':
      // starlette/routing.py, Host.__init__ (1.3.1)
      if (node.host.startsWith('/')) return 'a host must not start with "/"';
      return pathFault(paths, node.host) ?? appRule(tree, node.app);
    case 'mount':
      // starlette/routing.py, Mount.__init__ (1.3.1): the mount's own pattern ends in a parameter called path
      if (node.path !== '' && !node.path.startsWith('/')) return startFault(node.path);
      return (
        pathFault(paths, `${node.path.replace(/\/+$/, '')}/${paths.rest('path') ?? ''}`) ?? appRule(tree, node.app)
      );
    case 'frontend':
      // fastapi/routing.py, _normalize_frontend_path (0.141.1)
      if (node.path === '') return "a frontend's path can't be empty";
      return node.path.startsWith('/') ? pathFault(paths, node.path) : startFault(node.path);
    case 'route':
    case 'endpoint':
    case 'websocket':
      return slashRule(node, container, dialect) ?? pathFault(paths, node.path);
  }
}

/**
 * Some assert the leading slash (starlette/routing.py, Route.__init__, 1.3.1), others don't, since a prefix may come in
 * front; where none does, nothing could ever reach the route.
 */
function slashRule(
  node: Extract<RouteNode, { path: string }>,
  container: Container,
  { assertsSlash }: Dialect,
): string | null {
  if (node.path.startsWith('/')) return null;
  const asserts = assertsSlash || node.kind === 'endpoint' || (node.kind === 'route' && node.plain);
  const prefixed = 'name' in container || (containerPrefix(container) ?? '') !== '';
  if (prefixed && !asserts) return null;
  return startFault(node.path);
}

const startFault = (path: string) => `a path must start with "/", and "${path}" doesn't`;

function appRule(tree: RouteTree, app: App): string | null {
  if (!('routes' in app)) return null;
  const prefix = prefixRule(tree, containerPrefix(app) ?? '');
  if (prefix) return prefix;
  return app.routes.reduce<string | null>((fault, node) => fault ?? nodeRule(tree, node, app), null);
}

/** fastapi/routing.py, APIRouter.__init__ and include_router (0.141.1). */
function prefixRule(tree: RouteTree, prefix: string): string | null {
  if (prefix === '') return null;
  if (!prefix.startsWith('/')) return `a prefix must start with "/", and "${prefix}" doesn't`;
  if (prefix.endsWith('/')) return `a prefix must not end with "/", as the paths after it start with one`;
  return pathFault(routerDialect(tree).paths, prefix);
}

function includeRule(tree: RouteTree, into: number): string | null {
  const found = find(tree, into);
  if (found?.kind !== 'app' || !('routes' in found.app)) return null;
  const { name } = dialectOf(found.app.kind);
  return kindOf(found.app).refuses.include ? `${name} applications can't include routers; mount it instead` : null;
}

/** Annotations are for parameters that a path or a prefix really has. */
function paramsRule(tree: RouteTree, id: number, names: readonly string[]): string | null {
  const found = find(tree, id);
  if (found?.kind !== 'node' || found.node.kind !== 'route') return null;
  const { node, container } = found;
  const { paths } = dialectFor(tree, container);
  const known = new Set(paramNames(paths, node.path));
  const stranger = names.find((name) => !known.has(name));
  if (stranger === undefined) return null;
  for (const prefix of prefixes(tree)) for (const name of paramNames(paths, prefix)) known.add(name);
  const unknown = names.find((name) => !known.has(name));
  return unknown === undefined ? null : `\`${label(node)}\` has no parameter "${unknown}"`;
}

function prefixes(tree: RouteTree): readonly string[] {
  const around = [...nodesOf(tree)].flatMap((node) => {
    if (node.kind === 'include') return [node.prefix];
    if (node.kind === 'mount') return [node.path];
    return node.kind === 'host' ? [node.host] : [];
  });
  return [...around, ...tree.routers.map(({ prefix }) => prefix)];
}

/** Why a framework refuses a path, in one sentence with the path in it; null where it takes it. */
function pathFault(paths: TemplateSyntax, path: string): string | null {
  const parsed = paths.parse(path);
  if (!('fault' in parsed)) return null;
  const expected = parsed.expected === null ? '' : `; expected ${parsed.expected}`;
  return `\`${path}\`: ${parsed.fault}${expected}`;
}
