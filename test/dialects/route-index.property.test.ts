import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish } from '../../src/dialects/in-slices.ts';
import { compile } from '../../src/dialects/index.ts';
import { type Entry, makeEntry } from '../../src/dialects/starlette/entry.ts';
import { buildRouteIndex } from '../../src/dialects/starlette/route-index.ts';
import { matchEntry, scan } from '../../src/dialects/starlette/scan.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { runs } from '../support/runs.ts';
import { arbitraryPath, arbitraryRoutes } from './arbitrary-routes.ts';

/** The entries of an application, as its list has them: one per route, mounts with their rest. */
function entriesOf(routes: Parameters<typeof buildTree>[0]['routes']): readonly Entry[] {
  const tree = buildTree({ framework: 'fastapi', routes: routes ?? [], docs_url: null });
  return compile(tree)
    .registrations.filter((registration) => registration.mountContext.via.length === 0)
    .map((registration) => {
      const { node, kind, path } = registration;
      if (node?.kind === 'host') return makeEntry(registration, node.host);
      return makeEntry(
        registration,
        kind === 'mount' || kind === 'opaque' ? `${path.replace(/\/+$/, '')}/{path:path}` : path,
      );
    });
}

const brief = (found: ReturnType<typeof scan>) => ({
  full: found.full?.registration.order ?? null,
  partial: found.full ? null : (found.partial?.registration.order ?? null),
  raised: found.raised,
});

const NOTHING = { full: null, partial: null, raised: false };

/** Mostly none, else the place of an entry. */
const barriers = fc.option(fc.nat(12), { freq: 4 });

test('the index finds what asking one route after the other finds', () => {
  let [hits, pointless] = [0, 0];
  fc.assert(
    fc.property(
      arbitraryRoutes,
      barriers,
      fc.array(arbitraryPath, { minLength: 20, maxLength: 40 }),
      (routes, place, paths) => {
        const entries = entriesOf(routes);
        const barrier = (place === null ? null : entries[place]?.order) ?? Infinity;
        const index = finish(buildRouteIndex(entries, barrier));
        for (const path of paths) {
          for (const method of ['GET', 'POST', 'PUT', null]) {
            for (const host of ['testserver', 'A.example.org']) {
              const plain = scan(entries, path, 0, method, host, barrier);
              if (plain.full || plain.partial) hits++;
              const found = index.find(path, 0, method, host);
              expect(brief(found), path).toEqual(brief(plain));
              if (found.full || found.partial || found.slashed) continue;
              expect(brief(scan(entries, `${path}/`, 0, null, host, barrier)), path).toEqual(NOTHING);
              pointless++;
            }
          }
          const all = entries.filter((entry) => matchEntry(entry, path, 0, 'testserver') === 'path');
          expect(index.all(path, 0, 'testserver')).toEqual(all);
        }
      },
    ),
    { numRuns: runs(30) },
  );
  expect(hits).toBeGreaterThan(runs(100));
  expect(pointless).toBeGreaterThan(runs(100));
});
