import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSearch, diagnose } from '../../src/diagnosis/diagnose.ts';
import { CAUSE_KINDS, type Range } from '../../src/diagnosis/near-miss.ts';
import { compile } from '../../src/dialects/index.ts';
import type { RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { makeRequest } from '../../src/model/request.ts';
import { applyEdit } from '../../src/whatif/apply.ts';
import { isEditFault } from '../../src/whatif/edit.ts';
import { runs } from '../support/runs.ts';
import { arbitraryApp, arbitraryMethod, arbitraryTarget, nearTarget } from './arbitrary-app.ts';

/** Two requests in three are near to the application. */
const arbitraryCase = fc
  .tuple(arbitraryApp, arbitraryMethod, arbitraryTarget, fc.nat(1000), fc.nat(100_000))
  .map(([file, method, any, pick, change]) => ({
    file,
    method,
    target: change % 3 === 0 ? any : nearTarget(file, pick, change),
  }));

/** Marks that are empty, outside of their text, out of order or over one another. */
function misplaced(marks: readonly Range[], text: string): readonly Range[] {
  return marks.filter(([start, end], i) => start < (marks[i - 1]?.[1] ?? 0) || start >= end || end > text.length);
}

test('every corrected request is answered by the route named, after its edit where it has one', () => {
  let misses = 0;
  let edits = 0;
  fc.assert(
    fc.property(arbitraryCase, ({ file, method, target }) => {
      const tree = buildTree(file);
      const app = compile(tree);
      const found = diagnose(app, makeRequest(method, target));
      if (found.resolution.outcome === 'matched') expect(found.misses).toEqual([]);
      expect(found.misses.length).toBeLessThanOrEqual(5);
      found.misses.forEach((miss, place) => {
        misses++;
        if (miss.edit) edits++;
        const after = miss.edit ? applyEdit(tree, miss.edit.edit) : tree;
        if (isEditFault(after)) throw new Error(after.fault);
        // The request in words is the request itself.
        const again = makeRequest(miss.method, miss.path, { host: miss.request.host });
        const answer = compile(after).resolve(again);
        expect([answer.outcome, answer.route]).toEqual(['matched', miss.route]);
        expect(miss.causes.length).toBeGreaterThan(0);
        for (const { kind, segment, detail, marks } of miss.causes) {
          expect(CAUSE_KINDS).toContain(kind);
          expect(detail).not.toBe('');
          if (segment !== null) expect(segment).toBeGreaterThan(0);
          expect(misplaced(marks.typed, found.request.path)).toEqual([]);
          expect(misplaced(marks.fixed, miss.request.path)).toEqual([]);
        }
        expect(miss.cost).toBeGreaterThanOrEqual(found.misses[place - 1]?.cost ?? 0);
      });
    }),
    { numRuns: runs(400) },
  );
  // A property over nothing would hold as well.
  expect(misses).toBeGreaterThan(runs(130));
  expect(edits).toBeGreaterThan(runs(5));
});

test.each<[what: string, file: RoutesFile, request: string]>([
  [
    'a mount that is moved up brings routes that nobody asked before',
    {
      framework: 'starlette',
      routes: [
        { mount: '/', app: { kind: 'static', files: ['a.txt'] } },
        { mount: '/', app: { kind: 'router', routes: [{ mount: '/{w}', app: { kind: 'router' } }, 'PUT /files/{k}'] } },
      ],
    },
    'POST /files/42',
  ],
  [
    'an endpoint class keeps all methods of its path, whatever is included behind it',
    {
      routers: { forgotten: { routes: ['PUT /v2/'] } },
      routes: [{ endpoint: '/v2/', methods: ['POST'] }],
    },
    'PUT /v2/',
  ],
  [
    'a host keeps all that comes for it',
    {
      routers: { forgotten: { prefix: '/docs', routes: ['POST /me'] } },
      routes: [{ host: 'testserver', app: { routes: ['GET /x'] } }],
    },
    'POST /docs/me',
  ],
])('%s', (_what, file, request) => {
  const tree = buildTree(file);
  const [method = '', path = ''] = request.split(' ');
  for (const { edit, route, request: fixed } of diagnose(compile(tree), makeRequest(method, path)).misses) {
    const after = edit ? applyEdit(tree, edit.edit) : tree;
    if (isEditFault(after)) throw new Error(after.fault);
    expect(compile(after).resolve(fixed)).toMatchObject({ outcome: 'matched', route });
  }
});

test('a search in slices finds what one in a single go finds', () => {
  fc.assert(
    fc.property(arbitraryCase, ({ file, method, target }) => {
      const request = makeRequest(method, target);
      const sliced = createSearch(compile(buildTree(file)), request);
      let steps = 0;
      while (!sliced.step(1)) steps++;
      const whole = diagnose(compile(buildTree(file)), request);
      expect(steps).toBeLessThan(100_000);
      expect(sliced.result()?.misses.map(({ path, cost, route }) => ({ path, cost, route }))).toEqual(
        whole.misses.map(({ path, cost, route }) => ({ path, cost, route })),
      );
    }),
    { numRuns: runs(100) },
  );
});
