import { kindOf } from '../../dialects/registry.ts';
import type { RouteRow } from '../../model/registration.ts';
import type { NodeId, RouteNode, RouteTree } from '../../model/route-tree.ts';
import { label } from '../../whatif/label.ts';
import { type Container, containerPrefix, find } from '../../whatif/tree-ops.ts';

/** Something around a row that can be changed: the route itself, and the inclusions, mounts and hosts it stands in. */
export interface Target {
  readonly node: RouteNode;
  readonly container: Container;
  readonly index: number;
  /** In words: `GET /me`, `the inclusion of router users under /api`, `mount /v2`. */
  readonly words: string;
}

/** The route of a row and everything that holds it, innermost first; empty for routes that the framework adds. */
export function targetsOf(tree: RouteTree, row: RouteRow): readonly Target[] {
  const { node, mountContext } = row.registration;
  const ids = [...(node ? [node.id] : []), ...mountContext.via.map((via) => via.id).reverse()];
  return [...new Set(ids)].flatMap((id) => targetOf(tree, id) ?? []);
}

/** What an id names, where it is a node. */
export function targetOf(tree: RouteTree, id: NodeId): Target | null {
  const found = find(tree, id);
  if (found?.kind !== 'node') return null;
  const { node, container, index } = found;
  return { node, container, index, words: targetWords(node) };
}

function targetWords(node: RouteNode): string {
  if (node.kind !== 'include') return label(node);
  return `the inclusion of router ${node.router}${node.prefix === '' ? '' : ` under ${node.prefix}`}`;
}

/** What stands in front of a path and can be changed: prefixes of inclusions and routers, mount paths. */
export interface EditablePrefix {
  readonly id: NodeId;
  readonly words: string;
  readonly value: string;
}

export function prefixesAround(tree: RouteTree, row: RouteRow): readonly EditablePrefix[] {
  const prefixes: EditablePrefix[] = [];
  const add = (one: EditablePrefix) => {
    if (!prefixes.some(({ id }) => id === one.id)) prefixes.push(one);
  };
  for (const { node, container } of targetsOf(tree, row)) {
    if (node.kind === 'include') {
      add({ id: node.id, words: `prefix of the inclusion of router ${node.router}`, value: node.prefix });
    } else if (node.kind === 'mount') add({ id: node.id, words: 'mount path', value: node.path });
    else if (node.kind === 'host') add({ id: node.id, words: 'host pattern', value: node.host });
    const prefix = containerPrefix(container);
    if (prefix !== null) add({ id: container.id, words: prefixWords(container), value: prefix });
  }
  return prefixes;
}

const prefixWords = (container: Container) =>
  'name' in container ? `prefix of router ${container.name} itself` : `prefix of the ${kindOf(container).label}`;

/** The list that a row's route stands in, in words; where it stands among the rest. */
export function containerWords(container: Container, tree: RouteTree): string {
  if ('name' in container) return `router ${container.name}`;
  if (container === tree.app || container.id === tree.app.id) return 'the application';
  const found = find(tree, container.id);
  return found?.kind === 'app' && found.holder ? `the application at ${label(found.holder)}` : 'the application';
}
