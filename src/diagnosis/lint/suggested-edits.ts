import type { CompiledApp } from '../../dialects/dialect.ts';
import type { Registration } from '../../model/registration.ts';
import type { RouteNode } from '../../model/route-tree.ts';
import type { Edit } from '../../whatif/edit.ts';
import { describeEdit } from '../../whatif/words.ts';
import type { SuggestedEdit } from '../near-miss.ts';
import { moveAbove } from '../tree/blocked.ts';
import { contains } from './automaton.ts';
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

export function makeEditor({ tree, registrations }: CompiledApp): Editor {
  const worded = (edit: Edit): SuggestedEdit => ({ edit, words: describeEdit(tree, edit) });
  return {
    worded,
    moveAbove(entry, above, scope, method, path) {
      const move = moveAbove(tree, entry.registration, above.registration);
      if (!move || move.node.late || move.above.late) return null;
      const alone = move.node === entry.registration.node;
      if (!alone) {
        const together = scope.entries.filter(({ registration }) => comesThrough(registration, move.node));
        const rivals = together.slice(0, together.indexOf(entry));
        if (rivals.length > MANY) return null;
        if (rivals.some((one) => takes(one.registration, method) && contains(one.paths(), path))) return null;
      }
      if (!alone || move.above !== above.registration.node) return worded(move.edit);
      return { edit: move.edit, words: `move ${called(entry.registration)} above ${called(above.registration)}` };
    },
    remove(registration) {
      const { node } = registration;
      if (!node || registrations.some((other) => other.node === node && other !== registration)) return null;
      return { edit: { kind: 'remove', node: node.id }, words: `remove ${called(registration)}` };
    },
  };
}

const comesThrough = ({ mountContext }: Registration, node: RouteNode) =>
  mountContext.via.some(({ id }) => id === node.id);
