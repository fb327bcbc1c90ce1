import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, withFramework } from '../../src/dialects/index.ts';
import { makeApp } from '../../src/dialects/make-app.ts';
import type { RouteShape } from '../../src/formats/routes-file/build-tree.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import type { Annotation } from '../../src/model/annotation.ts';
import type { Route, RoutingApp } from '../../src/model/route-tree.ts';
import { encodePath, probeKey, probesOf } from '../../src/whatif/probes.ts';
import { allProbes } from './all-probes.ts';
import { randomTree } from './random-app.ts';

const probesFor = (route: RouteShape) =>
  allProbes(compile(buildTree({ openapi_url: null, docs_url: null, redoc_url: null, routes: [route] }))).map(
    ({ request }) => `${request.method} ${request.host === 'testserver' ? '' : request.host}${request.path}`,
  );

describe('probes of one route', () => {
  it.each<[RouteShape, string[]]>([
    ['GET /users', ['GET /users', 'POST /users', 'HEAD /users', 'GET /users/']],
    ['GET /', ['GET /', 'POST /', 'HEAD /', 'GET //']],
    ['POST /users/', ['POST /users/', 'GET /users/', 'HEAD /users/', 'POST /users']],
    ['GET /users/{user_id}', ['GET /users/1', 'POST /users/1', 'HEAD /users/1', 'GET /users/1/', 'GET /users/example']],
    [
      { path: '/on/{day}', methods: ['PUT'], params: { day: 'date' } },
      ['PUT /on/2024-01-31', 'GET /on/2024-01-31', 'HEAD /on/2024-01-31', 'PUT /on/2024-01-31/', 'PUT /on/example'],
    ],
    [
      { path: '/k/{kind}', methods: ['GET'], params: { kind: 'enum:new,used' } },
      ['GET /k/new', 'POST /k/new', 'HEAD /k/new', 'GET /k/new/', 'GET /k/example'],
    ],
    [
      'GET /f/{rest:path}',
      ['GET /f/some/path', 'POST /f/some/path', 'HEAD /f/some/path', 'GET /f/some/path/', 'GET /f/example'],
    ],
    ['GET /a b/é', ['GET /a%20b/%C3%A9', 'POST /a%20b/%C3%A9', 'HEAD /a%20b/%C3%A9', 'GET /a%20b/%C3%A9/']],
    [{ mount: '/x', app: { kind: 'asgi' } }, ['GET /x/', 'GET /x']],
    [{ mount: '/x', app: { kind: 'static', files: ['a.js'] } }, ['GET /x/', 'GET /x/a.js', 'GET /x', 'POST /x/a.js']],
    [{ websocket: '/ws' }, []],
    [{ host: '{tenant}.example.org', app: { kind: 'asgi' } }, ['GET tenant.example.org/']],
  ])('%j', (route, expected) => {
    expect(probesFor(route)).toEqual(expected);
  });
});

it('the first probes of a route, alone in its application, are answered by it', () => {
  fc.assert(
    fc.property(randomTree, (tree) => {
      for (const node of tree.app.routes) {
        if (node.kind !== 'route') continue;
        const alone = compile(withFramework({ ...tree, app: { ...tree.app, routes: [node] } }, 'starlette'));
        const app = compile({ ...tree, app: makeApp('apirouter', 0, alone.tree.app.routes) });
        const probes = allProbes(app).slice(0, node.methods.length);
        expect(probes.map(({ request }) => request.method)).toEqual(node.methods);
        for (const { request } of probes) expect(app.resolve(request).registration?.node).toBe(node);
      }
    }),
  );
});

describe('examples keep within the limits of a schema', () => {
  it.each<[Annotation]>([
    [{ kind: 'int', constraints: { minimum: 5 } }],
    [{ kind: 'int', constraints: { maximum: -3 } }],
    [{ kind: 'int', constraints: { exclusiveMinimum: 7, multipleOf: 5 } }],
    [{ kind: 'int', constraints: { minimum: 0, maximum: 0 } }],
    [{ kind: 'float', constraints: { exclusiveMinimum: 0, exclusiveMaximum: 1 } }],
    [{ kind: 'float', constraints: { multipleOf: 0.5, minimum: 2.1 } }],
    [{ kind: 'str', constraints: { minLength: 12 } }],
    [{ kind: 'str', constraints: { maxLength: 2 } }],
    [{ kind: 'str', constraints: { pattern: '^[A-Z]{3}$' } }],
    [{ kind: 'str', constraints: { pattern: '^[0-9]+$', minLength: 4 } }],
    [{ kind: 'bool' }],
    [{ kind: 'uuid' }],
    [{ kind: 'date' }],
    [{ kind: 'datetime' }],
    [{ kind: 'decimal' }],
    [{ kind: 'enum', values: ['', 'a/b', 'c d'] }],
  ])('%j', (annotation) => {
    for (const framework of ['openapi', 'fastapi'] as const) {
      const tree = buildTree({ framework, routes: ['GET /x/{v}'] });
      const [node] = tree.app.routes;
      const routes = [{ ...(node as Route), params: { v: annotation } }];
      const app = compile({ ...tree, app: { ...tree.app, routes } as RoutingApp });
      const registration = app.registrations.find((one) => one.node !== null);
      const [first] = registration ? probesOf(registration) : [];
      expect(first && app.resolve(first.request).status).toBe(200);
    }
  });
});

it('no request is probed twice', () => {
  fc.assert(
    fc.property(randomTree, (tree) => {
      const keys = allProbes(compile(tree)).map(({ request }) => probeKey(request));
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

it.each([
  ['/a/b', '/a/b'],
  ['/a b', '/a%20b'],
  ['/ü', '/%C3%BC'],
  ['/%', '/%25'],
  ['/?#', '/%3F%23'],
  ['/\ud800', '/%EF%BF%BD'],
  ["/~!$&'()*+,;=:@", "/~!$&'()*+,;=:@"],
])('%j is sent as %s', (path, sent) => {
  expect(encodePath(path)).toBe(sent);
});
