import { describe, expect, it } from 'vitest';
import { compile } from '../../src/dialects/index.ts';
import { combineTrees } from '../../src/formats/combine-trees.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { makeRequest } from '../../src/model/request.ts';
import type { RouteNode, RouteTree } from '../../src/model/route-tree.ts';

const users = buildTree({
  docs_url: null,
  routers: { all: { prefix: '/all', routes: ['GET /'] }, forgotten: { routes: ['GET /never'] } },
  routes: ['GET /{id}', { include: 'all' }, { mount: '/deep', app: { framework: 'starlette', routes: ['GET /x'] } }],
});
const gateway = buildTree({ routers: { all: { routes: ['GET /gate'] } }, routes: [{ include: 'all' }, 'GET /health'] });
const document = buildTree({ framework: 'openapi', routes: ['GET /doc/{id}'] });

const answer = (tree: RouteTree, target: string) => {
  const { status, route } = compile(tree).resolve(makeRequest('GET', target));
  return [status, route];
};

function ids(tree: RouteTree): readonly number[] {
  const node = (route: RouteNode): number[] => [
    route.id,
    ...('app' in route ? [route.app.id, ...('routes' in route.app ? route.app.routes.flatMap(node) : [])] : []),
  ];
  return [
    tree.app.id,
    ...tree.app.routes.flatMap(node),
    ...tree.routers.flatMap((router) => [router.id, ...router.routes.flatMap(node)]),
  ];
}

describe('several sources', () => {
  const both = combineTrees(gateway, [
    { name: 'users', prefix: '/users/', tree: users },
    { name: 'again', prefix: '/v2/users', tree: users },
  ]);

  it.each([
    ['/gate', 200, '/gate'],
    ['/health', 200, '/health'],
    ['/users/5', 200, '/users/{id}'],
    ['/users/all/', 200, '/users/all/'],
    ['/users/deep/x', 200, '/users/deep/x'],
    ['/v2/users/5', 200, '/v2/users/{id}'],
    ['/nothing', 404, null],
  ])('%s', (target, status, route) => {
    expect(answer(both, target)).toEqual([status, route]);
  });

  it('share no id and no router', () => {
    expect(new Set(ids(both)).size).toBe(ids(both).length);
    expect(both.routers.map(({ name }) => name)).toEqual([
      'all',
      'users:all',
      'users:forgotten',
      'again:all',
      'again:forgotten',
    ]);
  });

  it('keeps the routers of two sources of one name apart', () => {
    const other = buildTree({
      docs_url: null,
      routers: { all: { routes: ['GET /other'] } },
      routes: [{ include: 'all' }],
    });
    const both = combineTrees(gateway, [
      { name: 'users', prefix: '/a', tree: users },
      { name: 'users', prefix: '/b', tree: other },
    ]);
    expect(answer(both, '/b/other')).toEqual([200, '/b/other']);
    expect(new Set(both.routers.map(({ name }) => name)).size).toBe(both.routers.length);
  });

  it.each([
    ['/doc/1', 200, '/doc/{id}'],
    ['/users/5', 200, '/users/{id}'],
  ])('on an OpenAPI document: %s', (target, status, route) => {
    expect(answer(combineTrees(document, [{ name: 'users', prefix: '/users', tree: users }]), target)).toEqual([
      status,
      route,
    ]);
  });
});
