import type { NodeId, RouteNode, RouteTree } from '../model/route-tree.ts';
import { applyEdit } from './apply.ts';
import { type Edit, type EditFault, type EditOf, isEditFault } from './edit.ts';
import { label } from './label.ts';
import { type Locator, locate, resolveLocator, stepsOf } from './locate.ts';
import { type Container, find, findContainer, withFreshIds } from './tree-ops.ts';

/**
 * An edit that names nodes by locator, for scenario files and changed sources. A place in a list is given by its
 * neighbours: the node goes above `above` or, where that is missing, below `below`. Both are null for the only entry of a list.
 */
export type LocatedEdit = EditOf<Locator, Neighbours, Neighbours>;

export interface Neighbours {
  readonly above: Locator | null;
  readonly below: Locator | null;
}

/** An edit of this tree by locators; null where it names something that the tree doesn't have. */
export function locateEdit(tree: RouteTree, edit: Edit): LocatedEdit | null {
  switch (edit.kind) {
    case 'set-server-root-path':
    case 'set-framework':
      return edit;
    case 'batch': {
      const edits: LocatedEdit[] = [];
      let current = tree;
      for (const one of edit.edits) {
        const located = locateEdit(current, one);
        const next = applyEdit(current, one);
        if (!located || isEditFault(next)) return null;
        edits.push(located);
        current = next;
      }
      return { kind: 'batch', edits };
    }
    case 'set-option': {
      const app = locate(tree, edit.app);
      return app && { ...edit, app };
    }
    case 'include':
    case 'add': {
      const into = locate(tree, edit.into);
      if (!into || edit.kind === 'include') return into && { ...(edit as Extract<Edit, { kind: 'include' }>), into };
      const routes = findContainer(tree, edit.into)?.routes ?? [];
      const [above, below] = named(into, routes, [edit.at, edit.at - 1]);
      return { kind: 'add', into, route: edit.route, above: above ?? null, below: below ?? null };
    }
    case 'move': {
      const found = find(tree, edit.node);
      const list = found?.kind === 'node' ? locate(tree, found.container.id) : null;
      if (!list || found?.kind !== 'node') return null;
      // Indexes of the neighbours while the node is still in its old place.
      const [above, below] = edit.to < found.index ? [edit.to, edit.to - 1] : [edit.to + 1, edit.to];
      const { routes } = found.container;
      const [own, up, down] = named(list, routes, [found.index, above, below]);
      return { kind: 'move', node: own ?? [], above: up ?? null, below: down ?? null };
    }
    default: {
      const node = locate(tree, edit.node);
      return node && { ...edit, node };
    }
  }
}

/** The locators of entries of a list; null where there is none at a place. */
function named(list: Locator, routes: readonly RouteNode[], places: readonly number[]): readonly (Locator | null)[] {
  return stepsOf(routes, places).map((step) => (step === null ? null : [...list, step]));
}

/** The edit that a located one stands for in this tree, with fresh ids for what it adds. */
export function resolveEdit(tree: RouteTree, located: LocatedEdit): Edit | EditFault {
  switch (located.kind) {
    case 'set-server-root-path':
    case 'set-framework':
      return located;
    case 'batch':
      return resolveBatch(tree, located.edits);
    case 'set-option':
      return withId(tree, located.app, (app) => ({ ...located, app }));
    case 'include':
      return withId(tree, located.into, (into) => ({ ...located, into }));
    case 'add':
      return withId(tree, located.into, (into) => {
        const list = findContainer(tree, into);
        const at = list && placeAmong(tree, list, located, null);
        if (typeof at !== 'number') return at ?? missing(located.into);
        return { kind: 'add', into, at, route: withFreshIds(tree, located.route) };
      });
    case 'move':
      return withId(tree, located.node, (node) => {
        const found = find(tree, node);
        const to = found?.kind === 'node' ? placeAmong(tree, found.container, located, node) : missing(located.node);
        return typeof to === 'number' ? { kind: 'move', node, to } : to;
      });
    default:
      return withId(tree, located.node, (node) => ({ ...located, node }));
  }
}

function resolveBatch(tree: RouteTree, located: readonly LocatedEdit[]): Edit | EditFault {
  const edits: Edit[] = [];
  let current = tree;
  for (const one of located) {
    const edit = resolveEdit(current, one);
    if (isEditFault(edit)) return edit;
    const next = applyEdit(current, edit);
    if (isEditFault(next)) return next;
    edits.push(edit);
    current = next;
  }
  return { kind: 'batch', edits };
}

function withId(tree: RouteTree, locator: Locator, make: (id: NodeId) => Edit | EditFault): Edit | EditFault {
  const id = resolveLocator(tree, locator);
  return id === null ? missing(locator) : make(id);
}

/** Describes a located edit without a tree; `describeEdit` is more precise where there is one. */
export function describeLocated(located: LocatedEdit): string {
  switch (located.kind) {
    case 'batch':
      return located.edits.map(describeLocated).join(', then ');
    case 'add':
      return `add \`${label(located.route)}\` to ${wayWords(located.into)}`;
    case 'include':
      return `include router \`${located.router}\` in ${wayWords(located.into)}`;
    case 'set-option':
      return `set ${located.option} of ${wayWords(located.app)} to ${located.value}`;
    case 'set-server-root-path':
      return `set the server's root path to \`${located.value}\``;
    case 'set-framework':
      return `switch to ${located.framework}`;
    default:
      return `${located.kind.replace('-', ' ')} ${wayWords(located.node)}`;
  }
}

const wayWords = (locator: Locator) => `\`${locator.join(' › ')}\``;
const missing = (locator: Locator): EditFault => ({ fault: `not found: ${wayWords(locator)}` });

/** The place beside a neighbour that still exists, in the list without `moved`. */
function placeAmong(tree: RouteTree, list: Container, at: Neighbours, moved: NodeId | null): number | EditFault {
  const others = moved === null ? list.routes : list.routes.filter((node) => node.id !== moved);
  const indexOf = (locator: Locator) => {
    const id = resolveLocator(tree, locator);
    return id === null ? -1 : others.findIndex((node) => node.id === id);
  };
  const above = at.above ? indexOf(at.above) : -1;
  if (above >= 0) return above;
  const below = at.below ? indexOf(at.below) : -1;
  if (below >= 0) return below + 1;
  if (at.above === null && at.below === null) return others.length;
  return missing(at.above ?? at.below ?? []);
}
