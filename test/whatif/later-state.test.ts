import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../src/dialects/compile.ts';
import type { CompiledApp } from '../../src/dialects/dialect.ts';
import { compile, compiling, withFramework } from '../../src/dialects/index.ts';
import type { Registration } from '../../src/model/registration.ts';
import type { Request } from '../../src/model/request.ts';
import type { RouteNode, RouteTree } from '../../src/model/route-tree.ts';
import { applyEdit } from '../../src/whatif/apply.ts';
import { isEditFault } from '../../src/whatif/edit.ts';
import { allProbes } from '../../src/whatif/probes.ts';
import { editOf, randomIngredients, randomTree } from './random-app.ts';

const later = (tree: RouteTree, from: CompiledApp): CompiledApp => finish(compiling(tree, from, 0));

/** A registration as anybody sees it: not its order, nor what is inside of the mounts on its way. */
const seen = ({ order: _, nest, node, ...rest }: Registration) => ({
  ...rest,
  node: node && bare(node),
  nest: { ...nest, via: nest.via.map(bare) },
});
const bare = (node: RouteNode) => ('app' in node ? { ...node, app: node.app.kind } : node);

const asked = (app: CompiledApp, request: Request) => {
  const { registration, ...answer } = app.resolve(request);
  const steps = app.walk(request).map((step) => `${step.role} ${step.registration.path} ${step.registration.node?.id}`);
  return { answer, by: registration && seen(registration), steps };
};

function expectSame(app: CompiledApp, anew: CompiledApp, requests: readonly Request[]): void {
  expect(app.registrations.map(seen)).toEqual(anew.registrations.map(seen));
  expect(app.declared.map(seen)).toEqual(anew.declared.map(seen));
  expect(app.rows.map(({ index, method }) => [index, method])).toEqual(
    anew.rows.map(({ index, method }) => [index, method]),
  );
  const orders = app.declared.map(({ order }) => order);
  expect(orders).toEqual([...new Set(orders)].sort((a, b) => a - b));
  for (const request of requests) expect(asked(app, request)).toEqual(asked(anew, request));
}

describe('an application made from an earlier state', () => {
  it('is what is compiled anew, after any edits, whichever state it is made from', () => {
    let [kept, all] = [0, 0];
    fc.assert(
      fc.property(
        fc.tuple(
          randomTree,
          fc.constantFrom('fastapi' as const, 'fastapi' as const, 'starlette' as const, 'openapi' as const),
        ),
        fc.array(randomIngredients, { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(7), { minLength: 8, maxLength: 8 }),
        ([base, framework], edits, back) => {
          const states = [compile(withFramework(base, framework))];
          for (const [i, one] of edits.entries()) {
            const now = states.at(-1) as CompiledApp;
            const tree = applyEdit(now.tree, editOf(now.tree, one));
            if (isEditFault(tree)) continue;
            const from = states[Math.max(0, states.length - 1 - (back[i] ?? 0))] as CompiledApp;
            const before = allProbes(from).map(({ request }) => request);
            // With its index there, it is taken over as well.
            for (const request of before) from.resolve(request);
            const app = later(tree, from);
            const anew = compile(structuredClone(tree));
            expectSame(app, anew, [...before, ...allProbes(anew).map(({ request }) => request)]);
            if (app.family === from.family) {
              const known = new Set(from.declared);
              kept += app.declared.filter((one) => known.has(one)).length;
            }
            all += app.declared.length;
            states.push(app);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(kept / all).toBeGreaterThan(0.5);
  });
});
