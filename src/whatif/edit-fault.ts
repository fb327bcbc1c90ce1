import { optionFault } from '../dialects/option.ts';
import { kindOf } from '../dialects/registry.ts';
import { mountedApp, type NodeId, type RouteNode, type RouteTree } from '../model/route-tree.ts';
import type { SimpleEdit } from './edit.ts';
import { label } from './label.ts';
import { getOption, settableOptions } from './options.ts';
import {
  type Container,
  type Found,
  find,
  findContainer,
  idsIn,
  nodesOf,
  prefixOf,
  switchTargets,
} from './tree-ops.ts';

const GONE = 'the application no longer has that node';
const SAME = 'there is nothing to change';

/** Why an edit can't be made in this tree, whatever the framework; null where it can. See framework-rules.ts for the rest. */
export function editFault(tree: RouteTree, edit: SimpleEdit): string | null {
  switch (edit.kind) {
    case 'add':
      return addFault(tree, edit.into, edit.at, edit.route);
    case 'include':
      return includeFault(tree, edit.router, edit.into);
    case 'set-server-root-path':
      return edit.value === tree.serverRootPath ? SAME : rootPathFault(edit.value);
    case 'set-framework':
      return edit.framework === tree.app.kind ? `this is already a ${edit.framework} application` : null;
    case 'set-option': {
      const found = find(tree, edit.app);
      return found ? setOptionFault(found, edit) : GONE;
    }
    default: {
      const found = find(tree, edit.node);
      return found ? nodeFault(tree, found, edit) : GONE;
    }
  }
}

function nodeFault(tree: RouteTree, found: Found, edit: Extract<SimpleEdit, { node: NodeId }>): string | null {
  if (edit.kind === 'disable' || edit.kind === 'enable') return switchFault(tree, found, edit.kind === 'enable');
  if (edit.kind === 'set-prefix') return setPrefixFault(found, edit.prefix);
  if (found.kind !== 'node')
    return `this change is for routes, not for ${found.kind === 'app' ? 'applications' : 'routers'}`;
  const { node, container, index } = found;
  const name = `\`${label(node)}\``;
  switch (edit.kind) {
    case 'duplicate':
    case 'remove':
      return null;
    case 'move':
      if (edit.to === index) return `${name} is already there`;
      return isPlace(edit.to, container.routes.length - 1) ? null : `${name} is already at that end`;
    case 'set-path':
      if (node.kind === 'include') return `${name} has a prefix, not a path`;
      return edit.path === (node.kind === 'host' ? node.host : node.path) ? SAME : null;
    case 'set-methods':
      if (node.kind !== 'route' && node.kind !== 'endpoint') return `${name} has no methods`;
      return methodsFault(edit.methods) ?? (sameList(edit.methods, node.methods) ? SAME : null);
    case 'set-params':
      if (node.kind !== 'route') return `${name} declares no parameters`;
      return JSON.stringify(Object.entries(edit.params)) === JSON.stringify(Object.entries(node.params)) ? SAME : null;
  }
}

function switchFault(tree: RouteTree, found: Found, on: boolean): string | null {
  const state = on ? 'on' : 'off';
  if (found.kind === 'app') return 'switch the mount or host that holds this application';
  if (found.kind === 'node') {
    return switchTargets(tree, found.node.id, on).length > 0 ? null : `\`${label(found.node)}\` is already ${state}`;
  }
  if (switchTargets(tree, found.router.id, on).length > 0) return null;
  const { name } = found.router;
  const included = [...nodesOf(tree)].some((node) => node.kind === 'include' && node.router === name);
  return included ? `router \`${name}\` is already ${state}` : `nothing includes router \`${name}\``;
}

function setPrefixFault(found: Found, prefix: string): string | null {
  const before = prefixOf(found);
  if (before === null) {
    return found.kind === 'node' ? `\`${label(found.node)}\` has no prefix` : 'this application has no prefix';
  }
  return before === prefix ? SAME : null;
}

function setOptionFault(found: Found, edit: Extract<SimpleEdit, { kind: 'set-option' }>): string | null {
  if (found.kind === 'declared-router')
    return `the options of router \`${found.router.name}\` are ignored once it is included`;
  if (found.kind === 'node') return 'options belong to applications, not to routes';
  const { app } = found;
  if (!('routes' in app)) return `a mounted ${app.kind} application has no options`;
  const spec = settableOptions(app.kind).includes(edit.option) ? kindOf(app).options[edit.option] : undefined;
  if (!spec) return `${article(app.kind)} application has no ${edit.option}`;
  return optionFault(edit.option, spec, edit.value) ?? (getOption(app, edit.option) === edit.value ? SAME : null);
}

function addFault(tree: RouteTree, into: NodeId, at: number, node: RouteNode): string | null {
  const container = findContainer(tree, into);
  if (!container) return GONE;
  if (!isPlace(at, container.routes.length)) return `the list has ${container.routes.length} entries, no place ${at}`;
  if (idsIn(node).some((id) => find(tree, id))) return `\`${label(node)}\` is already in the application`;
  if ('methods' in node) {
    const fault = methodsFault(node.methods);
    if (fault) return fault;
  }
  return includesIn(node).reduce<string | null>((fault, name) => fault ?? includeFault(tree, name, into), null);
}

function includeFault(tree: RouteTree, name: string, into: NodeId): string | null {
  if (!findContainer(tree, into)) return GONE;
  if (!tree.routers.some((router) => router.name === name)) {
    const names = tree.routers.map((router) => `\`${router.name}\``).join(', ');
    return `there is no router \`${name}\`${names ? `; use one of ${names}` : ''}`;
  }
  const around = tree.routers.find((router) => router.id === into || holds(router, into));
  if (!around) return null;
  if (around.name === name) return `router \`${name}\` can't include itself`;
  return reaches(tree, name, around.name, new Set())
    ? `router \`${name}\` includes \`${around.name}\` itself, so including it would be a circle`
    : null;
}

function holds(container: Container, id: NodeId): boolean {
  return container.routes.some((node) => idsIn(node).includes(id));
}

function reaches(tree: RouteTree, from: string, target: string, seen: Set<string>): boolean {
  if (from === target) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const router = tree.routers.find((one) => one.name === from);
  return (router?.routes ?? []).flatMap(includesIn).some((name) => reaches(tree, name, target, seen));
}

/** Names of the routers that a node, or what it mounts, includes. */
function includesIn(node: RouteNode): readonly string[] {
  return node.kind === 'include' ? [node.router] : (mountedApp(node)?.routes.flatMap(includesIn) ?? []);
}

/** A token (RFC 9110, 5.6.2), in upper case as frameworks register methods. */
const METHOD = /^[!#$%&'*+.^_`|~0-9A-Z-]+$/;

function methodsFault(methods: readonly string[]): string | null {
  if (methods.length === 0) return 'a route needs at least one method';
  const odd = methods.find((method) => !METHOD.test(method));
  if (odd !== undefined) return `"${odd}" is not an HTTP method; write methods in upper case`;
  const twice = methods.find((method, i) => methods.indexOf(method) !== i);
  return twice === undefined ? null : `${twice} is listed twice`;
}

function rootPathFault(value: string): string | null {
  return value === '' || value.startsWith('/') ? null : `a root path must start with "/", and "${value}" doesn't`;
}

const isPlace = (place: number, last: number) => Number.isInteger(place) && place >= 0 && place <= last;
const sameList = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((x, i) => x === b[i]);
const article = (kind: string) => (/^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`);
