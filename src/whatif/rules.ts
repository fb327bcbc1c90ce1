import type { App, FrameworkName, RouteNode, RouteTree } from '../model/route-tree.ts';
import type { SimpleEdit } from './edit.ts';
import { newInclusionFault } from './inclusion-rules.ts';
import { label } from './label.ts';
import { paramNames, pathFault } from './path-rules.ts';
import { type Container, containerPrefix, find } from './tree-ops.ts';

/**
 * What the framework itself would refuse about the application after an edit, in one sentence; null where nothing.
 * Only what the edit touched is judged: a source may hold anything, and what stood there before isn't the edit's fault.
 */
export function brokenRule(before: RouteTree, after: RouteTree, edit: SimpleEdit): string | null {
  switch (edit.kind) {
    case 'set-path':
      return touchedNode(after, edit.node) ?? newInclusionFault(before, after);
    case 'add':
      return containerOf(after, edit.route.id, nodeRule) ?? newInclusionFault(before, after);
    case 'set-prefix':
      return prefixRule(edit.prefix) ?? newInclusionFault(before, after);
    case 'include':
      return includeRule(after, edit.into) ?? prefixRule(edit.prefix) ?? newInclusionFault(before, after);
    case 'set-params':
      return paramsRule(after, edit.node, Object.keys(edit.params));
    case 'enable':
      return newInclusionFault(before, after);
    default:
      return null;
  }
}

function touchedNode(tree: RouteTree, id: number): string | null {
  return containerOf(tree, id, nodeRule);
}

function containerOf(
  tree: RouteTree,
  id: number,
  judge: (node: RouteNode, container: Container) => string | null,
): string | null {
  const found = find(tree, id);
  return found?.kind === 'node' ? judge(found.node, found.container) : null;
}

/** How the routes of a list are read: an APIRouter's as FastAPI reads them. */
function frameworkOf(container: Container): FrameworkName {
  if ('name' in container) return 'fastapi';
  if (container.kind === 'fastapi' || container.kind === 'apirouter') return 'fastapi';
  return container.kind === 'openapi' ? 'openapi' : 'starlette';
}

/** Rules of one node by itself, and of what it mounts. */
function nodeRule(node: RouteNode, container: Container): string | null {
  const framework = frameworkOf(container);
  switch (node.kind) {
    case 'include':
      return prefixRule(node.prefix);
    case 'host':
      // starlette/routing.py, Host.__init__ (1.3.1)
      if (node.host.startsWith('/')) return 'a host must not start with "/"';
      return pathFault(framework, node.host) ?? appRule(node.app);
    case 'mount':
      // starlette/routing.py, Mount.__init__ (1.3.1): the mount's own pattern ends in {path:path}
      if (node.path !== '' && !node.path.startsWith('/')) return startFault(node.path);
      return pathFault(framework, `${node.path.replace(/\/+$/, '')}/{path:path}`) ?? appRule(node.app);
    case 'frontend':
      // fastapi/routing.py, _normalize_frontend_path (0.141.1)
      if (node.path === '') return "a frontend's path can't be empty";
      return node.path.startsWith('/') ? pathFault(framework, node.path) : startFault(node.path);
    case 'route':
    case 'endpoint':
    case 'websocket':
      return slashRule(node, container, framework) ?? pathFault(framework, node.path);
  }
}

/**
 * Starlette asserts the leading slash (starlette/routing.py, Route.__init__, 1.3.1). FastAPI's own routes go without
 * the assertion, since a prefix may come in front; where none does, nothing could ever reach them.
 */
function slashRule(
  node: Extract<RouteNode, { path: string }>,
  container: Container,
  framework: FrameworkName,
): string | null {
  if (node.path.startsWith('/')) return null;
  const starlettes = framework === 'starlette' || node.kind === 'endpoint' || (node.kind === 'route' && node.plain);
  const prefixed = 'name' in container || (containerPrefix(container) ?? '') !== '';
  if (prefixed && !starlettes) return null;
  return startFault(node.path);
}

const startFault = (path: string) => `a path must start with "/", and "${path}" doesn't`;

function appRule(app: App): string | null {
  if (!('routes' in app)) return null;
  const prefix = prefixRule(containerPrefix(app) ?? '');
  if (prefix) return prefix;
  return app.routes.reduce<string | null>((fault, node) => fault ?? nodeRule(node, app), null);
}

/** fastapi/routing.py, APIRouter.__init__ and include_router (0.141.1). */
function prefixRule(prefix: string): string | null {
  if (prefix === '') return null;
  if (!prefix.startsWith('/')) return `a prefix must start with "/", and "${prefix}" doesn't`;
  if (prefix.endsWith('/')) return `a prefix must not end with "/", as the paths behind it start with one`;
  return pathFault('fastapi', prefix);
}

function includeRule(tree: RouteTree, into: number): string | null {
  const found = find(tree, into);
  if (found?.kind !== 'app' || !('routes' in found.app)) return null;
  const framework = frameworkOf(found.app);
  // A routes file read as an OpenAPI document may include its routers all the same.
  return framework !== 'starlette' ? null : `${framework} applications can't include routers; mount it instead`;
}

/** Annotations are for parameters that a path or a prefix really has. */
function paramsRule(tree: RouteTree, id: number, names: readonly string[]): string | null {
  const found = find(tree, id);
  if (found?.kind !== 'node' || found.node.kind !== 'route') return null;
  const { node, container } = found;
  const framework = frameworkOf(container);
  const known = new Set(paramNames(framework, node.path));
  const stranger = names.find((name) => !known.has(name));
  if (stranger === undefined) return null;
  for (const prefix of prefixes(tree)) for (const name of paramNames(framework, prefix)) known.add(name);
  const unknown = names.find((name) => !known.has(name));
  return unknown === undefined ? null : `\`${label(node)}\` has no parameter "${unknown}"`;
}

function prefixes(tree: RouteTree): readonly string[] {
  const out: string[] = [];
  const visit = (routes: readonly RouteNode[]) => {
    for (const node of routes) {
      if (node.kind === 'include') out.push(node.prefix);
      else if (node.kind === 'mount') out.push(node.path);
      if ((node.kind === 'mount' || node.kind === 'host') && 'routes' in node.app) visit(node.app.routes);
      if (node.kind === 'host') out.push(node.host);
    }
  };
  visit(tree.app.routes);
  for (const router of tree.routers) {
    out.push(router.prefix);
    visit(router.routes);
  }
  return out;
}
