import type { CompiledApp } from '../../dialects/dialect.ts';
import type { InSlices } from '../../dialects/in-slices.ts';
import { compiling } from '../../dialects/index.ts';
import type { RouteTree } from '../../model/route-tree.ts';
import { treeOf } from '../../whatif/scenario.ts';
import type { State } from '../state.ts';

/** Compilations under way, so that a second call continues the first. */
const underway = new WeakMap<RouteTree, InSlices<CompiledApp>>();

/** Slices of a compilation that run while the key is handled: up to 6,000 routes, which takes some ms. */
const AT_ONCE = 120;

/** The application of a tree; null where compiling takes longer than a key can wait, and `preparing` continues it. */
export function compiledSoon(tree: RouteTree): CompiledApp | null {
  const building = buildingOf(tree);
  for (let i = 0; i < AT_ONCE; i++) {
    const next = building.next();
    if (!next.done) continue;
    underway.delete(tree);
    return next.value;
  }
  return null;
}

/** The application of a tree and its indexes, in slices. */
export function* preparing(tree: RouteTree): InSlices<CompiledApp> {
  const app = yield* buildingOf(tree);
  underway.delete(tree);
  yield* app.prepare() ?? [];
  return app;
}

function buildingOf(tree: RouteTree): InSlices<CompiledApp> {
  const building = underway.get(tree) ?? compiling(tree);
  underway.set(tree, building);
  return building;
}

/** Whether the screen shows an earlier state, because the current one is being compiled. */
export function isBehind({ compiled: app, experiment: { scenario } }: State): boolean {
  return app !== null && scenario !== null && treeOf(scenario) !== app.tree;
}

/** Whether no request can be answered yet. */
export const isWorking = (state: State): boolean => isBehind(state) || (state.compiled?.prepare() ?? null) !== null;
