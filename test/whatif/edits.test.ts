import { describe, expect, it } from 'vitest';
import { compile } from '../../src/dialects/index.ts';
import type { RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { makeRequest } from '../../src/model/request.ts';
import type { NodeId, RouteNode, RouteTree } from '../../src/model/route-tree.ts';
import { applyEdit } from '../../src/whatif/apply.ts';
import { type Edit, isEditFault } from '../../src/whatif/edit.ts';
import { compareAnswers } from '../../src/whatif/impact.ts';
import { label } from '../../src/whatif/label.ts';
import { resolveLocator } from '../../src/whatif/locate.ts';
import { newRoute } from '../../src/whatif/new-route.ts';
import { withFreshIds } from '../../src/whatif/tree-ops.ts';
import { describeEdit } from '../../src/whatif/words.ts';
import { changeLine } from './change-line.ts';

const FILE: RoutesFile = {
  routers: {
    users: {
      prefix: '/users',
      routes: [
        { path: '/{user_id}', methods: ['GET'], params: { user_id: 'int' } },
        'GET /me',
        { path: '', methods: ['GET'], name: 'list_users' },
      ],
    },
    billing: { prefix: '/billing', routes: ['GET /invoices'] },
    twice: { routes: ['GET /t'] },
    outer: { routes: [{ include: 'billing' }] },
  },
  routes: [
    'GET /health',
    { include: 'users', prefix: '/api' },
    { include: 'twice', prefix: '/a' },
    { include: 'twice', prefix: '/b' },
    { mount: '/v2', app: { framework: 'fastapi', routes: ['GET /users'] } },
    { mount: '/files', app: { kind: 'static', files: ['a.js'] } },
    { host: '{t}.example.org', app: { framework: 'starlette', routes: ['GET /'] } },
    { mount: '/r', app: { kind: 'apirouter', prefix: '/p', routes: ['GET /x'] } },
    { path: '/orders/{id}', methods: ['GET'] },
    'POST /orders/',
  ],
};

const TREE = buildTree(FILE);

function id(...steps: string[]): NodeId {
  const found = resolveLocator(TREE, steps);
  if (found === null) throw new Error(`nothing at ${steps.join(' > ')}`);
  return found;
}

function route(path: string, methods = ['GET']): RouteNode {
  const [node] = buildTree({ routes: [{ path, methods }] }).app.routes;
  return withFreshIds(TREE, node as RouteNode);
}

const app = id('app');
const me = id('router users', 'GET /me');
const users = id('app', 'include users /api');
const order = id('app', 'GET /orders/{id}');

/** The edit, the request whose answer it changes, how, and the edit in words. */
const CHANGES: [edit: Edit, request: string, change: string, words: string][] = [
  [
    { kind: 'move', node: me, to: 0 },
    'GET /api/users/me',
    '422 /api/users/{user_id} (user_id: int) → 200 /api/users/me',
    'move `GET /api/users/me` above `GET /api/users/{user_id}`',
  ],
  [
    { kind: 'move', node: id('app', 'mount /v2'), to: 9 },
    'GET /v2/users',
    '',
    'move `mount /v2` below `POST /orders/`',
  ],
  [{ kind: 'disable', node: id('app', 'GET /health') }, 'GET /health', '200 /health → 404', 'switch off `GET /health`'],
  [{ kind: 'disable', node: id('router twice') }, 'GET /b/t', '200 /b/t → 404', 'switch off router `twice`'],
  [
    { kind: 'disable', node: id('app', 'mount /files') },
    'GET /files/a.js',
    '200 /files → 404',
    'switch off `mount /files`',
  ],
  [
    { kind: 'set-path', node: order, path: '/orders/{id:int}' },
    'GET /orders/x',
    '200 /orders/{id} → 404',
    'change the path of `GET /orders/{id}` to `/orders/{id:int}`',
  ],
  [
    { kind: 'set-path', node: id('router twice', 'GET /t'), path: '/u' },
    'GET /b/u',
    '404 → 200 /b/u',
    'change the path of `GET /t` in router `twice` to `/u`',
  ],
  [
    { kind: 'set-path', node: id('app', 'mount /v2'), path: '/v3' },
    'GET /v3/users',
    '404 → 200 /v3/users',
    'change the path of `mount /v2` to `/v3`',
  ],
  [
    { kind: 'set-path', node: id('app', 'mount /v2', 'app', 'GET /users'), path: '/people' },
    'GET /v2/people',
    '404 → 200 /v2/people',
    'change the path of `GET /v2/users` to `/people`',
  ],
  [
    { kind: 'set-path', node: id('app', 'host {t}.example.org'), path: 'testserver' },
    'POST /orders/',
    '200 /orders/ → 404',
    'change the pattern of `host {t}.example.org` to `testserver`',
  ],
  [
    { kind: 'set-methods', node: order, methods: ['GET', 'DELETE'] },
    'DELETE /orders/1',
    '405 /orders/{id} (Allow: GET) → 200 /orders/{id}',
    'change the methods of `GET /orders/{id}` to GET and DELETE',
  ],
  [
    { kind: 'set-params', node: order, params: { id: { kind: 'uuid' } } },
    'GET /orders/1',
    '200 /orders/{id} → 422 /orders/{id} (id: uuid)',
    'declare `id` as `uuid` in `GET /orders/{id}`',
  ],
  [
    { kind: 'set-params', node: id('router users', 'GET /{user_id}'), params: {} },
    'GET /api/users/me',
    '422 /api/users/{user_id} (user_id: int) → 200 /api/users/{user_id}',
    'remove the type of `user_id` in `GET /api/users/{user_id}`',
  ],
  [
    { kind: 'add', into: app, at: 0, route: route('/new') },
    'GET /new',
    '404 → 200 /new',
    'add `GET /new` above `GET /health`',
  ],
  [
    { kind: 'add', into: id('router users'), at: 3, route: route('/x/y') },
    'GET /api/users/x/y',
    '404 → 200 /api/users/x/y',
    'add `GET /api/users/x/y`',
  ],
  [{ kind: 'duplicate', node: order }, 'GET /orders/1', '', 'duplicate `GET /orders/{id}`'],
  [
    { kind: 'remove', node: users },
    'GET /api/users',
    '200 /api/users → 404',
    'remove the inclusion of router `users` under `/api`',
  ],
  [
    { kind: 'set-prefix', node: id('router users'), prefix: '/people' },
    'GET /api/people',
    '404 → 200 /api/people',
    'change the prefix of router `users` to `/people`',
  ],
  [
    { kind: 'set-prefix', node: id('router users'), prefix: '' },
    'GET /api/me',
    '404 → 422 /api/{user_id} (user_id: int)',
    'remove the prefix of router `users`',
  ],
  [
    { kind: 'set-prefix', node: users, prefix: '' },
    'GET /users',
    '404 → 200 /users',
    'include router `users` without a prefix instead of `/api`',
  ],
  [
    { kind: 'set-prefix', node: id('app', 'mount /r', 'app'), prefix: '' },
    'GET /r/x',
    '404 → 200 /r/x',
    'remove the prefix of the APIRouter at `mount /r`',
  ],
  [
    { kind: 'include', router: 'billing', into: app, prefix: '/api' },
    'GET /api/billing/invoices',
    '404 → 200 /api/billing/invoices',
    'include router `billing` under `/api`',
  ],
  [
    { kind: 'set-option', app, option: 'redirect_slashes', value: false },
    'POST /orders',
    '307 to /orders/ → 404',
    'switch off `redirect_slashes`',
  ],
  [
    { kind: 'set-option', app: id('app', 'mount /v2', 'app'), option: 'redirect_slashes', value: false },
    'GET /v2/users/',
    '307 to /v2/users → 404',
    'switch off `redirect_slashes` in the application at `mount /v2`',
  ],
  [
    { kind: 'set-option', app, option: 'docs_url', value: '/help' },
    'GET /help',
    '404 → 200 /help',
    'set `docs_url` to `/help`',
  ],
  [
    { kind: 'set-option', app, option: 'openapi_url', value: null },
    'GET /docs',
    '200 /docs → 404',
    'switch off `openapi_url`',
  ],
  [
    { kind: 'set-option', app, option: 'root_path', value: '/proxy' },
    'GET /proxy/health',
    '404 → 200 /health',
    'set `root_path` to `/proxy`',
  ],
  [
    { kind: 'set-server-root-path', value: '/srv' },
    'POST /orders',
    '307 to /orders/ → 307 to /srv/orders/',
    "set the server's root path to `/srv`",
  ],
  [
    { kind: 'set-framework', framework: 'starlette' },
    'HEAD /health',
    '405 /health (Allow: GET) → 200 /health',
    'switch to starlette',
  ],
  [
    {
      kind: 'batch',
      edits: [
        { kind: 'disable', node: id('app', 'GET /health') },
        { kind: 'set-path', node: order, path: '/health' },
      ],
    },
    'GET /health',
    '200 /health → 200 /health',
    'switch off `GET /health`, then change the path of `GET /orders/{id}` to `/health`',
  ],
];

describe('an edit changes an answer, and says what it is', () => {
  it.each(CHANGES)('%j: %s', (edit, request, change, words) => {
    const after = applyEdit(TREE, edit);
    if (isEditFault(after)) throw new Error(after.fault);
    const [method = '', target = ''] = request.split(' ');
    const found = compareAnswers(compile(TREE), compile(after), makeRequest(method, target));
    expect(found ? changeLine(found) : '').toBe(change && `${request}  ${change}`);
    expect(describeEdit(TREE, edit)).toBe(words);
  });

  it('covers every kind of edit', () => {
    const kinds = new Set(CHANGES.map(([edit]) => edit.kind));
    expect([...kinds].sort().join(' ')).toBe(
      'add batch disable duplicate include move remove set-framework set-methods set-option set-params set-path set-prefix set-server-root-path',
    );
  });
});

const orphan = id('router billing', 'GET /invoices');
const FAULTS: [edit: Edit, fault: string][] = [
  [{ kind: 'remove', node: 999 }, 'the application no longer has that node'],
  [{ kind: 'enable', node: me }, '`GET /me` is already on'],
  [{ kind: 'disable', node: app }, 'switch the mount or host that holds this application'],
  [{ kind: 'enable', node: id('router twice') }, 'router `twice` is already on'],
  [{ kind: 'move', node: me, to: 1 }, '`GET /me` is already there'],
  [{ kind: 'move', node: me, to: 3 }, '`GET /me` is already at that end'],
  [{ kind: 'move', node: me, to: -1 }, '`GET /me` is already at that end'],
  [{ kind: 'move', node: id('router users'), to: 0 }, 'this change is for routes, not for routers'],
  [{ kind: 'set-path', node: me, path: '/me' }, 'there is nothing to change'],
  [{ kind: 'set-path', node: order, path: 'orders' }, 'a path must start with "/", and "orders" doesn\'t'],
  [{ kind: 'set-path', node: users, path: '/x' }, '`include users /api` has a prefix, not a path'],
  [{ kind: 'set-path', node: id('app', 'host {t}.example.org'), path: '/x' }, 'a host must not start with "/"'],
  [
    { kind: 'set-path', node: order, path: '/{a:ints}' },
    '`/{a:ints}`: unknown convertor "ints"; expected one of str, path, int, float, uuid',
  ],
  [
    { kind: 'set-path', node: order, path: '/{a}/{a}' },
    '`/{a}/{a}`: parameter "a" appears twice; expected another name',
  ],
  [
    { kind: 'set-path', node: id('app', 'mount /v2'), path: '/{path}' },
    '`/{path}/{path:path}`: parameter "path" appears twice; expected another name',
  ],
  [{ kind: 'set-methods', node: order, methods: [] }, 'a route needs at least one method'],
  [{ kind: 'set-methods', node: order, methods: ['get'] }, '"get" is not an HTTP method; write methods in upper case'],
  [{ kind: 'set-methods', node: order, methods: ['GET', 'GET'] }, 'GET is listed twice'],
  [{ kind: 'set-methods', node: users, methods: ['GET'] }, '`include users /api` has no methods'],
  [{ kind: 'set-params', node: order, params: { x: { kind: 'int' } } }, '`GET /orders/{id}` has no parameter "x"'],
  [{ kind: 'set-params', node: users, params: {} }, '`include users /api` declares no parameters'],
  [{ kind: 'add', into: me, at: 0, route: route('/x') }, 'the application no longer has that node'],
  [{ kind: 'add', into: app, at: 99, route: route('/x') }, 'the list has 10 entries, no place 99'],
  [
    { kind: 'add', into: app, at: 0, route: TREE.app.routes[0] as RouteNode },
    '`GET /health` is already in the application',
  ],
  [{ kind: 'add', into: app, at: 0, route: route('x') }, 'a path must start with "/", and "x" doesn\'t'],
  [{ kind: 'set-prefix', node: users, prefix: 'api' }, 'a prefix must start with "/", and "api" doesn\'t'],
  [
    { kind: 'set-prefix', node: users, prefix: '/api/' },
    'a prefix must not end with "/", as the paths after it start with one',
  ],
  [
    { kind: 'set-prefix', node: users, prefix: '/{user_id}' },
    '/{user_id}/users/{user_id} would have the parameter "user_id" twice',
  ],
  [{ kind: 'set-prefix', node: order, prefix: '/x' }, '`GET /orders/{id}` has no prefix'],
  [{ kind: 'set-prefix', node: app, prefix: '/x' }, 'this application has no prefix'],
  [
    {
      kind: 'batch',
      edits: [
        { kind: 'set-prefix', node: users, prefix: '' },
        { kind: 'set-prefix', node: id('router users'), prefix: '' },
      ],
    },
    'prefix and path of a route must not both be empty',
  ],
  [
    { kind: 'include', router: 'biling', into: app, prefix: '' },
    'there is no router `biling`; use one of `users`, `billing`, `twice`, `outer`',
  ],
  [{ kind: 'include', router: 'users', into: id('router users'), prefix: '' }, "router `users` can't include itself"],
  [
    { kind: 'include', router: 'outer', into: id('router billing'), prefix: '' },
    'router `outer` includes `billing` itself, so including it would be a circle',
  ],
  [
    { kind: 'include', router: 'billing', into: id('app', 'host {t}.example.org', 'app'), prefix: '' },
    "starlette applications can't include routers; mount it instead",
  ],
  [
    { kind: 'set-option', app: orphan, option: 'docs_url', value: null },
    'options belong to applications, not to routes',
  ],
  [
    { kind: 'set-option', app: id('router users'), option: 'redirect_slashes', value: false },
    'the options of router `users` are ignored once it is included',
  ],
  [
    { kind: 'set-option', app: id('app', 'mount /files', 'app'), option: 'docs_url', value: null },
    'a mounted static application has no options',
  ],
  [
    { kind: 'set-option', app: id('app', 'mount /r', 'app'), option: 'docs_url', value: null },
    'an apirouter application has no docs_url',
  ],
  [{ kind: 'set-option', app, option: 'base_path', value: '/x' }, 'a fastapi application has no base_path'],
  [{ kind: 'set-option', app, option: 'docs_url', value: 'docs' }, 'docs_url must start with "/", and "docs" doesn\'t'],
  [{ kind: 'set-option', app, option: 'docs_url', value: true }, 'docs_url is a path, or null to switch it off'],
  [{ kind: 'set-option', app, option: 'redirect_slashes', value: null }, 'redirect_slashes is either true or false'],
  [{ kind: 'set-option', app, option: 'redirect_slashes', value: true }, 'there is nothing to change'],
  [{ kind: 'set-server-root-path', value: 'x' }, 'a root path must start with "/", and "x" doesn\'t'],
  [{ kind: 'set-framework', framework: 'fastapi' }, 'this is already a fastapi application'],
  [{ kind: 'batch', edits: [] }, 'there is nothing to change'],
];

describe("an edit that can't be made says why", () => {
  it.each(FAULTS)('%j', (edit, fault) => {
    expect(applyEdit(TREE, edit)).toEqual({ fault });
  });
});

describe('a typed route', () => {
  it.each([
    ['GET /x', 'GET /x'],
    ['  get,post,GET   /x/{id:int} ', 'GET,POST /x/{id:int}'],
    ['/x', 'GET /x'],
    ['M-SEARCH /x', 'M-SEARCH /x'],
    ['', 'type METHOD PATH, like GET /users'],
    ['GET', '"GET" has no path; type METHOD PATH, like GET /users'],
  ])('%j', (line, expected) => {
    const node = newRoute(TREE, line);
    if (isEditFault(node)) expect(node.fault).toBe(expected);
    else {
      expect(label(node)).toBe(expected);
      expect(isEditFault(applyEdit(TREE, { kind: 'add', into: app, at: 0, route: node }))).toBe(false);
    }
  });
});

it('what an edit does not touch is shared', () => {
  const after = applyEdit(TREE, { kind: 'move', node: me, to: 0 }) as RouteTree;
  expect(after.app).toBe(TREE.app);
  expect(after.routers[1]).toBe(TREE.routers[1]);
  expect(after.routers[0]?.routes[2]).toBe(TREE.routers[0]?.routes[2]);
});

describe('words of a change behind a host', () => {
  it.each<[Edit, string]>([
    [
      { kind: 'disable', node: id('app', 'host {t}.example.org', 'app', 'GET /') },
      'switch off `GET /` at host `{t}.example.org`',
    ],
    [
      { kind: 'add', into: id('app', 'host {t}.example.org', 'app'), at: 0, route: route('/new') },
      'add `GET /new` at host `{t}.example.org` above `GET /`',
    ],
    [{ kind: 'disable', node: id('app', 'host {t}.example.org') }, 'switch off `host {t}.example.org`'],
  ])('name the host: %j', (edit, words) => {
    expect(describeEdit(TREE, edit)).toBe(words);
  });
});
