import type { CompiledApp } from '../../dialects/dialect.ts';
import type { Registration } from '../../model/registration.ts';
import type { App, NodeId, RouteNode } from '../../model/route-tree.ts';
import type { Edit } from '../../whatif/edit.ts';
import { describeEdit } from '../../whatif/words.ts';
import { contains } from './automaton.ts';
import { called, type Entry, type Scope, takes } from './scope.ts';

/** Fixes as edits of the tree. */
export interface Editor {
  /** Moves what holds `entry` above what holds `above`; null where that isn't possible or doesn't help `path`. */
  moveAbove(entry: Entry, above: Entry, scope: Scope | null, method: string, path: string): WordedEdit | null;
  /** Takes away a registration that nothing else comes from. */
  remove(registration: Registration): WordedEdit | null;
  worded(edit: Edit): WordedEdit;
}

interface WordedEdit {
  readonly edit: Edit;
  readonly words: string;
}

interface Place {
  readonly list: readonly RouteNode[];
  readonly index: number;
}

/** Routes of one inclusion in front of another: with more, who knows what moving the inclusion does. */
const MANY = 200;

export function makeEditor(app: CompiledApp): Editor {
  let places: Map<NodeId, Place> | null = null;
  let uses: Map<NodeId, number> | null = null;
  const placeOf = (id: NodeId) => {
    places ??= placesOf(app);
    return places.get(id) ?? null;
  };
  const worded = (edit: Edit): WordedEdit => ({ edit, words: describeEdit(app.tree, edit) });
  const moves = new Map<string, WordedEdit>();
  const below = new WeakMap<Scope, Map<NodeId, Entry[]>>();
  const entriesBelow = (scope: Scope, id: NodeId) => {
    const map = below.get(scope) ?? groupByAncestor(scope);
    below.set(scope, map);
    return map.get(id) ?? [];
  };
  return {
    worded,
    moveAbove(entry, above, scope, method, path) {
      const fork = forkOf(entry.registration, above.registration);
      if (!fork) return null;
      const from = placeOf(fork.mine.id);
      const to = placeOf(fork.theirs.id);
      if (!from || !to || from.list !== to.list || to.index >= from.index) return null;
      if (fork.mine.late || fork.theirs.late) return null;
      if (scope && fork.mine !== entry.registration.node) {
        const together = entriesBelow(scope, fork.mine.id);
        const rivals = together.slice(0, together.indexOf(entry));
        if (rivals.length > MANY) return null;
        if (rivals.some((one) => takes(one.registration, method) && contains(one.paths(), path))) return null;
      }
      const key = `${fork.mine.id} ${to.index}`;
      const known = moves.get(key);
      if (known) return known;
      const edit: Edit = { kind: 'move', node: fork.mine.id, to: to.index };
      const plain = fork.mine === entry.registration.node && fork.theirs === above.registration.node;
      const words = `move ${called(entry.registration)} above ${called(above.registration)}`;
      const made = plain ? { edit, words } : worded(edit);
      moves.set(key, made);
      return made;
    },
    remove(registration) {
      const { node } = registration;
      if (!node) return null;
      uses ??= usesOf(app);
      if (uses.get(node.id) !== 1) return null;
      return { edit: { kind: 'remove', node: node.id }, words: `remove ${called(registration)}` };
    },
  };
}

/** The nodes on the way to a registration, itself last. */
function chainOf({ mountContext, node }: Registration): readonly RouteNode[] {
  return node ? [...mountContext.via, node] : mountContext.via;
}

/** Where the ways to two registrations part: two nodes of one list. */
function forkOf(mine: Registration, theirs: Registration): { mine: RouteNode; theirs: RouteNode } | null {
  const a = chainOf(mine);
  const b = chainOf(theirs);
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]];
    if (x && y && x.id !== y.id) return { mine: x, theirs: y };
  }
  return null;
}

function placesOf(app: CompiledApp): Map<NodeId, Place> {
  const places = new Map<NodeId, Place>();
  const visit = (list: readonly RouteNode[]) => {
    for (const [index, node] of list.entries()) {
      places.set(node.id, { list, index });
      if (node.kind === 'mount' || node.kind === 'host') visitApp(node.app);
    }
  };
  const visitApp = (inner: App) => 'routes' in inner && visit(inner.routes);
  visitApp(app.tree.app);
  for (const router of app.tree.routers) visit(router.routes);
  return places;
}

function usesOf(app: CompiledApp): Map<NodeId, number> {
  const uses = new Map<NodeId, number>();
  for (const { node } of app.registrations) if (node) uses.set(node.id, (uses.get(node.id) ?? 0) + 1);
  return uses;
}

/** Entries by every inclusion that they come through. */
function groupByAncestor(scope: Scope): Map<NodeId, Entry[]> {
  const groups = new Map<NodeId, Entry[]>();
  for (const entry of scope.entries) {
    for (const { id } of entry.registration.mountContext.via) {
      const group = groups.get(id);
      if (group) group.push(entry);
      else groups.set(id, [entry]);
    }
  }
  return groups;
}
