import { describe, expect, test } from 'vitest';
import { compile } from '../../src/dialects/index.ts';
import { buildTree, type RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { exampleRequest } from '../../src/session/example.ts';

type Routes = NonNullable<RoutesFile['routes']>;

function exampleOf(route: Routes[number]) {
  const app = compile(
    buildTree({ framework: 'fastapi', docs_url: null, redoc_url: null, openapi_url: null, routes: [route] }),
  );
  const [row] = app.rows;
  if (!row) throw new Error('no row');
  const request = exampleRequest(row);
  return { request, row, resolution: app.resolve(request) };
}

const typed = (path: string, params: Record<string, string>): Routes[number] => ({ path, methods: ['GET'], params });

describe('an example is answered by its route, with values as people write them', () => {
  test.each<[string, Routes[number], RegExp]>([
    ['a path', 'GET /files/{file:path}', /^\/files\/\w+\/[\w.]+$/],
    ['a path and more', 'GET /files/{file:path}/raw', /^\/files\/\w+\/[\w.]+\/raw$/],
    ['text', 'GET /users/{name}', /^\/users\/[a-z]+$/],
    ['an id', 'GET /users/{user_id}', /^\/users\/\w+$/],
    ['two in a segment', 'GET /x/{name}.{ending}', /^\/x\/\w+\.\w+$/],
    ['an int convertor', 'GET /x/{n:int}', /^\/x\/\d+$/],
    ['a float convertor', 'GET /x/{n:float}', /^\/x\/\d+\.\d+$/],
    ['a uuid convertor', 'GET /x/{id:uuid}', /^\/x\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
    ['int', typed('/x/{n}', { n: 'int' }), /^\/x\/\d+$/],
    ['float', typed('/x/{n}', { n: 'float' }), /^\/x\/\d+\.\d+$/],
    ['decimal', typed('/x/{n}', { n: 'decimal' }), /^\/x\/\d+\.\d+$/],
    ['bool', typed('/x/{n}', { n: 'bool' }), /^\/x\/true$/],
    ['uuid', typed('/x/{n}', { n: 'uuid' }), /^\/x\/[0-9a-f-]{36}$/],
    ['date', typed('/x/{n}', { n: 'date' }), /^\/x\/\d{4}-\d\d-\d\d$/],
    ['datetime', typed('/x/{n}', { n: 'datetime' }), /^\/x\/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/],
    ['enum', typed('/x/{n}', { n: 'enum:new,used' }), /^\/x\/new$/],
    ['literal', typed('/x/{n}', { n: 'literal:a b,c' }), /^\/x\/a%20b$/],
  ])('%s', (_, route, path) => {
    const { request, row, resolution } = exampleOf(route);
    expect(request.path).toMatch(path);
    expect(resolution.registration).toBe(row.registration);
    expect(resolution.outcome).toBe('matched');
  });
});
