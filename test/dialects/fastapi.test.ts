import { describe, expect, test } from 'vitest';
import type { RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { ask } from './ask.ts';

// What the recordings leave out. Every expectation was asked of FastAPI itself.

const nested: RoutesFile = {
  routers: {
    inner: { prefix: '/own', routes: ['GET /a', { mount: '/m', app: { kind: 'asgi' } }, { websocket: '/ws' }] },
    hosted: {
      prefix: '/own',
      routes: [{ host: 'a.example.org', app: { framework: 'starlette', routes: ['GET /x', 'GET /'] } }],
    },
    outer: { prefix: '/out', routes: [{ include: 'inner', prefix: '/in' }, { include: 'hosted' }] },
  },
  routes: [
    { include: 'outer', prefix: '/api' },
    {
      mount: '/r',
      app: { kind: 'apirouter', prefix: '/pp', routes: [{ path: '/{id}', methods: ['GET'], params: { id: 'int' } }] },
    },
  ],
};

describe('prefixes', () => {
  test.each([
    ['GET /api/out/in/own/a', '200 /api/out/in/own/a'],
    ['GET /api/out/in/m/x', '200 /api/out/in/m'],
    ['GET /api/out/in/own/m/x', '404'],
    ['GET /api/out/in/own/ws', '404'],
    ['GET /r/pp/5', '200 /r/pp/{id} {"id":5}'],
    ['GET /r/pp/x', '422 /r/pp/{id} {"id":"x"}'],
  ])('%s: %s', (line, expected) => {
    expect(ask(nested, line)).toBe(expected);
  });
});

describe("a host of an included router gets its application mounted under the include prefix, the router's own left out", () => {
  test.each([
    ['GET /api/out/x', '200 /api/out/x'],
    ['GET /api/out', '307 -> /api/out/'],
    ['GET /x', '404'],
    // The host has taken the request: nothing behind it is asked.
    ['GET /r/pp/5', '404'],
  ])('%s: %s', (line, expected) => {
    expect(ask(nested, line, { host: 'a.example.org:8000' })).toBe(expected);
  });
});

test('an APIRouter outside FastAPI fails, and its 422 is a 500 where Starlette catches it', () => {
  const routes = [{ path: '/{id}', methods: ['GET'], params: { id: 'int' } }];
  const mounted: RoutesFile = { framework: 'starlette', routes: [{ mount: '/r', app: { kind: 'apirouter', routes } }] };
  expect(ask(mounted, 'GET /r/5')).toBe('500 /r/{id}');
  const between: RoutesFile = {
    routes: [
      { mount: '/s', app: { kind: 'starlette', routes: [{ mount: '/r', app: { kind: 'apirouter', routes } }] } },
    ],
  };
  expect(ask(between, 'GET /s/r/5')).toBe('200 /s/r/{id} {"id":5}');
  expect(ask(between, 'GET /s/r/x')).toBe('500 /s/r/{id}');
});

describe('frontends', () => {
  const file: RoutesFile = {
    routers: { r: { prefix: '/r', routes: [{ frontend: '/', files: ['index.html'], fallback: null }] } },
    routes: [
      { include: 'r', prefix: '/inc' },
      { frontend: '/', files: ['index.html', 'app.js', 'inc/r/app.js'] },
      { frontend: '/app', files: ['index.html', '404.html'], fallback: 'auto' },
      { frontend: '/files/', files: ['index.html'], fallback: 'index.html' },
      'GET /app/api',
    ],
  };
  const html = { headers: { accept: 'text/html,*/*;q=0.8' } };
  test.each([
    ['GET /', '200', {}],
    ['GET /app.js', '200', {}],
    ['GET /anything', '404', {}],
    ['GET /anything', '200', html],
    ['GET /anything', '404', { headers: { accept: 'text/html;q=0' } }],
    ['GET /anything', '200', { headers: { accept: 'application/xhtml+xml; q=0.1' } }],
    // The longest path wins, and its 404 is final.
    ['GET /inc/r/app.js', '404', html],
    ['GET /inc/r', '307 -> /inc/r/', {}],
    ['GET /app/x', '404', html],
    ['GET /files/x', '200', html],
    ['GET /anything%00', '404', html],
    [`GET /${'x'.repeat(255)}`, '200', html],
    [`GET /${'x'.repeat(256)}`, '404', html],
    [`GET /${'%C3%A9'.repeat(128)}/x`, '404', html],
    [`GET /nothing/${'x'.repeat(256)}`, '200', html],
    ['POST /app.js', '405', {}],
    ['POST /nothing', '404', {}],
    ['GET /app/api/', '307 -> /app/api', {}],
    ['GET /apple', '404', {}],
  ])('%s: %s', (line, expected, options) => {
    expect(ask(file, line, options)).toBe(expected);
  });
});

describe('what FastAPI would refuse to register never matches', () => {
  const file: RoutesFile = {
    routers: { loop: { routes: [{ include: 'loop', prefix: '/l' }, 'GET /in-loop'] } },
    routes: [
      'GET /{a}/{a}',
      'GET /{a:hex}',
      { path: 'no-slash', methods: ['GET'], plain: true },
      { mount: '/m/{path}', app: { kind: 'asgi' } },
      { include: 'nobody' },
      { include: 'loop', prefix: '/once' },
      { host: '/slash', app: { kind: 'asgi' } },
      'GET /ok',
    ],
  };
  test.each([
    ['GET /x/x', '404'],
    ['GET /ff', '404'],
    ['GET no-slash', '404'],
    ['GET /m/x/y', '404'],
    ['GET /once/in-loop', '200 /once/in-loop'],
    ['GET /ok', '200 /ok'],
  ])('%s: %s', (line, expected) => {
    expect(ask(file, line)).toBe(expected);
  });
});

describe('request lines', () => {
  const file: RoutesFile = { routes: ['GET /{rest:path}', 'OPTIONS /x'], openapi_url: null };
  test.each([
    ['GET *', '404'],
    ['GET users', '404'],
    ['GET', '400'],
    ['GET /a\u0001', '400'],
    ['GET /%01', '200 /{rest:path} {"rest":"\\u0001"}'],
    ['GET /café', '200 /{rest:path} {"rest":"café"}'],
    ['GET /#fragment', '200 /{rest:path} {"rest":""}'],
    ['get /a', '405 /{rest:path} [GET]'],
    ['GET /__proto__', '200 /{rest:path} {"rest":"__proto__"}'],
  ])('%j: %s', (line, expected) => {
    expect(ask(file, line)).toBe(expected);
  });

  test('a parameter may be called __proto__', () => {
    expect(ask({ routes: ['GET /{__proto__}'], openapi_url: null }, 'GET /x')).toBe(
      '200 /{__proto__} {"__proto__":"x"}',
    );
  });
});

test('an int of more than 4,300 digits fails where it is asked before the answer, not behind it', () => {
  const long = '1'.repeat(4301);
  expect(ask({ routes: ['GET /{n:int}', 'GET /{x}'] }, `GET /${long}`)).toBe('500');
  expect(ask({ routes: ['GET /{x}', 'GET /{n:int}'] }, `GET /${long}`)).toContain('200 /{x}');
  expect(ask({ routes: ['GET /{n:int}/'] }, `GET /${long}`)).toBe('500');
});

test('a 422 that would have to show an infinite float fails', () => {
  const app: RoutesFile = {
    routes: [
      { path: '/i/{x:float}', methods: ['GET'], params: { x: 'int' } },
      { path: '/f/{x:float}', methods: ['GET'], params: { x: 'float' } },
      { path: '/t/{x}', methods: ['GET'], params: { x: 'int' } },
    ],
  };
  const long = '9'.repeat(400);
  expect(ask(app, `GET /i/${long}`)).toBe('500 /i/{x:float}');
  expect(ask(app, `GET /f/${long}`)).toBe('200 /f/{x:float} {"x":"inf"}');
  expect(ask(app, 'GET /t/inf')).toBe('422 /t/{x} {"x":"inf"}');
});

describe('a prefix and a path that share a parameter: the router fails when it is first asked', () => {
  const file: RoutesFile = {
    docs_url: null,
    redoc_url: null,
    routers: { r: { routes: ['GET /ok', 'GET /{id}'] } },
    routes: ['GET /before', { include: 'r', prefix: '/{id}' }, 'GET /behind'],
  };
  test.each([
    ['GET /before', '200 /before'],
    ['POST /before', '500'],
    ['GET /1/ok', '500'],
    ['GET /behind', '500'],
    ['GET /openapi.json', '500'],
  ])('%s: %s', (line, expected) => {
    expect(ask(file, line)).toBe(expected);
  });
});

describe('a root_path that ends in a slash: the route path of itself is empty, so a slash is added, not stripped', () => {
  const app: RoutesFile = { root_path: '/v1/', docs_url: null, routes: ['GET /', 'GET /users'] };
  test.each([
    ['GET /v1/', '307 -> /v1//'],
    ['GET /v1//', '200 /'],
    ['GET /v1//users', '200 /users'],
    ['GET /v1/users', '404'],
    ['GET /users', '200 /users'],
  ])('%s: %s', (line, expected) => {
    expect(ask(app, line)).toBe(expected);
  });
});
