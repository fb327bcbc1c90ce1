import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { compile } from '../../src/dialects/index.ts';
import type { RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { makeRequest } from '../../src/model/request.ts';

/** The situations in which a route that "is there" answers 404, 405, 307 or 422, each as one row. */
interface Situation {
  readonly name: string;
  readonly app: RoutesFile;
  readonly request: string;
  readonly host?: string;
  readonly status: number;
  /** `METHOD route` of the first miss; null for none. */
  readonly miss: string | null;
  /** The corrected request target. */
  readonly path?: string;
  readonly causes?: readonly string[];
  readonly detail?: string;
  readonly edit?: string;
  readonly shadowed?: readonly string[];
  readonly note?: string;
  /** How many misses there are. */
  readonly misses?: number;
}

const users: RoutesFile = {
  routes: [
    'GET /api/users',
    'POST /api/users',
    { path: '/api/users/{user_id}', methods: ['GET'], params: { user_id: 'int' } },
    'GET /api/health',
  ],
};

const SITUATIONS: readonly Situation[] = [
  {
    name: 'typo: last letter lacking',
    app: users,
    request: 'GET /api/user',
    status: 404,
    miss: 'GET /api/users',
    path: '/api/users',
    causes: ['plural'],
  },
  {
    name: 'typo: swapped letters',
    app: users,
    request: 'GET /api/usres',
    status: 404,
    miss: 'GET /api/users',
    causes: ['typo'],
    detail: '"usres" swaps two letters of "users"',
  },
  {
    name: 'wrong case, query kept',
    app: users,
    request: 'GET /API/users?page=2',
    status: 404,
    miss: 'GET /api/users',
    path: '/api/users?page=2',
    causes: ['case'],
  },
  {
    name: 'wrong method',
    app: users,
    request: 'DELETE /api/users',
    status: 405,
    miss: 'GET /api/users',
    causes: ['method'],
    detail: 'this path has GET and POST, not DELETE',
  },
  {
    name: 'trailing slash with redirects',
    app: users,
    request: 'GET /api/users/',
    status: 307,
    miss: 'GET /api/users',
    path: '/api/users',
    causes: ['trailing-slash'],
  },
  {
    name: 'trailing slash without redirects',
    app: { ...users, redirect_slashes: false },
    request: 'GET /api/users/',
    status: 404,
    miss: 'GET /api/users',
    causes: ['trailing-slash'],
    detail: 'the route has no trailing slash, and redirect_slashes is off',
  },
  {
    name: 'slash setting of a sub-application',
    app: {
      routes: [{ mount: '/v2', app: { framework: 'fastapi', redirect_slashes: false, routes: ['GET /users/'] } }],
    },
    request: 'GET /v2/users',
    status: 404,
    miss: 'GET /v2/users/',
    causes: ['trailing-slash'],
    detail: 'the route ends in a slash, and redirect_slashes is off',
  },
  {
    name: 'the question of a browser',
    app: { routes: ['POST /users'] },
    request: 'OPTIONS /users',
    status: 405,
    miss: 'POST /users',
    path: '/users',
    causes: ['method'],
    note: 'CORSMiddleware',
  },
  {
    name: 'a HEAD that FastAPI does not add',
    app: { routes: ['GET /users'] },
    request: 'HEAD /users',
    status: 405,
    miss: 'GET /users',
    path: '/users',
    causes: ['method'],
    note: "doesn't answer HEAD",
  },
  {
    name: 'a misspelt method',
    app: { routes: ['GET /users', 'POST /users', 'DELETE /users'] },
    request: 'PSOT /users',
    status: 405,
    miss: 'POST /users',
    path: '/users',
    causes: ['method'],
    detail: 'PSOT is a misspelling of POST',
  },
  {
    name: 'a method that is not one of them, near as it is',
    app: { routes: ['PUT /users'] },
    request: 'POST /users',
    status: 405,
    miss: 'PUT /users',
    path: '/users',
    causes: ['method'],
    detail: 'this path has PUT, not POST',
  },
  {
    name: 'parameter type, annotation: 422',
    app: users,
    request: 'GET /api/users/abc',
    status: 422,
    miss: 'GET /api/users/{user_id}',
    path: '/api/users/1',
    causes: ['param-type'],
    detail: '"abc" is not an int',
  },
  {
    name: 'a placeholder of the documentation',
    app: users,
    request: 'GET /api/users/{user_id}',
    status: 422,
    miss: 'GET /api/users/{user_id}',
    path: '/api/users/1',
    causes: ['param-type'],
    detail: '"{user_id}" is not an int: it is the placeholder itself',
  },
  {
    name: 'a value that the client lacked',
    app: users,
    request: 'GET /api/users/undefined',
    status: 422,
    miss: 'GET /api/users/{user_id}',
    path: '/api/users/1',
    causes: ['param-type'],
    detail: '"undefined" is not an int: the client had no value to put there',
  },
  {
    name: 'parameter type, convertor: 404',
    app: { routes: ['GET /items/{item_id:int}'] },
    request: 'GET /items/abc',
    status: 404,
    miss: 'GET /items/{item_id:int}',
    path: '/items/1',
    causes: ['param-type'],
    detail: '"abc" is not an int',
  },
  {
    name: 'two segments too many, alike',
    app: { routes: ['GET /api/books', 'GET /api/health'] },
    request: 'GET /api/books/89/89',
    status: 404,
    miss: 'GET /api/books',
    causes: ['extra-segment', 'extra-segment'],
    detail: '"89" doesn\'t belong here',
  },
  {
    name: 'a value that must look otherwise',
    app: { routes: ['GET /books/{book_id:int}/cover.{format}'] },
    request: 'GET /books/5/picture',
    status: 404,
    miss: 'GET /books/{book_id:int}/cover.{format}',
    causes: ['param-type'],
    detail: '"picture" is not like cover.{format}',
  },
  {
    name: 'a value whose fixed part is right',
    app: {
      routes: [
        { path: '/books/{book_id}/cover.{format}', methods: ['GET'], params: { format: 'literal:jpg,png' } },
        'GET /books/{book_id}',
      ],
    },
    request: 'GET /books/5/cover.gif',
    status: 422,
    miss: 'GET /books/{book_id}/cover.{format}',
    path: '/books/5/cover.jpg',
    causes: ['param-type'],
  },
  {
    name: 'a date that no calendar has',
    app: { routes: [{ path: '/orders/{day}', methods: ['GET'], params: { day: 'date' } }] },
    request: 'GET /orders/2025-13-01',
    status: 422,
    miss: 'GET /orders/{day}',
    causes: ['param-type'],
    detail: '"2025-13-01" is not a valid date',
  },
  {
    name: 'an encoded slash in a value',
    app: { routes: [{ path: '/orders/{id}/lines', methods: ['GET'], params: { id: 'int' } }] },
    request: 'GET /orders/12%2F3/lines',
    status: 404,
    miss: 'GET /orders/{id}/lines',
    causes: ['encoding'],
    detail: '%2F in "12%2F3" is decoded to a slash before routing',
  },
  {
    name: 'order shadowing: 422 by the parameter above',
    app: {
      routes: [{ path: '/users/{user_id}', methods: ['GET'], params: { user_id: 'int' } }, 'GET /users/me'],
    },
    request: 'GET /users/me',
    status: 422,
    miss: 'GET /users/me',
    path: '/users/me',
    causes: ['shadowed'],
    detail: 'GET /users/me is declared, but /users/{user_id} above it answers first',
    edit: 'move GET /users/me above GET /users/{user_id}',
    shadowed: ['GET /users/me'],
  },
  {
    name: 'order shadowing: 200 by the parameter above',
    app: { routes: ['GET /users/{user_id}', 'GET /users/me'] },
    request: 'GET /users/me',
    status: 200,
    miss: null,
    shadowed: ['GET /users/me'],
  },
  {
    name: 'order shadowing: 405 made by the parameter above',
    app: { routes: ['POST /users/{name}', { path: '/users/{name}', methods: ['PUT'] }] },
    request: 'GET /users/me',
    status: 405,
    miss: 'POST /users/{name}',
    causes: ['method'],
  },
  {
    name: 'double prefix in the request',
    app: users,
    request: 'GET /api/api/users',
    status: 404,
    miss: 'GET /api/users',
    causes: ['double-prefix'],
  },
  {
    name: 'double prefix in the application',
    app: {
      routers: { users: { prefix: '/api', routes: ['GET /users'] } },
      routes: [{ include: 'users', prefix: '/api' }, 'GET /health'],
    },
    request: 'GET /api/users',
    status: 404,
    miss: 'GET /api/api/users',
    path: '/api/api/users',
    causes: ['double-prefix'],
    detail: 'the prefix /api is applied twice: this route is really at /api/api/users',
  },
  {
    name: 'missing prefix',
    app: users,
    request: 'GET /users/5',
    status: 404,
    miss: 'GET /api/users/{user_id}',
    path: '/api/users/5',
    causes: ['missing-prefix'],
    detail: 'the route is under /api',
  },
  {
    name: "static files: a typo in the mount's name",
    app: { routes: [{ mount: '/static', app: { kind: 'static', files: ['app.js', 'img/logo.png'] } }] },
    request: 'GET /statc/app.js',
    status: 404,
    miss: 'GET /static',
    path: '/static/app.js',
    causes: ['typo'],
  },
  {
    name: 'static files: a typo in the name of a file',
    app: { routes: [{ mount: '/static', app: { kind: 'static', files: ['app.js', 'img/logo.png'] } }] },
    request: 'GET /static/ap.js',
    status: 404,
    miss: 'GET /static',
    path: '/static/app.js',
    causes: ['typo'],
    note: 'the mount /static matched this request',
  },
  {
    name: 'static files: the mount was forgotten',
    app: { routes: ['GET /users', { mount: '/static', app: { kind: 'static', files: ['app.js', 'img/logo.png'] } }] },
    request: 'GET /img/logo.png',
    status: 404,
    miss: 'GET /static',
    path: '/static/img/logo.png',
    causes: ['mount-prefix'],
    detail: 'this file is served under /static',
  },
  {
    name: 'an opaque application: a typo in its mount',
    app: { routes: ['GET /users', { mount: '/legacy', app: { kind: 'asgi' } }] },
    request: 'GET /legcy/shop/5',
    status: 404,
    miss: 'GET /legacy',
    path: '/legacy/shop/5',
    causes: ['typo'],
  },
  {
    name: 'an opaque application takes any path, which speaks for none',
    app: { routes: ['GET /users', { mount: '/legacy', app: { kind: 'asgi' } }] },
    request: 'GET /orders/5',
    status: 404,
    miss: null,
  },
  {
    name: 'mount: another mount above it hides it',
    app: {
      routes: [
        { mount: '/files', app: { kind: 'static', files: ['a.txt'] } },
        { mount: '/files/private', app: { framework: 'fastapi', routes: ['GET /report'] } },
      ],
    },
    request: 'GET /files/private/report',
    status: 404,
    miss: 'GET /files/private/report',
    causes: ['shadowed'],
    edit: 'move mount /files/private above mount /files',
  },
  {
    name: 'mount: a static one below the mount that hides it',
    app: {
      routes: [
        { mount: '/static', app: { kind: 'static', files: ['app.js'] } },
        { mount: '/static/specs', app: { kind: 'static', files: ['test.json'] } },
      ],
    },
    request: 'GET /static/specs/test.json',
    status: 404,
    miss: 'GET /static/specs',
    causes: ['shadowed'],
    edit: 'move mount /static/specs above mount /static',
  },
  {
    name: 'router not included',
    app: {
      routers: { billing: { prefix: '/billing', routes: ['GET /invoices/{id}'] } },
      routes: ['GET /health'],
    },
    request: 'GET /billing/invoices/7',
    status: 404,
    miss: 'GET /billing/invoices/{id}',
    path: '/billing/invoices/7',
    causes: ['not-included'],
    detail: 'router "billing" declares this route, but nothing includes the router',
    edit: 'include router billing',
  },
  {
    name: 'router not included, under a prefix that says its name',
    app: { routers: { knowledge_learning: { routes: ['GET /documents'] } }, routes: ['GET /health'] },
    request: 'GET /api/v1/knowledge-learning/documents',
    status: 404,
    miss: 'GET /api/v1/knowledge-learning/documents',
    path: '/api/v1/knowledge-learning/documents',
    causes: ['not-included'],
    edit: 'include router knowledge_learning under /api/v1/knowledge-learning',
  },
  {
    name: 'router not included in the application that is mounted there',
    app: {
      routers: { reports: { prefix: '/reports', routes: ['GET /monthly'] } },
      routes: ['GET /health', { mount: '/admin', app: { framework: 'fastapi', routes: ['GET /users'] } }],
    },
    request: 'GET /admin/reports/monthly',
    status: 404,
    miss: 'GET /admin/reports/monthly',
    causes: ['not-included'],
    edit: 'include router reports in the application at mount /admin',
  },
  {
    name: "a parameter that a file's path doesn't fit into",
    app: { routes: ['DELETE /file/{remote_file_id}'] },
    request: 'DELETE /file/group1/a/b/c.txt',
    status: 404,
    miss: 'DELETE /file/{remote_file_id:path}',
    path: '/file/group1/a/b/c.txt',
    causes: ['extra-segment'],
    edit: 'change the path of DELETE /file/{remote_file_id} to /file/{remote_file_id:path}',
  },
  {
    name: 'router not included, others under a prefix, and a typo',
    app: {
      routers: { users: { routes: ['GET /users'] }, billing: { routes: ['GET /invoices'] } },
      routes: [{ include: 'users', prefix: '/api' }],
    },
    request: 'GET /api/invocies',
    status: 404,
    miss: 'GET /api/invoices',
    causes: ['not-included', 'typo'],
    edit: 'include router billing under /api',
  },
  {
    name: 'router not included, its path less concrete than one that is there',
    app: {
      framework: 'openapi',
      routers: { items: { routes: ['GET /{id}/items'] } },
      routes: ['POST /users/items'],
    },
    request: 'GET /users/items',
    status: 405,
    miss: 'POST /users/items',
    causes: ['method'],
    misses: 1,
  },
  {
    name: 'mount: its path was forgotten',
    app: { routes: ['GET /users', { mount: '/admin', app: { framework: 'fastapi', routes: ['GET /reports'] } }] },
    request: 'GET /reports',
    status: 404,
    miss: 'GET /admin/reports',
    causes: ['mount-prefix'],
  },
  {
    name: 'mount: another path',
    app: { routes: ['GET /users', { mount: '/admin', app: { framework: 'fastapi', routes: ['GET /reports'] } }] },
    request: 'GET /backoffice/reports',
    status: 404,
    miss: 'GET /admin/reports',
    causes: ['mount-prefix'],
    detail: 'this is mounted at /admin, not at /backoffice',
  },
  {
    name: 'mount: it swallows what is declared behind it',
    app: { routes: [{ mount: '/api', app: { framework: 'fastapi', routes: ['GET /users'] } }, 'GET /api/health'] },
    request: 'GET /api/health',
    status: 404,
    miss: 'GET /api/health',
    causes: ['shadowed'],
    edit: 'move GET /api/health above mount /api',
    note: 'the mount /api matched this request',
  },
  {
    name: 'mount: a catch-all behind it is nothing to move above it',
    app: {
      redirect_slashes: false,
      routes: [
        {
          mount: '/sub',
          app: { framework: 'fastapi', routes: [{ path: '/{id}', methods: ['GET'], params: { id: 'int' } }] },
        },
        'GET /{rest:path}',
        { path: '/{id}', methods: ['GET'], params: { id: 'int' } },
      ],
    },
    request: 'GET /sub/5/5',
    status: 404,
    miss: 'GET /sub/{id}',
    path: '/sub/5',
    causes: ['extra-segment'],
    misses: 1,
  },
  {
    name: 'versioned routes',
    app: { routes: ['GET /api/v1/users', 'GET /api/v1/orders'] },
    request: 'GET /api/v2/users',
    status: 404,
    miss: 'GET /api/v1/users',
    causes: ['version'],
    detail: 'the route is under /api/v1, not /api/v2',
  },
  {
    name: 'nested resources',
    app: { routes: ['GET /users/{user_id}/orders/{order_id}', 'GET /users/{user_id}/orders', 'GET /users/{user_id}'] },
    request: 'GET /users/5/order/7',
    status: 404,
    miss: 'GET /users/{user_id}/orders/{order_id}',
    path: '/users/5/orders/7',
    causes: ['plural'],
  },
  {
    name: 'nested resources: a segment left out',
    app: { routes: ['GET /users/{user_id}/orders/{order_id}', 'GET /status'] },
    request: 'GET /users/orders/7',
    status: 404,
    miss: 'GET /users/{user_id}/orders/{order_id}',
    path: '/users/1/orders/7',
    causes: ['missing-segment'],
  },
  {
    name: '{path:path} forgotten',
    app: { routes: ['GET /files/{file_path}'] },
    request: 'GET /files/a/b.txt',
    status: 404,
    miss: 'GET /files/{file_path:path}',
    path: '/files/a/b.txt',
    causes: ['extra-segment'],
    edit: 'change the path of GET /files/{file_path} to /files/{file_path:path}',
  },
  {
    name: '{path:path} with a typo in front',
    app: { routes: ['GET /files/{file_path:path}'] },
    request: 'GET /flies/a/b.txt',
    status: 404,
    miss: 'GET /files/{file_path:path}',
    path: '/files/a/b.txt',
    causes: ['typo'],
  },
  {
    name: 'catch-all last: it answers, nothing is missed',
    app: { routes: ['GET /users', 'GET /{rest:path}'] },
    request: 'GET /usres',
    status: 200,
    miss: null,
    shadowed: [],
  },
  {
    name: 'catch-all first: it hides what follows',
    app: { routes: ['GET /{rest:path}', 'GET /users'] },
    request: 'GET /users',
    status: 200,
    miss: null,
    shadowed: ['GET /users'],
  },
  {
    name: 'another host',
    app: { routes: [{ host: 'api.example.org', app: { framework: 'starlette', routes: ['GET /status'] } }, 'GET /x'] },
    request: 'GET /status',
    status: 404,
    miss: 'GET /status',
    causes: ['host'],
    detail: 'this route is only on the host api.example.org, and the request names no host',
  },
  {
    name: 'root_path given, routes spelt with it',
    app: { root_path: '/api', routes: ['GET /api/users', 'GET /api/orders'] },
    request: 'GET /api/users',
    status: 404,
    miss: 'GET /api/users',
    causes: ['root-path'],
  },
  {
    name: 'docs moved',
    app: { docs_url: '/documentation', routes: ['GET /users'] },
    request: 'GET /docs',
    status: 404,
    miss: 'GET /documentation',
    path: '/documentation',
  },
  {
    name: 'docs with a slash too many',
    app: users,
    request: 'GET /docs/',
    status: 307,
    miss: 'GET /docs',
    causes: ['trailing-slash'],
  },
  {
    name: 'docs off',
    app: { docs_url: null, routes: ['GET /users'] },
    request: 'GET /docs',
    status: 404,
    miss: 'GET /docs',
    causes: ['not-included'],
    detail: 'docs_url is off: the application has no such page',
  },
  {
    name: 'a websocket asked by HTTP',
    app: { routes: [{ websocket: '/ws/{room}' }, 'GET /users'] },
    request: 'GET /ws/lobby',
    status: 404,
    miss: null,
    note: '/ws/{room} is a websocket',
  },
  {
    name: 'a misspelt websocket',
    app: { routes: [{ websocket: '/ws/support/{room}' }, 'GET /users'] },
    request: 'GET /ws/suport/lobby',
    status: 404,
    miss: null,
    note: 'this is similar to the websocket /ws/support/{room}',
  },
  {
    name: 'a URL pasted without its slash, doubled slash inside',
    app: users,
    request: 'GET /api//users',
    status: 404,
    miss: 'GET /api/users',
    causes: ['double-slash'],
  },
  {
    name: 'two mistakes are two causes',
    app: users,
    request: 'GET /usres/5',
    status: 404,
    miss: 'GET /api/users/{user_id}',
    path: '/api/users/5',
    causes: ['missing-prefix', 'typo'],
  },
  {
    name: 'nothing near: nothing suggested',
    app: users,
    request: 'GET /wp-login.php',
    status: 404,
    miss: null,
  },
];

describe('situations', () => {
  test.each(SITUATIONS)('$name', (row) => {
    const app = compile(buildTree(row.app));
    const [method = '', target = ''] = row.request.split(' ');
    const found = diagnose(app, makeRequest(method, target, row.host === undefined ? {} : { host: row.host }));
    const [first] = found.misses;
    expect(found.resolution.status).toBe(row.status);
    expect(first ? `${first.method} ${first.route}` : null).toBe(row.miss);
    if (row.path !== undefined) expect(first?.path).toBe(row.path);
    if (row.causes) expect(first?.causes.map(({ kind }) => kind)).toEqual(row.causes);
    if (row.detail) expect(first?.causes.map(({ detail }) => detail)).toContain(row.detail);
    if (row.edit) expect(first?.edit?.words).toBe(row.edit);
    if (row.misses !== undefined) expect(found.misses).toHaveLength(row.misses);
    if (row.note) expect(found.notes.join('\n')).toContain(row.note);
    if (row.shadowed) {
      expect(found.shadowed.map(({ method, registration }) => `${method} ${registration.path}`)).toEqual(row.shadowed);
    }
  });
});
