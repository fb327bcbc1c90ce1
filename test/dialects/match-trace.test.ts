import { describe, expect, test } from 'vitest';
import type { RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { trace } from './ask.ts';

const file: RoutesFile = {
  openapi_url: null,
  routes: [
    'POST /users/me',
    { path: '/users/{id}', methods: ['GET'], params: { id: 'int' } },
    'GET /users/me',
    'PUT /users/me',
    'GET /items/',
    { mount: '/api', app: { framework: 'starlette', routes: ['GET /users', 'POST /{any}'] } },
    'GET /api/users',
    { mount: '/api/late', app: { kind: 'asgi' } },
    { mount: '/static', app: { kind: 'static', files: ['a.js'] } },
    { path: '/{page}', methods: ['GET'] },
    { path: '/{rest:path}', methods: ['GET'], params: { rest: 'int' } },
    { frontend: '/', files: ['index.html'] },
  ],
};

describe('steps in the order asked', () => {
  test.each([
    [
      'GET /users/me',
      ['partial POST /users/me', 'answers GET /users/{id}', 'shadowed GET /users/me'],
      // `{rest:path}: int` would refuse "users/me", so it isn't shadowed.
    ],
    [
      'DELETE /users/me',
      [
        'partial POST /users/me',
        'partial GET /users/{id}',
        'partial GET /users/me',
        'partial PUT /users/me',
        'partial GET /{rest:path}',
      ],
    ],
    ['GET /5', ['answers GET /{page}', 'shadowed GET /{rest:path}']],
    ['GET /items', ['answers GET /{page}']],
    ['GET /api/users', ['entered mount /api', 'answers GET /api/users', 'shadowed GET /api/users']],
    ['GET /api/nothing', ['entered mount /api', 'partial POST /api/{any}']],
    ['GET /api/late/x', ['entered mount /api', 'shadowed ANY /api/late']],
    ['GET /static/missing', ['answers ANY /static']],
    ['POST /items', ['partial GET /{page}', 'partial GET /{rest:path}']],
  ])('%s', (line, expected) => {
    expect(trace(file, line)).toEqual(expected);
  });
});

test('a redirect names the route that it leads to, and a frontend answers last', () => {
  const small: RoutesFile = { openapi_url: null, routes: ['POST /items/', { frontend: '/', files: ['app.js'] }] };
  expect(trace(small, 'GET /items')).toEqual(['redirect-target POST /items/']);
  expect(trace(small, 'GET /app.js')).toEqual(['answers GET /']);
  expect(trace(small, 'GET /nothing')).toEqual([]);
});

test('a host is entered, and what it swallows is shadowed', () => {
  const hosts: RoutesFile = {
    framework: 'starlette',
    routes: [{ host: 'a.org', app: { framework: 'starlette', routes: ['GET /x'] } }, 'GET /y'],
  };
  expect(trace(hosts, 'GET /y', { host: 'a.org' })).toEqual(['entered host /', 'shadowed GET /y']);
  expect(trace(hosts, 'GET /y')).toEqual(['answers GET /y']);
});

test('where asking raises, the trace ends', () => {
  const broken: RoutesFile = {
    openapi_url: null,
    routers: { r: { routes: ['GET /{id}'] } },
    routes: ['POST /behind', { include: 'r', prefix: '/{id}' }, 'GET /behind'],
  };
  expect(trace(broken, 'GET /behind')).toEqual(['partial POST /behind']);
});

test('a partial match outside a mount hides nothing of the trace inside', () => {
  const mounted: RoutesFile = {
    framework: 'starlette',
    routes: ['POST /{rest:path}', { mount: '/m', app: { framework: 'starlette', routes: ['GET /x/'] } }],
  };
  expect(trace(mounted, 'GET /m/x')).toEqual([
    'partial POST /{rest:path}',
    'entered mount /m',
    'redirect-target GET /m/x/',
  ]);
});
