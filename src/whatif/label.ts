import { ownPrefix } from '../dialects/make-app.ts';
import { type IncludedRouter, mountedApp, type NodeId, type RouteNode, type RouteTree } from '../model/route-tree.ts';
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

/** Where requests reach the routes of a list. */
export interface ReachedAt {
  readonly prefix: string;
  /** `''` for any host. */
  readonly host: string;
}

/** The places of a list, one for each place where it is included; empty for an unused router. */
export function placesOf(
  tree: RouteTree,
  container: Container,
  entering: ReadonlySet<NodeId> = new Set(),
): ReachedAt[] {
  if (entering.has(container.id)) return [];
  const seen = new Set(entering).add(container.id);
  if ('name' in container) {
    return inclusionsOf(tree, container.name).flatMap(([include, list]) =>
      placesOf(tree, list, seen).map(({ prefix, host }) => ({
        prefix: prefix + include.prefix + container.prefix,
        host,
      })),
    );
  }
  const own = ownPrefix(container);
  const found = container === tree.app ? null : find(tree, container.id);
  const holder = found?.kind === 'app' ? found.holder : null;
  if (!holder) return [{ prefix: own, host: '' }];
  const path = holder.kind === 'mount' ? holder.path.replace(/\/+$/, '') : '';
  const inner = holder.kind === 'host' ? holder.host : '';
  const place = find(tree, holder.id);
  if (place?.kind !== 'node') return [];
  return placesOf(tree, place.container, seen).map(({ prefix, host }) => ({
    prefix: prefix + path + own,
    host: host === '' || inner === '' ? host + inner : `${host} › ${inner}`,
  }));
}

/** The inclusions of a router, each with the list that it stands in. */
function inclusionsOf(tree: RouteTree, router: string): [IncludedRouter, Container][] {
  const out: [IncludedRouter, Container][] = [];
  const visit = (container: Container) => {
    for (const node of containerNodesOf(container.routes)) {
      if (node.kind === 'include' && node.router === router) out.push([node, container]);
      const app = mountedApp(node);
      if (app) visit(app);
    }
  };
  for (const container of [tree.app, ...tree.routers]) visit(container);
  return out;
}
