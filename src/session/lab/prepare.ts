import type { CompiledApp } from '../../dialects/dialect.ts';
import type { InSlices } from '../../dialects/in-slices.ts';
import { compiling } from '../../dialects/index.ts';
import type { RouteTree } from '../../model/route-tree.ts';
import { treeOf } from '../../whatif/scenario.ts';
import type { State } from '../state.ts';

/** What is being made: who asks again goes on with the same. */
const making = new WeakMap<RouteTree, InSlices<CompiledApp>>();

/** Pieces of a compilation that are done while the key is handled: some ms. Most changes take one or two of them. */
const AT_ONCE = 120;

/** The application of a tree, if it takes no longer than a key can wait; else null, and `preparing` goes on with it. */
export function compiledSoon(tree: RouteTree): CompiledApp | null {
  const building = buildingOf(tree);
  for (let i = 0; i < AT_ONCE; i++) {
    const next = building.next();
    if (!next.done) continue;
    making.delete(tree);
    return next.value;
  }
  return null;
}

/** The application of a tree, in pieces, and everything that asking it takes. */
export function* preparing(tree: RouteTree): InSlices<CompiledApp> {
  const app = yield* buildingOf(tree);
  making.delete(tree);
  yield* app.prepare() ?? [];
  return app;
}

function buildingOf(tree: RouteTree): InSlices<CompiledApp> {
  const building = making.get(tree) ?? compiling(tree);
  making.set(tree, building);
  return building;
}

/** Whether the application on screen is still that of an earlier point, since the present one is being made. */
export function isBehind({ app, lab: { scenario } }: State): boolean {
  return app !== null && scenario !== null && treeOf(scenario) !== app.tree;
}

/** Whether nothing can be said of answers yet. */
export const isWorking = (state: State): boolean => isBehind(state) || (state.app?.prepare() ?? null) !== null;
