import { describe, expect, test } from 'vitest';
import { compile, orphans, withFramework } from '../../src/dialects/index.ts';
import { dialectFor, dialectNamed } from '../../src/dialects/registry.ts';
import type { RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { annotationOf } from '../../src/model/registration.ts';
import { makeRequest } from '../../src/model/request.ts';
import { appOf } from './ask.ts';

const file: RoutesFile = {
  redoc_url: null,
  routers: {
    users: { prefix: '/users', routes: ['GET /', { path: '/late', methods: ['GET'], late: true }, 'POST /{id}'] },
    orphan: { prefix: '/orphan', routes: ['GET /ghost', { include: 'inner', prefix: '/in' }] },
    inner: { routes: ['GET /deep'] },
  },
  routes: [
    { path: '/end', methods: ['GET'], late: true },
    { path: '/both', methods: ['GET', 'POST'] },
    { include: 'users', prefix: '/api' },
    {
      mount: '/sub/',
      app: { framework: 'starlette', routes: ['GET /x', { mount: '/', app: { kind: 'static', files: [] } }] },
    },
    { websocket: '/ws' },
    { host: 'a.org', app: { framework: 'starlette', routes: ['GET /h'] } },
    { mount: '/t/{tenant}', app: { framework: 'fastapi', openapi_url: null, routes: ['GET /{id:int}'] } },
    { endpoint: '/things', methods: ['GET', 'POST'] },
    { frontend: '/', files: [] },
  ],
};

test('rows stand in registration order, mounts and hosts followed by what they hold', () => {
  const rows = appOf(file).rows.map(({ index, method, registration }) => `${index} ${method} ${registration.path}`);
  expect(rows).toEqual([
    '0 GET /openapi.json',
    '1 GET /docs',
    '2 GET /docs/oauth2-redirect',
    '3 GET /both',
    '4 POST /both',
    '5 GET /api/users/',
    '6 POST /api/users/{id}',
    '7 GET /api/users/late',
    '8 GET /sub/x',
    '9 ANY /sub',
    '10 WS /ws',
    '11 GET /h',
    '12 GET /t/{tenant}/{id:int}',
    '13 GET /things',
    '14 POST /things',
    '15 GET /',
    '16 GET /end',
  ]);
});

test('registrations know their mount context and share it', () => {
  const { registrations } = appOf(file);
  expect(registrations.map((registration) => registration.order)).toEqual(registrations.map((_, i) => i));
  const at = (path: string) => registrations.find((registration) => registration.path === path);
  expect(at('/api/users/')?.mountContext).toBe(at('/api/users/late')?.mountContext);
  expect(at('/api/users/')?.mountContext).toMatchObject({ prefix: '/api', mounts: [], framework: 'fastapi' });
  expect(at('/sub/x')?.mountContext).toMatchObject({ prefix: '/sub', mounts: ['/sub'], framework: 'starlette' });
  expect(at('/h')?.mountContext).toMatchObject({ hosts: ['a.org'] });
  expect(at('/sub/x')?.automatic).toEqual(['HEAD']);
  expect(at('/both')?.automatic).toEqual([]);
});

test('what is disabled registers nothing', () => {
  const tree = buildTree({ routes: ['GET /a', 'GET /b'], openapi_url: null });
  const [first, ...others] = tree.app.routes;
  if (!first) throw new Error('no route');
  const edited = { ...tree, app: { ...tree.app, routes: [{ ...first, disabled: true as const }, ...others] } };
  expect(compile(edited).rows.map(({ registration }) => registration.path)).toEqual(['/b']);
  expect(compile(edited).resolve(makeRequest('GET', '/a')).status).toBe(404);
});

test('compiling is done once per tree', () => {
  const tree = buildTree(file);
  expect(compile(tree)).toBe(compile(tree));
});

test('orphans are what routers that nothing includes would make, nested ones named by the outermost', () => {
  const found = orphans(buildTree(file)).map(({ router, registration }) => `${router} ${registration.path}`);
  expect(found).toEqual(['orphan /orphan/ghost', 'orphan /orphan/in/deep']);
  const circle: RoutesFile = {
    routers: { a: { routes: [{ include: 'b' }, 'GET /a'] }, b: { routes: [{ include: 'a' }, 'GET /b'] } },
  };
  expect(orphans(buildTree(circle)).map(({ router, registration }) => `${router} ${registration.path}`)).toEqual([
    'a /b',
    'a /a',
  ]);
});

test('another framework keeps the options that both have', () => {
  const tree = buildTree({ redirect_slashes: false, root_path: '/p', routes: ['GET /a', 'GET /{x:int}'] });
  expect(withFramework(tree, 'fastapi')).toBe(tree);
  expect(withFramework(tree, 'starlette').app).toMatchObject({
    kind: 'starlette',
    options: { redirect_slashes: false },
  });
  expect(withFramework(tree, 'openapi').app).toMatchObject({ kind: 'openapi', options: { base_path: '/p' } });
  const document = compile(withFramework(tree, 'openapi'));
  expect(document.resolve(makeRequest('GET', '/p/abc')).params).toEqual({ x: 'abc' });
});

describe('parameters', () => {
  const typed = appOf({
    openapi_url: null,
    routes: [
      {
        mount: '/{tenant}',
        app: {
          framework: 'fastapi',
          openapi_url: null,
          routes: [{ path: '/{id:int}/{day}', methods: ['GET'], params: { id: 'str', day: 'date' } }],
        },
      },
    ],
  });
  const route = typed.registrations.at(-1);
  if (!route) throw new Error('no route');
  const { paths, acceptsText } = dialectFor(route);
  const specs = paths
    .parts(route.path)
    .flatMap((param) => (param.kind === 'param' ? [{ param, annotation: annotationOf(route, param.name) }] : []));

  test('every parameter of the full path, mounts included', () => {
    expect(specs.map(({ param, annotation }) => [param.name, param.convertor, annotation?.kind ?? null])).toEqual([
      ['tenant', 'str', null],
      ['id', 'int', 'str'],
      ['day', 'str', 'date'],
    ]);
  });

  test.each([
    [0, 'acme', true],
    [0, 'a/b', false],
    [0, '', false],
    // An int is never a str.
    [1, '5', false],
    [2, '2024-02-29', true],
    [2, '2023-02-29', false],
  ])('parameter %i takes %j: %s', (i, text, expected) => {
    const spec = specs[i];
    expect(spec && acceptsText(spec, text)).toBe(expected);
  });
});

describe('paths as a framework reads them', () => {
  test.each([
    ['fastapi', '/a/{b}.{c:int}/', ['a', '{b}.{c:int}', '']],
    ['fastapi', '/', ['']],
    ['fastapi', '', []],
    ['fastapi', '/{}/{1}', ['{}', '{1}']],
    ['openapi', 'a/{b-c}:verb?x={y}', ['a', '{b-c}:verb']],
  ] as const)('%s %s', (framework, path, segments) => {
    const parsed = dialectNamed(framework).paths.parse(path);
    expect('segments' in parsed && parsed.segments.map((segment) => segment.raw)).toEqual(segments);
  });

  test.each([
    ['/{a:hex}', 1, 7, 'unknown convertor "hex"'],
    ['/{a}/{a:int}', 5, 7, 'parameter "a" appears twice'],
  ])('%s is refused', (path, start, length, fault) => {
    expect(dialectNamed('starlette').paths.parse(path)).toMatchObject({ start, length, fault });
  });
});
