import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import type { RouteTree } from '../../src/model/route-tree.ts';
import { applyEdit } from '../../src/whatif/apply.ts';
import { isEditFault } from '../../src/whatif/edit.ts';
import { locate, resolveLocator } from '../../src/whatif/locate.ts';
import { locateEdit, resolveEdit } from '../../src/whatif/located-edit.ts';
import * as scenarios from '../../src/whatif/scenario.ts';
import { nodesOf } from '../../src/whatif/tree-ops.ts';
import { describeEdit } from '../../src/whatif/words.ts';
import { runs } from '../support/runs.ts';
import { editOf, type Ingredients, randomIngredients, randomTree } from './random-app.ts';

const history = fc.array(randomIngredients, { maxLength: 12 });

/** Pushes what can be pushed; `seen` gets every tree on the way. */
function play(base: RouteTree, edits: readonly Ingredients[]) {
  let scenario = scenarios.startScenario(base);
  const seen = [base];
  for (const one of edits) {
    const next = scenarios.pushEdit(scenario, editOf(scenarios.treeOf(scenario), one));
    if (isEditFault(next)) continue;
    scenario = next;
    seen.push(scenarios.treeOf(scenario));
  }
  return { scenario, seen };
}

describe('edits on random applications', () => {
  it('an edit gives another tree or a fault, and leaves the given one as it is', () => {
    const kinds = new Map<string, number>();
    fc.assert(
      fc.property(randomTree, history, (base, edits) => {
        let tree = base;
        for (const one of edits) {
          const edit = editOf(tree, one);
          const frozen = JSON.stringify(tree);
          const after = applyEdit(tree, edit);
          expect(JSON.stringify(tree)).toBe(frozen);
          if (isEditFault(after)) {
            expect(after.fault).not.toBe('');
            continue;
          }
          kinds.set(edit.kind, (kinds.get(edit.kind) ?? 0) + 1);
          expect(after).not.toBe(tree);
          tree = after;
        }
      }),
      { numRuns: runs(100) },
    );
    expect([...kinds.keys()].sort()).toEqual(
      'add batch disable duplicate enable include move remove set-framework set-methods set-option set-params set-path set-prefix set-server-root-path'.split(
        ' ',
      ),
    );
  });

  it('ids stay unique', () => {
    fc.assert(
      fc.property(randomTree, history, (base, edits) => {
        const tree = scenarios.treeOf(play(base, edits).scenario);
        const ids = [...nodesOf(tree)].flatMap((node) => ('app' in node ? [node.id, node.app.id] : [node.id]));
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('every edit has words without a hole in them', () => {
    fc.assert(
      fc.property(randomTree, randomIngredients, (tree, one) => {
        const edit = editOf(tree, one);
        if (isEditFault(applyEdit(tree, edit))) return;
        expect(describeEdit(tree, edit)).toMatch(/^[a-z][^\n]*[^ ]$/);
        expect(describeEdit(tree, edit)).not.toMatch(/undefined|null|\[object|gone| {2}/);
      }),
    );
  });
});

describe('locators', () => {
  it('name every node of a tree, and it alone', () => {
    fc.assert(
      fc.property(randomTree, (tree) => {
        for (const node of nodesOf(tree)) {
          const locator = locate(tree, node.id);
          expect(locator && resolveLocator(tree, locator)).toBe(node.id);
          if (!('app' in node)) continue;
          const app = locate(tree, node.app.id);
          expect(app && resolveLocator(tree, app)).toBe(node.app.id);
        }
      }),
    );
  });

  it('carry an edit over to an equal tree unchanged', () => {
    fc.assert(
      fc.property(randomTree, randomIngredients, (tree, one) => {
        const edit = editOf(tree, one);
        const after = applyEdit(tree, edit);
        if (isEditFault(after)) return;
        const located = locateEdit(tree, edit);
        const resolved = located && resolveEdit(structuredClone(tree), located);
        expect(resolved && !isEditFault(resolved) && applyEdit(tree, resolved)).toStrictEqual(after);
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('a scenario', () => {
  it('without changes is the base itself', () => {
    fc.assert(
      fc.property(randomTree, (base) => {
        expect(scenarios.treeOf(scenarios.startScenario(base))).toBe(base);
      }),
    );
  });

  it('gives every point of its history back, the very same tree', () => {
    fc.assert(
      fc.property(randomTree, history, (base, edits) => {
        const { scenario, seen } = play(base, edits);
        let back = scenario;
        for (const tree of seen.toReversed()) {
          expect(scenarios.treeOf(back)).toBe(tree);
          expect(scenarios.canUndo(back)).toBe(tree !== base);
          back = scenarios.undo(back);
        }
        for (const tree of seen.slice(1)) {
          back = scenarios.redo(back);
          expect(scenarios.treeOf(back)).toBe(tree);
        }
        expect(back).toEqual(scenario);
        expect(scenarios.redo(back)).toBe(back);
        for (const [at, tree] of seen.entries()) {
          expect(scenarios.treeOf(scenarios.jumpTo(scenario, at))).toBe(tree);
        }
      }),
    );
  });

  it('of a large application lets go of what is compiled from distant trees', () => {
    const base = buildTree({ routes: Array.from({ length: 50_000 }, (_, i) => `GET /r${i}`) });
    const seen: RouteTree[] = [];
    let scenario = scenarios.startScenario(base);
    for (let i = 0; i < 5; i++) {
      const next = scenarios.pushEdit(scenario, { kind: 'set-server-root-path', value: `/p${i}` });
      if (isEditFault(next)) throw new Error(next.fault);
      scenario = next;
      seen.push(scenarios.treeOf(scenario));
    }
    expect(scenario.steps.map((step, i) => step.tree === seen[i])).toEqual([false, false, false, true, true]);
    const back = scenarios.jumpTo(scenario, 2);
    expect(scenarios.treeOf(back)).toEqual({ ...base, serverRootPath: '/p1' });
    expect(scenarios.treeOf(scenarios.undo(scenarios.jumpTo(back, 1)))).toBe(base);
  });

  it('rebased onto an equal source is equal', () => {
    fc.assert(
      fc.property(randomTree, history, (base, edits) => {
        const { scenario } = play(base, edits);
        const rebased = scenarios.rebase(scenario, structuredClone(base));
        expect(scenarios.misfitsOf(rebased)).toEqual([]);
        expect(rebased.steps.map((step) => step.words)).toEqual(scenario.steps.map((step) => step.words));
        expect(withoutIds(scenarios.treeOf(rebased))).toEqual(withoutIds(scenarios.treeOf(scenario)));
      }),
    );
  });

  it('loses nothing on the way over a source that it does not fit', () => {
    fc.assert(
      fc.property(randomTree, randomTree, history, (base, other, edits) => {
        const { scenario } = play(base, edits);
        const there = scenarios.rebase(scenario, other);
        expect(there.steps).toHaveLength(scenario.steps.length);
        expect(scenarios.changesOf(there).length + scenarios.misfitsOf(there).length).toBe(scenario.steps.length);
        const home = scenarios.rebase(there, base);
        expect(withoutIds(scenarios.treeOf(home))).toEqual(withoutIds(scenarios.treeOf(scenario)));
      }),
    );
  });
});

const withoutIds = (tree: RouteTree) => JSON.parse(JSON.stringify(tree, (key, value) => (key === 'id' ? 0 : value)));
