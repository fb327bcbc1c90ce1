import type { CompiledApp } from '../../dialects/dialect.ts';
import type { Registration } from '../../model/registration.ts';
import type { NodeId } from '../../model/route-tree.ts';
import type { Edit } from '../../whatif/edit.ts';
import { describeEdit } from '../../whatif/words.ts';
import type { SuggestedEdit } from '../near-miss.ts';
import { moveAbove } from '../tree/blocked.ts';
import { contains } from './automaton.ts';
import { groupBy } from './group.ts';
import { called, type Entry, type Scope, takes } from './scope.ts';

/** Fixes as edits of the tree. */
export interface Editor {
  /** Moves what holds `entry` above what holds `above`; null where that isn't possible or doesn't help `path`. */
  moveAbove(entry: Entry, above: Entry, scope: Scope, method: string, path: string): SuggestedEdit | null;
  /** Removes a registration; null where its node makes others as well. */
  remove(registration: Registration): SuggestedEdit | null;
  worded(edit: Edit): SuggestedEdit;
}

/** Most routes of an inclusion in front of the one meant: with more, the effect of moving the inclusion is unclear. */
const MANY = 200;

export function makeEditor(app: CompiledApp): Editor {
  let uses: Map<NodeId, number> | null = null;
  const worded = (edit: Edit): SuggestedEdit => ({ edit, words: describeEdit(app.tree, edit) });
  const moves = new Map<string, SuggestedEdit>();
  const below = new WeakMap<Scope, Map<NodeId, Entry[]>>();
  const entriesBelow = (scope: Scope, id: NodeId) => {
    const map = below.get(scope) ?? groupByAncestor(scope);
    below.set(scope, map);
    return map.get(id) ?? [];
  };
  return {
    worded,
    moveAbove(entry, above, scope, method, path) {
      const move = moveAbove(app.tree, entry.registration, above.registration);
      if (!move || move.node.late || move.above.late) return null;
      const alone = move.node === entry.registration.node;
      if (!alone) {
        const together = entriesBelow(scope, move.node.id);
        const rivals = together.slice(0, together.indexOf(entry));
        if (rivals.length > MANY) return null;
        if (rivals.some((one) => takes(one.registration, method) && contains(one.paths(), path))) return null;
      }
      const key = `${move.node.id} ${move.above.id}`;
      const known = moves.get(key);
      if (known) return known;
      const words = `move ${called(entry.registration)} above ${called(above.registration)}`;
      const plain = alone && move.above === above.registration.node;
      const made = plain ? { edit: move.edit, words } : worded(move.edit);
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

function usesOf(app: CompiledApp): Map<NodeId, number> {
  const uses = new Map<NodeId, number>();
  for (const { node } of app.registrations) if (node) uses.set(node.id, (uses.get(node.id) ?? 0) + 1);
  return uses;
}

/** Entries by every inclusion that they come through. */
function groupByAncestor(scope: Scope): Map<NodeId, Entry[]> {
  const pairs = scope.entries.flatMap((entry) => entry.registration.mountContext.via.map(({ id }) => ({ id, entry })));
  const groups = groupBy(pairs, ({ id }) => id);
  return new Map([...groups].map(([id, group]) => [id, group.map(({ entry }) => entry)]));
}
