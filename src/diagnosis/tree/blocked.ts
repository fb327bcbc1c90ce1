import type { Registration } from '../../model/registration.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { RouteNode, RouteTree } from '../../model/route-tree.ts';
import type { Edit } from '../../whatif/edit.ts';
import { find } from '../../whatif/tree-ops.ts';
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

/** A move of one node directly above another one of its list. */
export interface MoveAbove {
  readonly node: RouteNode;
  readonly above: RouteNode;
  readonly edit: Edit;
}

/**
 * Moves `lower`, or the inclusion or mount that it comes through, above `upper` or what that comes through; null where
 * they aren't in one list, or are in this order already.
 */
export function moveAbove(tree: RouteTree, lower: Registration, upper: Registration): MoveAbove | null {
  const [a, b] = [wayTo(lower), wayTo(upper)];
  const fork = a.findIndex(({ id }, i) => id !== b[i]?.id);
  const [node, above] = [a[fork], b[fork]];
  if (!node || !above) return null;
  const [from, to] = [find(tree, node.id), find(tree, above.id)];
  if (from?.kind !== 'node' || to?.kind !== 'node') return null;
  if (from.container !== to.container || from.index <= to.index) return null;
  return { node, above, edit: { kind: 'move', node: node.id, to: to.index } };
}

/** The nodes on the way to a registration, its own last. */
function wayTo({ mountContext, node }: Registration): readonly RouteNode[] {
  return node ? [...mountContext.via, node] : mountContext.via;
}
