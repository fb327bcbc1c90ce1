import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains } from '../../../src/diagnosis/lint/automaton.ts';
import { includes } from '../../../src/diagnosis/lint/inclusion.ts';
import { lint } from '../../../src/diagnosis/lint/run-rules.ts';
import { requestFor } from '../../../src/diagnosis/lint/sample.ts';
import { scopesOf } from '../../../src/diagnosis/lint/scope.ts';
import { compile } from '../../../src/dialects/index.ts';
import type { RouteShape, RoutesFile } from '../../../src/formats/routes-file/build-tree.ts';
import { buildTree } from '../../../src/formats/routes-file/build-tree.ts';
import { applyEdit } from '../../../src/whatif/apply.ts';
import { isEditFault } from '../../../src/whatif/edit.ts';
import { runs } from '../../support/runs.ts';

/** A small world, so that its paths can be counted out: every path of up to three of these segments is asked. */
const VALUES = ['a', 'b', '7', '41', 'zq1', 'a.b', '2.5', '3f2b9c64-5d1e-4a7b-8c90-1e2d3f4a5b6c', ''];
const PATHS = [
  '/',
  ...VALUES.flatMap((x) => [
    `/${x}`,
    ...VALUES.flatMap((y) => [`/${x}/${y}`, ...VALUES.map((z) => `/${x}/${y}/${z}`)]),
  ]),
];

const segment = fc.constantFrom('a', 'b', '7', '{x}', '{x:int}', '{x:float}', '{x:uuid}', 'a.{x}', '{x}.b');
const path = fc
  .record({ segments: fc.array(segment, { maxLength: 3 }), rest: fc.boolean(), slash: fc.boolean() })
  .map(({ segments, rest, slash }) => {
    const named = segments.map((one, i) => one.replace('x', `p${i}`));
    if (rest && segments.length < 3) named.push('{rest:path}');
    const joined = `/${named.join('/')}`;
    return slash && !joined.endsWith('/') ? `${joined}/` : joined;
  });
const method = fc.constantFrom('GET', 'POST', 'GET,POST');
const leaf = fc.record({ method, path }).map(({ method: name, path: where }) => `${name} ${where}`);
const endpoint = path.map((where): RouteShape => ({ endpoint: where, methods: ['GET'] }));
const inner = fc.array(leaf, { maxLength: 3 });
const mount = fc
  .record({ at: fc.constantFrom('/', '/a', '/b', '/{m}'), routes: inner, kind: fc.constantFrom('starlette', 'asgi') })
  .map(({ at, routes, kind }): RouteShape => {
    return { mount: at, app: kind === 'asgi' ? { kind: 'asgi' } : { kind: 'starlette', routes } };
  });
const route: fc.Arbitrary<RouteShape> = fc.oneof(
  { weight: 8, arbitrary: leaf },
  { weight: 1, arbitrary: endpoint },
  { weight: 1, arbitrary: mount },
);
const file = fc
  .record({
    framework: fc.constantFrom('starlette' as const, 'fastapi' as const, 'openapi' as const),
    routes: fc.array(route, { minLength: 1, maxLength: 6 }),
    leaves: fc.array(leaf, { minLength: 1, maxLength: 6 }),
    router: inner,
  })
  .map(({ framework, routes, leaves, router }): RoutesFile => {
    if (framework === 'openapi') return { framework, routes: leaves.filter((one) => !one.includes(':')) };
    if (framework === 'starlette') return { framework, routes };
    return {
      framework,
      docs_url: null,
      routers: { r: { routes: router } },
      routes: [{ include: 'r', prefix: '/a' }, ...routes],
    };
  });

const UNREACHED = ['shadowed-route', 'duplicate-route', 'catch-all-first', 'hidden-by-mount'];

/** Paths that a template can match: every value of the world in every parameter. */
function fillings(template: string): string[] {
  const match = /\{[^{}]*\}/.exec(template);
  if (!match) return [template];
  const values = match[0].includes(':path') ? [...VALUES, 'a/b', 'zq1/zq1/zq1'] : VALUES;
  return values.flatMap((value) => fillings(template.replace(match[0], value)));
}

describe('routes that are never reached', () => {
  it('are exactly those that no request reaches, whatever the application', () => {
    fc.assert(
      fc.property(file, (shape) => {
        const app = compile(buildTree(shape));
        const said = new Set<string>();
        for (const finding of lint(app)) {
          if (!UNREACHED.includes(finding.rule)) continue;
          const methods = finding.method === 'ANY' ? ['GET'] : (finding.method ?? '').split(', ');
          for (const name of methods) said.add(`${finding.registrations[0]} ${name}`);
        }
        const reached = new Set<string>();
        const own = app.registrations.flatMap((one) =>
          fillings(one.kind === 'mount' ? `${one.path}/{q:path}` : one.path),
        );
        for (const name of ['GET', 'POST']) {
          for (const where of [...PATHS, ...own]) {
            const { registration } = app.resolve(requestFor(name, where));
            if (registration) reached.add(`${registration.order} ${name}`);
          }
        }
        for (const key of said) expect(reached.has(key), `${key} is reached`).toBe(false);
        for (const { registration, method: name } of app.rows) {
          const key = `${registration.order} ${name === 'ANY' ? 'GET' : name}`;
          if (registration.mountContext.mounts.length > 0) continue;
          expect(said.has(key) || reached.has(key), `${key} ${registration.path} is neither`).toBe(true);
        }
      }),
      { numRuns: runs(50) },
    );
  });

  it('are shown by a request that something else answers', () => {
    fc.assert(
      fc.property(file, (shape) => {
        const app = compile(buildTree(shape));
        for (const { rule, example, registrations } of lint(app)) {
          if (!UNREACHED.includes(rule)) continue;
          expect(example).not.toBeNull();
          if (!example) continue;
          const answer = app.resolve(example.request);
          expect(answer.registration?.order).not.toBe(registrations[0]);
          expect([example.status, example.route]).toEqual([answer.status, answer.route]);
        }
      }),
      { numRuns: runs(70) },
    );
  });

  it('are reached by the example once the edit is made', () => {
    fc.assert(
      fc.property(file, (shape) => {
        const app = compile(buildTree(shape));
        for (const { rule, edit, example, registrations } of lint(app)) {
          if (edit?.edit.kind !== 'move' || !example) continue;
          const subject = app.registrations.find(({ order }) => order === registrations[0]);
          const changed = applyEdit(app.tree, edit.edit);
          expect(isEditFault(changed), rule).toBe(false);
          if (isEditFault(changed)) continue;
          const [first] = compile(changed)
            .trace(example.request)
            .filter(({ role }) => role !== 'partial')
            .filter(({ registration }) => registration.mountContext.appId === subject?.mountContext.appId);
          expect(first?.registration.node?.id, `${rule} ${edit.words}`).toBe(subject?.node?.id);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('are told from those that lose some requests, by a request that matches both', () => {
    fc.assert(
      fc.property(file, (shape) => {
        const app = compile(buildTree(shape));
        const byOrder = new Map(
          scopesOf(app).flatMap(({ entries }) => entries.map((one) => [one.registration.order, one])),
        );
        for (const { rule, example, registrations } of lint(app)) {
          if (rule !== 'partly-shadowed' && rule !== 'ambiguous-templates') continue;
          const [subject, rival] = registrations.map((order) => byOrder.get(order));
          if (!subject || !rival || !example) throw new Error('incomplete finding');
          const where = decodeURIComponent(example.request.path);
          expect(contains(subject.paths(), where) && contains(rival.paths(), where)).toBe(true);
          expect(includes(rival, subject)).toBe(false);
          if (rule === 'partly-shadowed') expect(app.resolve(example.request).registration).toBe(rival.registration);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});
