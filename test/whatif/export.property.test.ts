import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compile } from '../../src/dialects/index.ts';
import { readRoutesFile } from '../../src/formats/routes-file/read-routes-file.ts';
import { writeRoutesFile } from '../../src/formats/routes-file/write-routes-file.ts';
import type { Resolution } from '../../src/model/resolution.ts';
import type { RouteTree } from '../../src/model/route-tree.ts';
import { isEditFault } from '../../src/whatif/edit.ts';
import * as scenarios from '../../src/whatif/scenario.ts';
import { runs } from '../support/runs.ts';
import { allProbes } from './all-probes.ts';
import { editOf, randomIngredients, randomTree } from './random-app.ts';

const table = (tree: RouteTree) =>
  compile(tree).rows.map(({ method, registration }) => `${method} ${registration.path} ${registration.kind}`);

/** Without the registration, whose ids are counted anew. */
const answer = ({ registration: _, ...rest }: Resolution) => rest;

const reread = (tree: RouteTree) => readRoutesFile(writeRoutesFile(tree), { file: 'saved.yaml' });

it('a scenario saved as a routes file has the same table and gives the same answers', async () => {
  let saved = 0;
  await fc.assert(
    fc.asyncProperty(randomTree, fc.array(randomIngredients, { maxLength: 6 }), async (base, edits) => {
      let scenario = scenarios.startScenario(base);
      for (const one of edits) {
        const next = scenarios.pushEdit(scenario, editOf(scenarios.treeOf(scenario), one));
        if (!isEditFault(next)) scenario = next;
      }
      const tree = scenarios.treeOf(scenario);
      const { tree: read, problems } = await reread(tree);
      if (read === null) {
        // Random applications hold what no program could; and a Starlette that includes routers is only there to compare.
        const before = await reread(base);
        const [error] = problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
        if (before.tree !== null && tree.app.kind !== 'starlette') expect(error).toBeUndefined();
        return;
      }
      saved += 1;
      expect(table(read)).toEqual(table(tree));
      const [before, after] = [compile(tree), compile(read)];
      for (const { request } of allProbes(before)) {
        expect(answer(after.resolve(request))).toEqual(answer(before.resolve(request)));
      }
    }),
    { numRuns: runs(75) },
  );
  expect(saved).toBeGreaterThan(runs(45));
});
