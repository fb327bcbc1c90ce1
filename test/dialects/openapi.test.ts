import { describe, expect, test } from 'vitest';
import { compile } from '../../src/dialects/index.ts';
import { makeApp } from '../../src/dialects/make-app.ts';
import type { Annotation } from '../../src/model/annotation.ts';
import { makeRequest } from '../../src/model/request.ts';
import type { Route, RouteTree } from '../../src/model/route-tree.ts';

type Operation = [method: string, path: string, params?: Record<string, Annotation>, basePaths?: readonly string[]];

function treeOf(operations: readonly Operation[], basePath = ''): RouteTree {
  const routes = operations.map(
    ([method, path, params = {}, basePaths], i): Route => ({
      kind: 'route',
      id: i + 1,
      source: null,
      late: false,
      name: '',
      summary: '',
      tags: [],
      deprecated: false,
      security: [],
      path,
      methods: [method],
      params,
      plain: false,
      ...(basePaths ? { basePaths } : {}),
    }),
  );
  const app = makeApp('openapi', 0, routes, { base_path: basePath });
  return { app, routers: [], serverRootPath: '', blindSpots: [] };
}

function ask(tree: RouteTree, line: string): string {
  const [method = '', target = ''] = line.split(' ');
  const { status, route, params, allow, invalid } = compile(tree).resolve(makeRequest(method, target));
  const words: string[] = [String(status)];
  if (route !== null) words.push(route);
  if (params && Object.keys(params).length > 0) words.push(JSON.stringify(params));
  if (allow !== null) words.push(`[${allow}]`);
  for (const { param, expected } of invalid) words.push(`${param} is no ${expected}`);
  return words.join(' ');
}

const OPERATIONS: readonly Operation[] = [
  ['GET', '/pets/{id}', { id: { kind: 'int', constraints: { minimum: 1, maximum: 100 } } }],
  ['DELETE', '/pets/{petId}'],
  ['GET', '/pets/mine'],
  ['POST', '/pets'],
  ['GET', '/pets'],
  ['GET', '/{kind}/mine/toys'],
  ['GET', '/pets/{id}/toys'],
  ['GET', '/files/{name}.{ext}'],
  ['GET', '/files/{name}'],
  ['GET', '/files/readme.{ext}'],
  ['POST', '/jobs/{job}:cancel'],
  ['GET', '/jobs/{job}'],
  ['GET', 'no-slash'],
  ['GET', '/query?kind={kind}'],
  ['GET', '/frag#1'],
  ['POST', '/frag#2'],
  ['GET', '/sp%20ace/{x}'],
];

describe.each([
  ['as declared', OPERATIONS],
  ['in reverse', [...OPERATIONS].reverse()],
])('whatever the order: %s', (_order, operations) => {
  const tree = treeOf(operations);
  test.each([
    ['GET /pets/5', '200 /pets/{id} {"id":5}'],
    ['GET /pets/mine', '200 /pets/mine'],
    ['DELETE /pets/mine', '405 /pets/mine [GET]'],
    ['PUT /pets', /^405 \/pets \[GET, POST\]$/],
    ['PUT /pets/5', /^405 \/pets\/\{(id|petId)\} \[DELETE, GET\]$/],
    ['DELETE /pets/abc', '200 /pets/{petId} {"petId":"abc"}'],
    ['GET /pets/abc', '400 /pets/{id} {"id":"abc"} id is no int'],
    ['GET /pets/101', '400 /pets/{id} {"id":"101"} id is no int'],
    // Compared from the left: a literal first segment beats a literal second one.
    ['GET /pets/mine/toys', '200 /pets/{id}/toys {"id":"mine"}'],
    ['GET /cats/mine/toys', '200 /{kind}/mine/toys {"kind":"cats"}'],
    ['GET /files/readme.txt', '200 /files/readme.{ext} {"ext":"txt"}'],
    ['GET /files/a.b.txt', '200 /files/{name}.{ext} {"name":"a.b","ext":"txt"}'],
    ['GET /files/plain', '200 /files/{name} {"name":"plain"}'],
    ['POST /jobs/7:cancel', '200 /jobs/{job}:cancel {"job":"7"}'],
    ['GET /jobs/7:cancel', '405 /jobs/{job}:cancel [POST]'],
    ['GET /jobs/7', '200 /jobs/{job} {"job":"7"}'],
    ['GET /no-slash', '200 /no-slash'],
    ['GET /query?kind=a', '200 /query?kind={kind}'],
    ['GET /frag', '200 /frag#1'],
    ['PUT /frag', /^405 \/frag#[12] \[GET, POST\]$/],
    ['GET /sp%20ace/a%2Fb', '200 /sp%20ace/{x} {"x":"a/b"}'],
    ['HEAD /pets', /^405 /],
    ['OPTIONS /pets', /^405 /],
    ['GET /pets/', '404'],
    ['GET /Pets', '404'],
    ['GET //pets', '404'],
    ['GET xpets', '404'],
    ['GET x%70ets', '404'],
    ['GET /', '404'],
  ] as [string, string | RegExp][])('%s', (line, expected) => {
    if (typeof expected === 'string') expect(ask(tree, line)).toBe(expected);
    else expect(ask(tree, line)).toMatch(expected);
  });
});

describe('base paths', () => {
  const tree = treeOf(
    [
      ['GET', '/a'],
      ['GET', '/b', {}, ['/other', '/third']],
      ['GET', '/c', {}, ['']],
    ],
    '/v1',
  );
  test.each([
    ['GET /v1/a', '200 /v1/a'],
    ['GET /a', '404'],
    ['GET /other/b', '200 /other/b'],
    ['GET /third/b', '200 /other/b'],
    ['GET /v1/b', '404'],
    ['GET /c', '200 /c'],
  ])('%s: %s', (line, expected) => {
    expect(ask(tree, line)).toBe(expected);
  });
});

describe('schemas', () => {
  const number = { minimum: 1, exclusiveMaximum: 2, multipleOf: 0.1 };
  const word = { minLength: 2, maxLength: 3, pattern: '^[a-z]+$' };
  test.each<[Annotation, string, boolean]>([
    [{ kind: 'int' }, '-5', true],
    [{ kind: 'int' }, '5.0', false],
    [{ kind: 'int' }, '+5', false],
    [{ kind: 'float', constraints: number }, '1.3', true],
    [{ kind: 'float', constraints: number }, '1.35', false],
    [{ kind: 'float', constraints: number }, '2', false],
    [{ kind: 'float' }, '1e3', true],
    [{ kind: 'float' }, 'NaN', false],
    [{ kind: 'bool' }, 'true', true],
    [{ kind: 'bool' }, '1', false],
    [{ kind: 'str', constraints: word }, 'abc', true],
    [{ kind: 'str', constraints: word }, 'abcd', false],
    [{ kind: 'str', constraints: word }, 'AB', false],
    [{ kind: 'str', constraints: { maxLength: 1 } }, '%F0%9F%98%80', true],
    [{ kind: 'str', constraints: { pattern: '(a' } }, 'b', true],
    [{ kind: 'uuid' }, '3F2504E0-4F89-41D3-9A0C-0305E82C3301', true],
    [{ kind: 'uuid' }, '3f2504e04f8941d39a0c0305e82c3301', false],
    [{ kind: 'date' }, '2024-02-29', true],
    [{ kind: 'date' }, '2023-02-29', false],
    [{ kind: 'datetime' }, '2024-02-29T12:00:00Z', true],
    [{ kind: 'datetime' }, '2024-02-29T12:00:00', false],
    [{ kind: 'enum', values: ['a', 'b'] }, 'a', true],
    [{ kind: 'enum', values: ['a', 'b'] }, 'c', false],
  ])('%j takes %s: %s', (annotation, text, fits) => {
    const answer = ask(treeOf([['GET', '/{x}', { x: annotation }]]), `GET /${text}`);
    expect(answer.slice(0, 3)).toBe(fits ? '200' : '400');
  });
});

test('paths of any depth are answered', () => {
  const deep = '/{x}'.repeat(3900);
  const tree = treeOf([
    ['GET', deep],
    ['GET', '/a'.repeat(50_000)],
  ]);
  expect(ask(tree, `GET ${'/a'.repeat(3900)}`).slice(0, 3)).toBe('200');
  expect(ask(tree, `GET ${'/a'.repeat(50_000)}`)).toMatch(/^200/);
  expect(ask(tree, `GET ${'/a'.repeat(60_000)}`)).toBe('404');
});
