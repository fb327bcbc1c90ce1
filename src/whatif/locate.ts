import type { NodeId, RouteNode, RouteTree } from '../model/route-tree.ts';
import { label } from './label.ts';
import { type Container, find } from './tree-ops.ts';

/**
 * The position of a node, one step per level from the outside in. Unlike ids, it survives a changed source.
 * `app` is the application (outermost, or of a mount or host), `router NAME` a declared router, anything else
 * a node as `label` describes it, with ` #2` where the same list has an equal node before it.
 * `['app']`, `['router users', 'GET /me']`, `['app', 'mount /v2', 'app', 'GET /users']`.
 */
export type Locator = readonly string[];

/** The locator of a node, application or router; null where the tree has no such id. */
export function locate(tree: RouteTree, id: NodeId): Locator | null {
  const found = find(tree, id);
  switch (found?.kind) {
    case undefined:
      return null;
    case 'declared-router':
      return [`router ${found.router.name}`];
    case 'app': {
      if (!found.holder) return ['app'];
      const holder = locate(tree, found.holder.id);
      return holder && [...holder, 'app'];
    }
    case 'node': {
      const list = locate(tree, found.container.id);
      const [step] = stepsOf(found.container.routes, [found.index]);
      return list && [...list, step ?? ''];
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
  const [inner, ...inside] = rest;
  if (inner !== 'app' || !('app' in node)) return null;
  if ('routes' in node.app) return descend(node.app, inside);
  return inside.length === 0 ? node.app.id : null;
}

/** The steps for entries of a list; in one pass, because a list may be long. */
export function stepsOf(routes: readonly RouteNode[], places: readonly number[]): readonly (string | null)[] {
  const wanted = places.map((place) => {
    const node = routes[place] as (RouteNode & { path?: string }) | undefined;
    return node ? { place, path: node.path, kind: node.kind, own: label(node), occurrence: 1 } : null;
  });
  const last = Math.max(...wanted.map((one) => one?.place ?? 0));
  for (let i = 0; i < last; i++) {
    const other = routes[i] as RouteNode & { path?: string };
    for (const one of wanted) {
      // Most have another path; describing them is slow.
      if (one === null || other.path !== one.path || i >= one.place || other.kind !== one.kind) continue;
      if (label(other) === one.own) one.occurrence++;
    }
  }
  return wanted.map((one) => one && (one.occurrence === 1 ? one.own : `${one.own} #${one.occurrence}`));
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
