import type { Host, IncludedRouter, Mount, RouteNode } from '../model/route-tree.ts';
import type { Registry } from './dialect.ts';
import type { InSlices } from './in-slices.ts';

/** A node with a list of nodes in it. */
export type ContainerNode = IncludedRouter | Mount | Host;

export const isContainerNode = (node: RouteNode): node is ContainerNode =>
  node.kind === 'include' || node.kind === 'mount' || node.kind === 'host';

/** How the nodes of one list register. */
export interface NodeRegistrar {
  /** A node without a list. */
  leaf(node: Exclude<RouteNode, ContainerNode>): void;
  container(node: ContainerNode): InSlices<void>;
}

/** Nodes per slice. */
const PAUSE = 50;

/** Registers every node of a list, late ones at the end. */
export function* registerNodes(
  routes: readonly RouteNode[],
  registry: Registry,
  { leaf, container }: NodeRegistrar,
): InSlices<void> {
  let count = 0;
  for (const node of inOrder(routes)) {
    if (node.disabled) registry.switchOff(1);
    if (isContainerNode(node)) yield* container(node);
    else leaf(node);
    if (node.disabled) registry.switchOff(-1);
    if (++count % PAUSE === 0) yield;
  }
}

function inOrder(routes: readonly RouteNode[]): readonly RouteNode[] {
  return routes.some((node) => node.late)
    ? [...routes.filter((node) => !node.late), ...routes.filter((node) => node.late)]
    : routes;
}
