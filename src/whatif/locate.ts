import type { NodeId, RouteNode, RouteTree } from '../model/route-tree.ts';
import { label } from './label.ts';
import { type Container, find } from './tree-ops.ts';

/**
 * Where something stands, in words that survive a changed source (ids don't): the way from the outside in, one step each.
 * `app` is the application (outermost, or behind a mount or host), `router NAME` a declared router, anything else
 * a node in the words of `label`, with ` #2` where an equal one stands before it in the same list.
 * `['app']`, `['router users', 'GET /me']`, `['app', 'mount /v2', 'app', 'GET /users']`.
 */
export type Locator = readonly string[];

/** The locator of a node, application or router; null where the tree has no such id. */
export function locate(tree: RouteTree, id: NodeId): Locator | null {
  const found = find(tree, id);
  switch (found?.kind) {
    case undefined:
      return null;
    case 'router':
      return [`router ${found.router.name}`];
    case 'app': {
      if (!found.holder) return ['app'];
      const holder = locate(tree, found.holder.id);
      return holder && [...holder, 'app'];
    }
    case 'node': {
      const list = locate(tree, found.container.id);
      return list && [...list, stepOf(found.container.routes, found.index)];
    }
  }
}

/** The id that a locator names in this tree; null where it names nothing here. */
export function resolveLocator(tree: RouteTree, locator: Locator): NodeId | null {
  const [first, ...rest] = locator;
  const router = tree.routers.find((one) => `router ${one.name}` === first);
  const start: Container | null = first === 'app' ? tree.app : (router ?? null);
  return start && descend(start, rest);
}

function descend(container: Container, steps: readonly string[]): NodeId | null {
  const [step, ...rest] = steps;
  if (step === undefined) return container.id;
  const node = nodeAt(container.routes, step);
  if (!node || rest.length === 0) return node?.id ?? null;
  const [door, ...inside] = rest;
  if (door !== 'app' || (node.kind !== 'mount' && node.kind !== 'host')) return null;
  if ('routes' in node.app) return descend(node.app, inside);
  return inside.length === 0 ? node.app.id : null;
}

/** What a locator calls an entry of a list. */
export function stepOf(routes: readonly RouteNode[], index: number): string {
  const node = routes[index] as RouteNode;
  const own = label(node);
  const { path } = node as { path?: string };
  let occurrence = 1;
  for (let i = 0; i < index; i++) {
    const other = routes[i] as RouteNode & { path?: string };
    // Most have another path, and needn't be put in words.
    if (other.path === path && other.kind === node.kind && label(other) === own) occurrence++;
  }
  return occurrence === 1 ? own : `${own} #${occurrence}`;
}

function nodeAt(routes: readonly RouteNode[], step: string): RouteNode | null {
  const numbered = /^(.*) #([1-9][0-9]*)$/s.exec(step);
  const wanted = numbered ? (numbered[1] as string) : step;
  let left = numbered ? Number(numbered[2]) : 1;
  for (const node of routes) {
    const own = label(node);
    if (own === step) return node;
    if (own === wanted && --left === 0) return node;
  }
  return null;
}
