import { kindOf, routerDialect } from '../dialects/registry.ts';
import { formatAnnotation } from '../model/annotation.ts';
import type { NodeId, RouteNode, RouteTree } from '../model/route-tree.ts';
import { applyEdit } from './apply.ts';
import { type Edit, isEditFault, type SimpleEdit } from './edit.ts';
import { label, labelWith, placesOf, type ReachedAt } from './label.ts';
import { type Container, containerPrefix, find, findContainer } from './tree-ops.ts';

/**
 * Describes an edit for a pull request, given the tree that it is applied to: "move `GET /users/me` above
 * `GET /users/{user_id}`". Paths are full ones, as a request sees them, so that they mean something on their own.
 * The text contains what the source contains: control characters must be made visible before it is printed to a terminal.
 */
export function describeEdit(tree: RouteTree, edit: Edit): string {
  if (edit.kind !== 'batch') return simpleWords(tree, edit);
  const words: string[] = [];
  let current = tree;
  for (const one of edit.edits) {
    words.push(describeEdit(current, one));
    const next = applyEdit(current, one);
    if (!isEditFault(next)) current = next;
  }
  return words.join(', then ');
}

function simpleWords(tree: RouteTree, edit: SimpleEdit): string {
  switch (edit.kind) {
    case 'disable':
      return `switch off ${nameOf(tree, edit.node)}`;
    case 'enable':
      return `switch on ${nameOf(tree, edit.node)}`;
    case 'move':
      return moveWords(tree, edit.node, edit.to);
    case 'set-path':
      return `change the ${pathKind(tree, edit.node)} of ${nameOf(tree, edit.node)} to \`${edit.path}\``;
    case 'set-methods':
      return `change the methods of ${nameOf(tree, edit.node)} to ${listed(edit.methods)}`;
    case 'set-params':
      return paramsWords(tree, edit);
    case 'add': {
      const container = findContainer(tree, edit.into);
      const name = container ? fullName(tree, container, edit.route) : `\`${label(edit.route)}\``;
      return `add ${name}${container ? placeWords(tree, container, edit.at) : ''}`;
    }
    case 'duplicate':
      return `duplicate ${nameOf(tree, edit.node)}`;
    case 'remove':
      return `remove ${nameOf(tree, edit.node)}`;
    case 'set-prefix':
      return prefixWords(tree, edit.node, edit.prefix);
    case 'include': {
      const container = findContainer(tree, edit.into);
      const into = container && 'name' in container ? ` in router \`${container.name}\`` : innerApp(tree, edit.into);
      return `include router \`${edit.router}\`${edit.prefix === '' ? '' : ` under \`${edit.prefix}\``}${into}`;
    }
    case 'set-option':
      return `${optionWords(edit)}${innerApp(tree, edit.app)}`;
    case 'set-server-root-path':
      return edit.value === '' ? "clear the server's root path" : `set the server's root path to \`${edit.value}\``;
    case 'set-framework':
      return `switch to ${edit.framework}`;
  }
}

/** An edit's words as something that has happened: "moved …, then switched off …". Each part begins with its verb. */
export const inPast = (words: string): string =>
  words.replace(/(^|, then )([a-z]+)/g, (_, before: string, verb: string) => `${before}${pastOf(verb)}`);

const pastOf = (verb: string) => (verb === 'set' ? verb : verb.endsWith('e') ? `${verb}d` : `${verb}ed`);

function nameOf(tree: RouteTree, id: NodeId): string {
  const found = find(tree, id);
  if (found?.kind === 'node') return fullName(tree, found.container, found.node);
  if (found?.kind === 'declared-router') return `router \`${found.router.name}\``;
  return found?.kind === 'app' ? 'the application' : 'a removed route';
}

/** @param hosts false where they are said already. */
function fullName(tree: RouteTree, container: Container, node: RouteNode, hosts = true): string {
  const places = placesOf(tree, container);
  const where = 'name' in container && places.length !== 1 ? ` in router \`${container.name}\`` : '';
  const host = hosts ? hostWords(places) : '';
  if (node.kind === 'include') {
    return `the inclusion of router \`${node.router}\`${node.prefix === '' ? '' : ` under \`${node.prefix}\``}${where}${host}`;
  }
  const fallback = containerPrefix(container) ?? '';
  const prefix = where === '' ? (places[0]?.prefix ?? fallback) : fallback;
  return `\`${labelWith(node, withoutOwn(tree, node, container, prefix))}\`${where}${host}`;
}

/** ` at host …` for what one host alone reaches. */
function hostWords(places: readonly ReachedAt[]): string {
  const [host, ...others] = new Set(places.map((place) => place.host));
  return host && others.length === 0 ? ` at host \`${host}\`` : '';
}

/** Some nodes go without the prefix of the router that they stand in. */
function withoutOwn(tree: RouteTree, node: RouteNode, container: Container, prefix: string): string {
  const own = containerPrefix(container) ?? '';
  const skips = routerDialect(tree).routers?.skipsPrefix(node);
  return skips && own !== '' && prefix.endsWith(own) ? prefix.slice(0, -own.length) : prefix;
}

function moveWords(tree: RouteTree, id: NodeId, to: number): string {
  const found = find(tree, id);
  if (found?.kind !== 'node') return 'move a removed route';
  const { container, index } = found;
  const other = container.routes[to];
  const name = fullName(tree, container, found.node);
  if (!other || to === index) return `move ${name}`;
  return `move ${name} ${to < index ? 'above' : 'below'} ${fullName(tree, container, other, false)}`;
}

function placeWords(tree: RouteTree, container: Container, at: number): string {
  const next = container.routes[at];
  return next ? ` above ${fullName(tree, container, next, false)}` : '';
}

function pathKind(tree: RouteTree, id: NodeId): string {
  const found = find(tree, id);
  return found?.kind === 'node' && found.node.kind === 'host' ? 'pattern' : 'path';
}

function prefixWords(tree: RouteTree, id: NodeId, prefix: string): string {
  const found = find(tree, id);
  if (found?.kind === 'node' && found.node.kind === 'include') {
    const router = `router \`${found.node.router}\``;
    const old = found.node.prefix === '' ? '' : ` instead of \`${found.node.prefix}\``;
    return prefix === '' ? `include ${router} without a prefix${old}` : `include ${router} under \`${prefix}\`${old}`;
  }
  const name =
    found?.kind === 'declared-router'
      ? `router \`${found.router.name}\``
      : `the ${found?.kind === 'app' ? kindOf(found.app).label : 'application'}${innerApp(tree, id).replace('in the application ', '')}`;
  return prefix === '' ? `remove the prefix of ${name}` : `change the prefix of ${name} to \`${prefix}\``;
}

function paramsWords(tree: RouteTree, edit: Extract<Edit, { kind: 'set-params' }>): string {
  const found = find(tree, edit.node);
  const old = found?.kind === 'node' && found.node.kind === 'route' ? found.node.params : {};
  const name = nameOf(tree, edit.node);
  const changes: string[] = [];
  for (const [param, annotation] of Object.entries(edit.params)) {
    const text = formatAnnotation(annotation);
    const before = Object.hasOwn(old, param) ? old[param] : undefined;
    if (!before || formatAnnotation(before) !== text) changes.push(`\`${param}\` as \`${text}\``);
  }
  const dropped = Object.keys(old).filter((param) => !Object.hasOwn(edit.params, param));
  const parts = [
    ...(changes.length > 0 ? [`declare ${listed(changes)} in ${name}`] : []),
    ...(dropped.length > 0 ? [`remove the type of ${listed(dropped.map(quoted))} in ${name}`] : []),
  ];
  return parts.length > 0 ? parts.join(', then ') : `reorder the parameters of ${name}`;
}

function optionWords(edit: Extract<Edit, { kind: 'set-option' }>): string {
  if (typeof edit.value === 'boolean') return `switch ${edit.value ? 'on' : 'off'} \`${edit.option}\``;
  if (edit.value === null) return `switch off \`${edit.option}\``;
  if (edit.value === '') return `clear \`${edit.option}\``;
  return `set \`${edit.option}\` to \`${edit.value}\``;
}

/** ` in the application at …` for any but the outermost application. */
function innerApp(tree: RouteTree, id: NodeId): string {
  const found = find(tree, id);
  if (found?.kind !== 'app' || !found.holder) return '';
  return ` in the application at ${nameOf(tree, found.holder.id)}`;
}

const quoted = (text: string) => `\`${text}\``;

function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
