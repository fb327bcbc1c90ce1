import type { ContainerNode } from '../dialects/index.ts';
import { ownPrefix } from '../dialects/make-app.ts';
import type { NodeId, RouteNode, RouteTree } from '../model/route-tree.ts';
import { type Container, containerNodesOf, find } from './tree-ops.ts';

/** A node as its line of the source reads: `GET,POST /users`, `include users /api`, `mount /static`. */
export function label(node: RouteNode): string {
  return labelWith(node, '');
}

/** The same with a prefix in front of its path, as the whole application sees it. */
export function labelWith(node: RouteNode, prefix: string): string {
  // An empty path must be visible.
  const path = 'path' in node ? prefix + node.path || '""' : '';
  switch (node.kind) {
    case 'route':
      return `${node.methods.join(',')} ${path}`;
    case 'endpoint':
      return `endpoint ${node.methods.join(',')} ${path}`;
    case 'include':
      return `include ${node.router}${prefix + node.prefix === '' ? '' : ` ${prefix}${node.prefix}`}`;
    case 'mount':
      return `mount ${path}`;
    case 'host':
      return `host ${node.host}`;
    case 'websocket':
      return `websocket ${path}`;
    case 'frontend':
      return `frontend ${path}`;
  }
}

/** The prefixes of a list, one for each place where it is included; empty for an unused router. */
export function prefixesOf(tree: RouteTree, container: Container, entering: ReadonlySet<NodeId> = new Set()): string[] {
  if (entering.has(container.id)) return [];
  const seen = new Set(entering).add(container.id);
  if ('name' in container) {
    return holders(tree, (node) => node.kind === 'include' && node.router === container.name).flatMap(
      ([node, holder]) =>
        prefixesOf(tree, holder, seen).map(
          (prefix) => prefix + (node.kind === 'include' ? node.prefix : '') + container.prefix,
        ),
    );
  }
  const own = ownPrefix(container);
  const found = container === tree.app ? null : find(tree, container.id);
  if (found?.kind !== 'app' || !found.holder) return [own];
  const { holder } = found;
  const path = holder.kind === 'mount' ? holder.path.replace(/\/+$/, '') : '';
  const place = find(tree, holder.id);
  if (place?.kind !== 'node') return [];
  return prefixesOf(tree, place.container, seen).map((prefix) => prefix + path + own);
}

/** The hosts of a list, one for each place where it is included; `''` means any host. */
export function hostsOf(tree: RouteTree, container: Container, entering: ReadonlySet<NodeId> = new Set()): string[] {
  if (entering.has(container.id)) return [];
  const seen = new Set(entering).add(container.id);
  if ('name' in container) {
    const includes = holders(tree, (node) => node.kind === 'include' && node.router === container.name);
    return includes.flatMap(([, holder]) => hostsOf(tree, holder, seen));
  }
  const found = container.id === tree.app.id ? null : find(tree, container.id);
  if (found?.kind !== 'app' || !found.holder) return [''];
  const { holder } = found;
  const place = find(tree, holder.id);
  const own = holder.kind === 'host' ? holder.host : '';
  const outer = place?.kind === 'node' ? hostsOf(tree, place.container, seen) : [];
  return outer.map((host) => (host === '' || own === '' ? host + own : `${host} › ${own}`));
}

/** Inclusions, mounts and hosts for which `wanted` holds, each with the list that it stands in. */
function holders(tree: RouteTree, wanted: (node: ContainerNode) => boolean): [ContainerNode, Container][] {
  const out: [ContainerNode, Container][] = [];
  const visit = (container: Container) => {
    for (const node of containerNodesOf(container.routes)) {
      if (wanted(node)) out.push([node, container]);
      if ((node.kind === 'mount' || node.kind === 'host') && 'routes' in node.app) visit(node.app);
    }
  };
  visit(tree.app);
  for (const router of tree.routers) visit(router);
  return out;
}
