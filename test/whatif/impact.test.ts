import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompiledApp } from '../../src/dialects/dialect.ts';
import { compile } from '../../src/dialects/index.ts';
import type { RouteShape, RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import type { Route, RouteTree } from '../../src/model/route-tree.ts';
import { applyEdit } from '../../src/whatif/apply.ts';
import { isEditFault } from '../../src/whatif/edit.ts';
import { compareAnswers, createImpact, type Impact } from '../../src/whatif/impact.ts';
import { probeKey } from '../../src/whatif/probes.ts';
import { runs } from '../support/runs.ts';
import { allProbes } from './all-probes.ts';
import { changeLine } from './change-line.ts';
import { editOf, randomIngredients, randomTree } from './random-app.ts';

function impactOf(before: CompiledApp, after: CompiledApp, units = Infinity): Impact {
  const run = createImpact(before, after);
  while (!run.step(units));
  return run.result();
}

/** Every probe of both applications asked of both. */
function bruteForce(before: CompiledApp, after: CompiledApp): string[] {
  const probes = new Map(
    [...allProbes(before), ...allProbes(after)].map((one) => [probeKey(one.request), one.request]),
  );
  return [...probes.values()].flatMap((request) => {
    const change = compareAnswers(before, after, request);
    return change ? [changeLine(change)] : [];
  });
}

describe('impact', () => {
  it('equals the comparison over all probes, after one edit and after several', () => {
    let changed = 0;
    let skipped = 0;
    fc.assert(
      fc.property(randomTree, fc.array(randomIngredients, { minLength: 1, maxLength: 5 }), (base, edits) => {
        let tree = base;
        for (const one of edits) {
          const next = applyEdit(tree, editOf(tree, one));
          if (isEditFault(next)) continue;
          for (const from of [tree, base]) {
            const [before, after] = [compile(from), compile(next)];
            const impact = impactOf(before, after);
            expect(impact.changes.map(changeLine).sort()).toEqual(bruteForce(before, after).sort());
            expect(impact.changed).toBe(impact.changes.length);
            changed += impact.changed;
            skipped += allProbes(before).length - impact.compared;
          }
          tree = next;
        }
      }),
      { numRuns: runs(60) },
    );
    expect(changed).toBeGreaterThan(runs(20));
    expect(skipped).toBeGreaterThan(runs(20));
  });

  it('is the same however small its steps are', () => {
    fc.assert(
      fc.property(randomTree, randomIngredients, fc.integer({ min: 1, max: 7 }), (base, one, units) => {
        const next = applyEdit(base, editOf(base, one));
        if (isEditFault(next)) return;
        const [before, after] = [compile(base), compile(next)];
        expect(impactOf(before, after, units)).toEqual(impactOf(before, after));
      }),
      { numRuns: runs(20) },
    );
  });

  it('of redirect_slashes equals the comparison over all probes, mounts included', () => {
    fc.assert(
      fc.property(randomTree, (base) => {
        const value = base.app.options.redirect_slashes !== true;
        const next = applyEdit(base, { kind: 'set-option', app: base.app.id, option: 'redirect_slashes', value });
        if (isEditFault(next)) throw new Error(next.fault);
        const [before, after] = [compile(base), compile(next)];
        expect(impactOf(before, after).changes.map(changeLine).sort()).toEqual(bruteForce(before, after).sort());
      }),
    );
  });

  it('knows the other base paths of an operation', () => {
    const file: RoutesFile = { framework: 'openapi', routes: ['GET /a', 'GET /v2/a', 'GET /b'] };
    const { app, ...rest } = buildTree(file);
    const [first, ...others] = app.routes;
    const routes = [{ ...(first as Route), basePaths: ['/v1', '/v2'] }, ...others];
    const base: RouteTree = { ...rest, app: { ...app, routes } as RouteTree['app'] };
    const next = applyEdit(base, { kind: 'set-methods', node: first?.id ?? -1, methods: ['POST'] });
    if (isEditFault(next)) throw new Error(next.fault);
    const [before, after] = [compile(base), compile(next)];
    const lines = impactOf(before, after).changes.map(changeLine);
    expect(lines.sort()).toEqual(bruteForce(before, after).sort());
    expect(lines.some((line) => line.startsWith('POST /v2/a '))).toBe(true);
  });

  it('is empty for the same application', () => {
    const app = compile(buildTree({ routes: ['GET /a'] }));
    expect(impactOf(app, app)).toEqual({ done: true, compared: 0, changed: 0, changes: [], tally: new Map() });
  });

  it('asks only what a moved route can take', () => {
    const routes: RouteShape[] = Array.from({ length: 500 }, (_, i) => `GET /things${i}/{id}`);
    const base = buildTree({ routes: [...routes, 'GET /users/{user_id}', 'GET /users/me'], docs_url: null });
    const me = base.app.routes.at(-1)?.id ?? -1;
    const next = applyEdit(base, { kind: 'move', node: me, to: 3 });
    if (isEditFault(next)) throw new Error(next.fault);
    const impact = impactOf(compile(base), compile(next));
    expect(impact.compared).toBeLessThan(15);
    expect(impact.changes.map(changeLine)).toContain('GET /users/me  200 /users/{user_id} → 200 /users/me');
  });
});
