import type { RouteRow } from '../../model/registration.ts';
import type { NodeId, RouteNode, RouteTree } from '../../model/route-tree.ts';
import { label } from '../../whatif/label.ts';
import { type Container, find } from '../../whatif/tree-ops.ts';

/** An editable node of a row: the route itself, or an inclusion, mount or host around it. */
export interface Target {
  readonly node: RouteNode;
  readonly container: Container;
  readonly index: number;
  /** In words: `GET /me`, `the inclusion of router users under /api`, `mount /v2`. */
  readonly words: string;
}

/** The editable nodes of a row, innermost first; none for the framework's own routes. */
export function targetsOf(tree: RouteTree, row: RouteRow): readonly Target[] {
  const { node, mountContext } = row.registration;
  const ids = [...(node ? [node.id] : []), ...mountContext.via.map((via) => via.id).reverse()];
  return [...new Set(ids)].flatMap((id) => targetOf(tree, id) ?? []);
}

/** The node with an id; null if the id isn't a node's. */
export function targetOf(tree: RouteTree, id: NodeId): Target | null {
  const found = find(tree, id);
  if (found?.kind !== 'node') return null;
  const { node, container, index } = found;
  if (node.kind !== 'include') return { node, container, index, words: label(node) };
  const under = node.prefix === '' ? '' : ` under ${node.prefix}`;
  return { node, container, index, words: `the inclusion of router ${node.router}${under}` };
}
