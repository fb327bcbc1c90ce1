import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { InSlices } from '../../src/dialects/in-slices.ts';
import { compile } from '../../src/dialects/index.ts';
import type { Entry } from '../../src/dialects/starlette/entry.ts';
import type { RouteIndex } from '../../src/dialects/starlette/route-index.ts';
import { matchEntry, scan } from '../../src/dialects/starlette/scan.ts';
import type { RouteShape, RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { makeRequest } from '../../src/model/request.ts';
import type { Resolution } from '../../src/model/resolution.ts';
import { runs } from '../support/runs.ts';
import { arbitraryPath, arbitraryRoutes } from './arbitrary-routes.ts';

/** The dialects with the plain scan in the index's place; parameters are then read without plans, too. */
async function compileWithScan(): Promise<typeof compile> {
  vi.resetModules();
  vi.doMock('../../src/dialects/starlette/route-index.ts', () => ({
    *buildRouteIndex(entries: readonly Entry[], barrier?: number): InSlices<RouteIndex> {
      return {
        find: (path, start, method, host) => scan(entries, path, start, method, host, barrier),
        all: (path, start, host) => entries.filter((entry) => matchEntry(entry, path, start, host) === 'path'),
      };
    },
  }));
  const plain = await import('../../src/dialects/index.ts');
  vi.doUnmock('../../src/dialects/starlette/route-index.ts');
  return plain.compile;
}

const prefix = fc.constantFrom('', '/a', '/users', '/{x}', '/v1');
const mounted: fc.Arbitrary<RouteShape> = fc
  .tuple(
    fc.constantFrom('/a', '/', '/{t}', '/users/', '/v1'),
    fc.constantFrom('fastapi', 'starlette', 'router', 'apirouter'),
    arbitraryRoutes,
    fc.boolean(),
  )
  .map(([mount, kind, routes, redirect_slashes]) => ({
    mount,
    app: {
      kind: kind as 'router',
      redirect_slashes,
      routes: routes.filter((route) => kind === 'fastapi' || typeof route === 'string' || !('frontend' in route)),
    },
  }));

const file: fc.Arbitrary<RoutesFile> = fc
  .record({
    own: arbitraryRoutes,
    first: arbitraryRoutes,
    second: arbitraryRoutes,
    mounts: fc.array(mounted, { maxLength: 3 }),
    prefixes: fc.tuple(prefix, prefix, prefix, prefix),
    root_path: fc.constantFrom('', '', '/a'),
    server_root_path: fc.constantFrom('', '', '/v1'),
    redirect_slashes: fc.boolean(),
  })
  .map(({ own, first, second, mounts, prefixes: [a, b, c, d], ...options }) => ({
    ...options,
    docs_url: null,
    routers: {
      first: { prefix: a, routes: [...first, { include: 'second', prefix: b }] },
      second: { prefix: c, routes: second },
    },
    routes: [...own.slice(0, 3), { include: 'first', prefix: d }, ...mounts, ...own.slice(3), { include: 'second' }],
  }));

/** An answer without the objects that two compilations can't share. */
function brief({ registration, ...answer }: Resolution) {
  return JSON.stringify({ ...answer, order: registration?.order ?? null });
}

test('whole applications answer and are traced the same with the index and without', async () => {
  const plainCompile = await compileWithScan();
  const statuses = new Map<number, number>();
  fc.assert(
    fc.property(file, fc.array(arbitraryPath, { minLength: 15, maxLength: 30 }), (routes, paths) => {
      const tree = buildTree(routes);
      const app = compile(tree);
      const plain = plainCompile(tree);
      for (const path of paths) {
        for (const [method, host] of [
          ['GET', 'testserver'],
          ['PUT', 'a.example.org'],
        ] as const) {
          const request = makeRequest(method, encodeURI(path).replaceAll('?', '%3F'), { host });
          const answer = app.resolve(request);
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          const expected = brief(plain.resolve(request));
          if (brief(answer) !== expected) expect(brief(answer), `${method} ${path}`).toBe(expected);
          const steps = (traced: ReturnType<typeof app.trace>) =>
            traced.map(({ role, registration }) => `${role} ${registration.order}`);
          expect(steps(app.trace(request))).toEqual(steps(plain.trace(request)));
        }
      }
    }),
    { numRuns: runs(60) },
  );
  for (const status of [200, 307, 404, 405]) expect(statuses.get(status) ?? 0).toBeGreaterThan(0);
});
