import { describe, expect, it } from 'vitest';
import { read, routesOf, yaml } from './support.ts';

const fastapi = (operation: object = {}) => ({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '0.1.0' },
  paths: {
    '/b/{id}': { get: { responses: { 200: {}, 422: {} }, ...operation } },
    '/a': { get: { responses: { 200: {} } } },
  },
  components: { schemas: { HTTPValidationError: {}, ValidationError: {} } },
});

describe('the framework of a document', () => {
  it('is FastAPI where its marks are', () => {
    const { tree } = read({ ...fastapi(), servers: [{ url: '/api/v1' }] });
    expect(tree?.app.kind).toBe('fastapi');
    expect(tree?.app).toMatchObject({
      kind: 'fastapi',
      options: { root_path: '/api/v1', docs_url: '/docs', redirect_slashes: true },
    });
    expect(tree?.blindSpots).toEqual(['order inside a path', 'convertors', 'mounts', 'hidden routes']);
  });

  it.each<[what: string, document: object]>([
    ['the component alone', fastapi({ responses: { 200: {} } })],
    ['422 alone', { ...fastapi(), components: { schemas: {} } }],
    ['neither', { openapi: '3.1.0', paths: { '/a': { get: {} } } }],
  ])('is plain OpenAPI with %s', (_what, document) => {
    const { tree } = read(document);
    expect([tree?.app.kind, tree?.blindSpots]).toEqual(['openapi', []]);
  });

  it.each(['openapi', 'fastapi', 'starlette'] as const)('is %s when asked', (framework) => {
    expect(read(fastapi(), { framework }).tree?.app.kind).toBe(framework);
  });
});

describe('an operation', () => {
  it('brings what documentation says of it', () => {
    const [route] = routesOf(
      read(
        yaml(`
/a:
  get:
    operationId: listThings
    summary: All things
    tags: [things, 2]
    deprecated: true
    security: [{key: []}, {oauth: [read], key: []}, {}]
`),
      ),
    );
    expect(route).toMatchObject({
      kind: 'route',
      name: 'listThings',
      summary: 'All things',
      tags: ['things', '2'],
      deprecated: true,
      security: ['key', 'oauth'],
      source: { file: 'api.yaml', line: 5, column: 3 + 2 },
    });
  });

  it.each([
    ['of the document', '{}', ['key']],
    ['of its own', '{security: [{other: []}]}', ['other']],
    ['none', '{security: []}', []],
    ['optional only', '{security: [{}]}', []],
  ])('has the security %s', (_what, operation, expected) => {
    const [route] = routesOf(read(yaml(`/a: {get: ${operation}}`, 'security: [{key: []}]')));
    expect(route?.security).toEqual(expected);
  });

  it('keeps the order of the document', () => {
    const { tree } = read(yaml('/b: {post: {}, get: {}}\n/a: {delete: {}}\n/{x}: {get: {}}'));
    expect(
      tree?.app.routes.map((node) => [
        node.id,
        node.kind === 'route' && node.path,
        node.kind === 'route' && node.methods[0],
      ]),
    ).toEqual([
      [1, '/b', 'POST'],
      [2, '/b', 'GET'],
      [3, '/a', 'DELETE'],
      [4, '/{x}', 'GET'],
    ]);
  });
});
