import { describe, expect, it } from 'vitest';
import { readOpenApi } from '../../../src/formats/openapi/read-openapi.ts';
import { createReader } from '../../../src/formats/openapi/reader.ts';
import { parseYaml } from '../../../src/formats/text/yaml-document.ts';
import { codes, listed, places, read, readFiles, routesOf, yaml } from './support.ts';

const ITEM = 'get: {operationId: found}\n';

describe('references', () => {
  it.each<[what: string, files: Record<string, string>]>([
    ['a path item beside', { 'api.yaml': yaml('/a: {$ref: items/a.yaml}'), 'items/a.yaml': ITEM }],
    ['a JSON path item', { 'api.yaml': yaml('/a: {$ref: ./a.json}'), 'a.json': '{"get": {"operationId": "found"}}' }],
    [
      'braces, @ and a space in the name',
      { 'api.yaml': yaml("/a: {$ref: 'x/@me {id}.yaml'}"), 'x/@me {id}.yaml': ITEM },
    ],
    ['an encoded name', { 'api.yaml': yaml("/a: {$ref: 'x/a%20%7Bid%7D.yaml'}"), 'x/a {id}.yaml': ITEM }],
    ['a name with a percent sign', { 'api.yaml': yaml("/a: {$ref: 'a%zz.yaml'}"), 'a%zz.yaml': ITEM }],
    ['a reference on the next line', { 'api.yaml': yaml('/a:\n  $ref:\n    "x/a.yaml"'), 'x/a.yaml': ITEM }],
    ['a reference folded over lines', { 'api.yaml': yaml('/a:\n  $ref: x/\n    a.yaml'), 'x/a.yaml': ITEM }],
    ['a block scalar', { 'api.yaml': yaml('/a:\n  $ref: >\n    x/a.yaml'), 'x/a.yaml': ITEM }],
    ['backslashes', { 'api.yaml': yaml("/a: {$ref: 'x\\a.yaml'}"), 'x/a.yaml': ITEM }],
    [
      "another file's paths",
      {
        'api.yaml': yaml("/a: {$ref: 'b.yaml#/paths/~1b~1{id}'}"),
        'b.yaml': yaml('/b/{id}: {get: {operationId: found}}'),
      },
    ],
    [
      'an encoded pointer',
      {
        'api.yaml': yaml("/a: {$ref: 'b.yaml#/paths/~1b~1%7Bid%7D'}"),
        'b.yaml': yaml('/b/{id}: {get: {operationId: found}}'),
      },
    ],
    [
      'a tilde in a key',
      {
        'api.yaml': yaml(
          "/a: {$ref: '#/components/pathItems/x~0y'}",
          'components: {pathItems: {x~y: {get: {operationId: found}}}}',
        ),
      },
    ],
    ['its own paths', { 'api.yaml': yaml("/a: {$ref: '#/paths/~1b'}\n/b: {get: {operationId: found}}") }],
    [
      'a pointer without its slash',
      {
        'api.yaml': yaml(
          "/a: {$ref: '#components/pathItems/x'}",
          'components: {pathItems: {x: {get: {operationId: found}}}}',
        ),
      },
    ],
    ['an operation', { 'api.yaml': yaml('/a: {get: {$ref: ops/get.yml}}'), 'ops/get.yml': 'operationId: found\n' }],
    [
      'an operation in a list of them',
      { 'api.yaml': yaml("/a: {get: {$ref: 'ops.yml#/list'}}"), 'ops.yml': 'list: {operationId: found}\n' },
    ],
    [
      'all of paths',
      {
        'api.yaml': 'openapi: 3.1.0\npaths: {$ref: paths/index.yaml}',
        'paths/index.yaml': '/a: {$ref: a.yaml}',
        'paths/a.yaml': ITEM,
      },
    ],
    [
      'a section that is itself elsewhere',
      {
        'api.yaml': yaml("/a: {$ref: '#/components/pathItems/x'}", 'components: {pathItems: {$ref: items.yaml}}'),
        'items.yaml': `x: {${ITEM.trim()}}`,
      },
    ],
    [
      'a chain through three folders',
      {
        'v/api.yaml': yaml('/a: {$ref: a/1.yaml}'),
        'v/a/1.yaml': '$ref: ../b/2.yaml',
        'v/b/2.yaml': '$ref: ./c/3.yaml',
        'v/b/c/3.yaml': ITEM,
      },
    ],
    [
      'back into the first document',
      {
        'api.yaml': yaml('/a: {$ref: x/1.yaml}', 'components: {pathItems: {y: {get: {operationId: found}}}}'),
        'x/1.yaml': "$ref: '../api.yaml#/components/pathItems/y'",
      },
    ],
    ['a merge into the path item', { 'api.yaml': yaml('/a: {$ref: a.yaml, summary: ours}'), 'a.yaml': ITEM }],
  ])('to %s', (_what, files) => {
    const result = readFiles(files);
    expect(routesOf(result)[0]).toMatchObject({ path: '/a', methods: ['GET'], name: 'found' });
    expect(codes(result)).toEqual([]);
  });

  it.each<[what: string, files: Record<string, string>, code: string, routes: readonly string[]]>([
    ['to a missing file', { 'api.yaml': yaml('/a: {$ref: no.yaml}\n/b: {get: {}}') }, 'missing-file', ['GET /b']],
    [
      'to a missing key',
      { 'api.yaml': yaml("/a: {$ref: '#/components/x'}\n/b: {get: {}}") },
      'missing-target',
      ['GET /b'],
    ],
    [
      'to something that is no mapping',
      { 'api.yaml': yaml("/a: {$ref: '#/info/title'}\n/b: {get: {}}") },
      'missing-target',
      ['GET /b'],
    ],
    ['to itself', { 'api.yaml': yaml("/a: {$ref: '#/paths/~1a'}\n/b: {get: {}}") }, 'reference-cycle', ['GET /b']],
    [
      'in a circle',
      { 'api.yaml': yaml("/a: {$ref: '#/paths/~1c'}\n/b: {get: {}}\n/c: {$ref: 'api.yaml#/paths/~1a'}") },
      'reference-cycle',
      ['GET /b'],
    ],
    ['to an anchor', { 'api.yaml': yaml("/a: {$ref: '#name'}\n/b: {get: {}}") }, 'unsupported-reference', ['GET /b']],
    [
      'out of the folder',
      { 'v/api.yaml': yaml('/a: {$ref: ../a.yaml}\n/b: {get: {}}'), 'a.yaml': ITEM },
      'reference-outside',
      ['GET /b'],
    ],
    [
      'to an absolute path',
      { 'api.yaml': yaml('/a: {$ref: /etc/passwd}\n/b: {get: {}}'), '/etc/passwd': ITEM },
      'reference-outside',
      ['GET /b'],
    ],
    [
      'to a URL',
      { 'api.yaml': yaml('/a: {$ref: "https://x.org/a.yaml"}\n/b: {get: {}}'), 'https://x.org/a.yaml': ITEM },
      'reference-url',
      ['GET /b'],
    ],
    [
      'to a file that is broken',
      { 'api.yaml': yaml('/a: {$ref: a.yaml}\n/b: {get: {}}'), 'a.yaml': 'a: [' },
      'missing-file',
      ['GET /b'],
    ],
    ['of an operation to nowhere', { 'api.yaml': yaml('/a: {get: {$ref: no.yaml}}') }, 'broken-operation', ['GET /a']],
    [
      'beside an operation of the same method',
      { 'api.yaml': yaml('/a: {$ref: a.yaml, get: {operationId: ours}}'), 'a.yaml': ITEM },
      'overridden-operation',
      ['GET /a'],
    ],
  ])('%s', (_what, files, code, routes) => {
    const result = readFiles(files);
    expect(codes(result)).toContain(code);
    expect(listed(result)).toEqual(routes);
    expect(result.problems.find((problem) => problem.code === code)?.at?.column).toBeGreaterThan(0);
  });

  it('may leave the folder when allowed', () => {
    const files = { 'v/api.yaml': yaml('/a: {$ref: ../a.yaml}'), 'a.yaml': ITEM };
    expect(listed(readFiles(files, { allowOutside: true }))).toEqual(['GET /a']);
  });

  it('of a document from the network stay on its folder unless allowed', () => {
    const main = yaml('/a: {$ref: items/a.yaml}\n/b: {$ref: "https://other.org/b.yaml"}');
    const files = { 'https://x.org/v1/items/a.yaml': ITEM, 'https://other.org/b.yaml': ITEM };
    const resolve = (file: string) => (files as Record<string, string>)[file] ?? null;
    const file = 'https://x.org/v1/api.yaml';
    expect(listed(read(main, { file, resolve }))).toEqual(['GET /a']);
    expect(listed(read(main, { file, resolve, allowUrls: true }))).toEqual(['GET /a', 'GET /b']);
  });

  it('tell where each operation is written', () => {
    const result = readFiles({
      'api.yaml': yaml('/a:\n  $ref: a.yaml\n/b:\n  post:\n    $ref: "b.json#/posts/make"\n/c:\n  get: {}'),
      'a.yaml': '# comment\nsummary: x\n\nget:\n  operationId: a\n',
      'b.json': '{\n  "posts": {\n    "make": {"operationId": "b"}\n  }\n}',
    });
    expect(places(result)).toEqual(['a.yaml:4:1', 'b.json:3:5', 'api.yaml:10:5']);
  });

  it('lead into whatever a JSON document has', () => {
    const id = { in: 'path', name: 'id', schema: { type: 'integer' } };
    const result = read({
      openapi: '3.1.0',
      'x-things': { list: [0, { deep: [{ get: { operationId: 'deep', parameters: [id] } }] }] },
      paths: {
        '/a/{id}': { get: { operationId: 'a', parameters: [{ $ref: '#/paths/~1b~1{id}/put/x-own/0' }] } },
        '/b/{id}': {
          put: { operationId: 'b', parameters: [id], 'x-own': [id], responses: { 200: { item: { get: {} } } } },
        },
        '/c/{id}': { $ref: '#/x-things/list/1/deep/0' },
        '/d': { $ref: '#/paths/~1b~1{id}/put/responses/200/item' },
      },
    });
    expect(listed(result)).toEqual(['GET /a/{id}', 'PUT /b/{id}', 'GET /c/{id}', 'GET /d']);
    expect(routesOf(result).map(({ params }) => params.id?.kind)).toEqual(['int', 'int', 'int', undefined]);
    expect(new Set(places(result)).size).toBe(4);
    expect(codes(result)).toEqual([]);
  });

  it('have at most so many steps', () => {
    const deep = (steps: number) => ({ $ref: `#/x${'/a'.repeat(steps - 1)}` });
    const x = JSON.parse(`${'{"a":'.repeat(300)}{"get":{}}${'}'.repeat(300)}`);
    const result = read({ openapi: '3.1.0', x, paths: { '/a': deep(301), '/b': deep(201), '/c': { get: {} } } });
    expect(codes(result)).toEqual(['reference-too-deep', 'reference-too-deep']);
  });

  it('end in depth bombs', () => {
    const items = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`i${i}`, { $ref: `#/components/pathItems/i${i + 1}` }]),
    );
    const result = read({
      openapi: '3.1.0',
      paths: { '/a': { $ref: '#/components/pathItems/i0' }, '/b': { get: {} } },
      components: { pathItems: items },
    });
    expect([listed(result), codes(result)]).toEqual([['GET /b'], ['reference-too-deep']]);
  });
});

describe('other files', () => {
  const files: Record<string, string> = {
    'api.yaml': yaml('/a/{id}: {$ref: a.yaml}\n/b/{id}: {$ref: b.yaml}\n/c: {get: {parameters: [{$ref: never.yaml}]}}'),
    'a.yaml': 'get: {parameters: [{$ref: "params.yaml#/id"}]}',
    'b.yaml': 'get: {parameters: [{$ref: "params.yaml#/id"}]}',
    'params.yaml': 'id: {in: path, name: id, schema: {$ref: "schemas.yaml#/Id"}}',
    'schemas.yaml': 'Id: {type: integer}',
  };

  it('are asked for in rounds, each once, and only as far as routes need them', () => {
    const reader = createReader(files['api.yaml'] ?? '', { file: 'api.yaml', yaml: { parse: parseYaml } });
    const rounds: string[][] = [];
    for (let wanted = reader.wanted(); wanted.length > 0; wanted = reader.wanted()) {
      rounds.push([...wanted]);
      for (const file of wanted) reader.supply(file, files[file] ?? null);
    }
    expect(rounds).toEqual([['a.yaml', 'b.yaml'], ['params.yaml'], ['schemas.yaml']]);
    expect(routesOf(reader.finish()).map((route) => route.params.id)).toEqual([
      { kind: 'int' },
      { kind: 'int' },
      undefined,
    ]);
  });

  it('are loaded by a function that takes time, whose failures are told', async () => {
    const asked: string[] = [];
    const load = async (file: string) => {
      asked.push(file);
      if (file === 'b.yaml') throw new Error('no permission');
      return files[file] ?? null;
    };
    const result = await readOpenApi(files['api.yaml'] ?? '', { file: 'api.yaml', load });
    expect(asked).toEqual(['a.yaml', 'b.yaml', 'params.yaml', 'schemas.yaml']);
    expect(listed(result)).toEqual(['GET /a/{id}', 'GET /c']);
    expect(result.problems.map((problem) => problem.message)).toEqual([
      '$ref "b.yaml" can\'t be followed: no permission',
    ]);
  });

  it('by the thousand cost each one reading', () => {
    const paths = Array.from({ length: 3000 }, (_, i) => `/p${i}: {get: {$ref: ops/${i}.yaml}}`).join('\n');
    let reads = 0;
    const resolve = () => {
      reads++;
      return 'operationId: x\n';
    };
    expect(routesOf(read(yaml(paths), { resolve })).length).toBe(3000);
    expect(reads).toBe(3000);
  });
});
