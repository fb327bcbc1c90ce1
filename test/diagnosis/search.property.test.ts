import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align, makeGrid, trace } from '../../src/diagnosis/search/align.ts';
import { prepareQuery } from '../../src/diagnosis/search/query.ts';
import { isNear, search, totalCost } from '../../src/diagnosis/search/search.ts';
import { indexOf } from '../../src/diagnosis/search/search-index.ts';
import { compile } from '../../src/dialects/index.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { makeRequest } from '../../src/model/request.ts';
import { runs } from '../support/runs.ts';
import { arbitraryApp, nearTarget } from './arbitrary-app.ts';

function finish<T>(work: Generator<number, T>): T {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

test('nothing is nearer than what the index finds', () => {
  let found = 0;
  fc.assert(
    fc.property(arbitraryApp, fc.nat(1000), fc.nat(100_000), (file, pick, change) => {
      const index = finish(indexOf(compile(buildTree(file))));
      const request = makeRequest('GET', nearTarget(file, pick, change));
      const [first] = finish(search(index, request)).candidates;
      if (!first) return;
      found++;
      const query = finish(prepareQuery(index, request));
      const grid = makeGrid(query.words.length, index.longest);
      index.targets.forEach((target, id) => {
        const cost = totalCost(index, query, grid, id, align(index, query, grid, id, false));
        if (cost > first.cost - 1e-6) return;
        // What is cheaper was left out because it shares too little with the request.
        const candidate = { target, id, method: 'GET', cost, steps: trace(index, query, grid, id) };
        expect(isNear(index, query, candidate)).toBe(false);
      });
    }),
    { numRuns: runs(250) },
  );
  expect(found).toBeGreaterThan(runs(75));
});
