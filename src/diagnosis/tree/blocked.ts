import { dialectFor } from '../../dialects/registry.ts';
import type { Registration } from '../../model/registration.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { NodeId, RouteNode, RouteTree } from '../../model/route-tree.ts';
import type { Edit } from '../../whatif/edit.ts';
import { findContainer } from '../../whatif/tree-ops.ts';
import { type Cause, cause } from '../near-miss.ts';

/**
 * The route is spelt exactly, yet something registered above it answers, refuses or swallows the request:
 * `/users/{user_id}` in front of `/users/me`, a mount at `/api` in front of `/api/health`.
 */
export function shadowedBy(meant: Registration, method: string, answers: Registration): Cause {
  const what = answers.kind === 'mount' || answers.kind === 'host' || answers.kind === 'opaque';
  const words = what
    ? `the ${answers.kind === 'host' ? 'host' : 'mount'} ${answers.path || '/'} above it matches first, and its 404 is final`
    : `${answers.path} above it answers first`;
  return cause('shadowed', null, `${method} ${meant.path} is declared, but ${words}`);
}

/** The registration that matches instead: the one that answers, or the last mount entered. */
export function blocker(
  registrations: readonly Registration[],
  meant: Registration,
  resolution: Resolution,
): Registration | null {
  if (resolution.registration && resolution.registration !== meant) return resolution.registration;
  const path = resolution.mounts.at(-1);
  if (path === undefined || meant.mountContext.mounts.includes(path)) return null;
  return registrations.find((one) => one.kind === 'mount' && one.path === path) ?? null;
}

/** Moves the route meant, or its inclusion or mount, directly above the registration that matches instead; null where no move helps. */
export function moveAbove(tree: RouteTree, meant: Registration, blocking: Registration): Edit | null {
  // Where concrete paths match first, the position makes no difference.
  if (!dialectFor(meant).ordered) return null;
  const [a, b] = [wayTo(meant), wayTo(blocking)];
  let depth = 0;
  while (depth < a.length && depth < b.length && a[depth]?.id === b[depth]?.id) depth++;
  const [node, above] = [a[depth], b[depth]];
  if (!node || !above) return null;
  const routes = listOf(tree, a.slice(0, depth));
  const [from, to] = [node, above].map(({ id }) => routes.findIndex((one) => one.id === id)) as [number, number];
  return from > to && to >= 0 ? { kind: 'move', node: node.id, to } : null;
}

function wayTo({ mountContext, node }: Registration): readonly RouteNode[] {
  const way: RouteNode[] = [...mountContext.via];
  if (node && node.id !== way.at(-1)?.id) way.push(node);
  return way;
}

/** The list of routes inside the last node of a way. */
function listOf(tree: RouteTree, way: readonly RouteNode[]): readonly RouteNode[] {
  const last = way.at(-1);
  if (!last) return tree.app.routes;
  if (last.kind === 'include') return tree.routers.find(({ name }) => name === last.router)?.routes ?? [];
  if (last.kind !== 'mount' && last.kind !== 'host') return [];
  const id: NodeId = last.app.id;
  return findContainer(tree, id)?.routes ?? [];
}
