import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runs } from '../../support/runs.ts';
import { places, read, readFiles, routesOf, yaml } from './support.ts';

const column = (result: ReturnType<typeof read>) => places(result).map((at) => at.replace('api.yaml:', ''));

describe('places of operations', () => {
  it.each<[what: string, text: string, places: readonly string[]]>([
    ['block YAML', yaml('/a:\n  summary: x\n  get:\n    summary: "get: {}"\n\n  # get:\n  put: {}'), ['6:5', '10:5']],
    ['flow YAML', yaml('/a: {get: {}, put: {get: 1}}'), ['4:8', '4:17']],
    ['quoted keys', yaml('"/a":\n  "get": {}'), ['5:5']],
    ['explicit keys', yaml('? /a\n: get: {}'), ['5:5']],
    ['CRLF', yaml('/a:\n  get: {}').replaceAll('\n', '\r\n'), ['5:5']],
    ['tabs as indentation', 'openapi: 3.0.0\npaths:\n\t/a:\n\t \tget: {}', ['4:4']],
    ['a byte order mark', `\ufeff${yaml('/a:\n  get: {}')}`, ['5:5']],
    ['an operation on the line of its path', yaml('/a: {\n  get: {}}'), ['5:5']],
    [
      'block scalars that look like operations',
      yaml('/a:\n  description: |\n    get: no\n  get:\n    summary: yes'),
      ['7:5'],
    ],
    [
      'JSON',
      '{\n "openapi": "3.0.0", "paths": {\n  "/a": {\n   "summary": "\\"get\\": {",\n   "get": {}\n}}}',
      ['5:4'],
    ],
    ['JSON in one line', '{"openapi":"3.0.0","paths":{"/a":{"get":{},"put":{}}}}', ['1:35', '1:44']],
    ['JSON with old Mac line ends', '{"openapi":"3.0.0",\r"paths":{"/a":{\r"get":{}}}}', ['3:1']],
    ['JSON with escaped keys', '{"openapi":"3.0.0","paths":{"\\/a":{\n"\\u0067et":{}}}}', ['2:1']],
    [
      'JSON with keys that are numbers',
      '{"openapi":"3.0.0","paths":{"x":1,\n"/a":{"200":{},\n"get":{}},"7":2}}',
      ['3:1'],
    ],
    [
      'JSON with a key twice',
      '{"openapi":"3.0.0","paths":{"/a":{"get":{"a":1}},\n"/a":{"put":{},\n"get":{}}}}',
      ['2:7', '3:1'],
    ],
    [
      'JSON behind characters of two, three and four bytes, in UTF-16 units',
      '{"openapi":"3.0.0","é€😀":1,"paths":{"/é/😀":{"get":{},"x-é":"é","put":{}}}}',
      ['1:47', '1:66'],
    ],
    [
      'paths after the rest',
      '{"openapi":"3.0.0","components":{"paths":{"/a":{"get":{}}}},\n"paths":{"/a":{"get":{}}}}',
      ['2:16'],
    ],
  ])('%s', (_what, text, expected) => {
    expect(column(read(text))).toEqual(expected);
  });

  it('of path items that others refer to', () => {
    const document = {
      openapi: '3.1.0',
      paths: { '/a': { $ref: '#/components/pathItems/x' } },
      components: { schemas: { y: {} }, pathItems: { x: { get: {} } } },
    };
    expect(column(read(JSON.stringify(document, null, 1)))).toEqual(['14:5']);
  });

  it('of keys that stand twice, on one line with wide characters, inner mappings before outer ones', () => {
    const text =
      '{"openapi":"3.0.0","é":1,"paths":{"/😀":{"get":{"x":1,"x":2},"get":{}},"/b":{"get":{}},"/b":{"put":{}}}}';
    const { problems } = read(text);
    const twice = problems.filter(({ code }) => code === 'duplicate-key').map(({ at }) => at?.column);
    const second = (key: string) => text.indexOf(key, text.indexOf(key) + 1) + 1;
    expect(twice).toEqual([second('"get"'), second('"/b"')]);
  });

  const key = fc.oneof(
    fc.constantFrom('get', 'put', 'paths', '/a', '"', '\\', '{', '\u2028', '7', '__proto__'),
    fc.string(),
  );
  const filler = fc.dictionary(key, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4, noNullPrototype: true });
  const item = fc.record(
    { get: filler, post: filler, summary: fc.string() },
    { requiredKeys: ['get'], noNullPrototype: true },
  );
  const document = fc
    .tuple(
      filler,
      fc.dictionary(
        key.map((text) => `/${text.trim()}`),
        item,
        { minKeys: 1, maxKeys: 6, noNullPrototype: true },
      ),
      filler,
    )
    .map(([before, paths, after]) => ({ ...before, ...after, openapi: '3.1.0', paths, z: after }));

  it.each([0, 1, 4])('in any JSON with indentation %i are those of the keys', (indent) => {
    fc.assert(
      fc.property(document, (value) => {
        const text = JSON.stringify(value, null, indent);
        const lines = text.split('\n');
        for (const route of routesOf(read(text))) {
          const rest = (lines[(route.source?.line ?? 0) - 1] ?? '').slice((route.source?.column ?? 1) - 1);
          expect(rest.startsWith(`"${route.methods[0]?.toLowerCase()}":`)).toBe(true);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it('name the file that holds the operation', () => {
    const result = readFiles({ 'v1/api.yaml': yaml('/a: {$ref: x/a.yaml}'), 'v1/x/a.yaml': '\n\nget: {}' });
    expect(places(result)).toEqual(['v1/x/a.yaml:3:1']);
  });
});

describe('places of problems with the document itself', () => {
  const rest = 'paths:\n  /a:\n    get: {}\n';
  it.each<[what: string, code: string, text: string, inYaml: string, inJson: string]>([
    ['no paths', 'no-paths', '# openapi\ninfo:\n  title: openapi\nopenapi: 3.1.0\n', '4:1', '5:2'],
    ['no paths, of 2.0', 'no-paths', 'info:\n  title: swagger\nswagger: "2.0"\n', '3:1', '5:2'],
    ['empty paths', 'no-paths', 'openapi: 3.1.0\ninfo:\n  title: paths\npaths: {}\n', '4:1', '6:2'],
    ['paths that are none', 'no-paths', 'openapi: 3.1.0\ninfo:\n  title: paths\npaths: none\n', '4:1', '6:2'],
    ['paths without operations', 'no-paths', 'openapi: 3.1.0\npaths:\n  /a: {}\n', '2:1', '3:2'],
    ['an old version', 'not-openapi', 'info: swagger\nswagger: "1.1"\n', '2:1', '3:2'],
    ['an older one', 'not-openapi', 'apis: [swaggerVersion]\nswaggerVersion: "1.2"\n', '2:1', '5:2'],
    ['another kind', 'not-openapi', 'id: "asyncapi:x"\nasyncapi: 3.0.0\n', '2:1', '3:2'],
    ['nothing known', 'not-openapi', 'webhooks: {}\n', '1:1', '1:1'],
    ['an unknown version', 'unknown-version', `info: {title: openapi}\nopenapi: 5.0.0\n${rest}`, '2:1', '5:2'],
    ['servers that are none', 'bad-servers', `info: {title: servers}\nservers: none\n${rest}`, '2:1', '5:2'],
    ['a server that is none', 'bad-server', `openapi: 3.0.0\nservers:\n  - none\n  - 0\n${rest}`, '2:1', '3:2'],
    ['a server without URL', 'bad-server', `openapi: 3.0.0\nservers:\n  - name: x\n${rest}`, '3:5', '4:3'],
    ['a base path', 'bad-base-path', `swagger: "2.0"\ninfo: {title: basePath}\nbasePath: v1\n${rest}`, '3:1', '6:2'],
    [
      'a server of a path',
      'bad-server',
      'openapi: 3.0.0\npaths:\n  /a:\n    servers: [{}]\n    get: {}\n',
      '4:15',
      '6:5',
    ],
  ])('%s', (_what, code, text, inYaml, inJson) => {
    const placeOf = (source: string) => {
      const found = read(source).problems.find((problem) => problem.code === code);
      expect(found?.lineText).toBeTruthy();
      return `${found?.at?.line}:${found?.at?.column}`;
    };
    expect(placeOf(text)).toBe(inYaml);
    expect(placeOf(text.replaceAll('\n', '\r\n'))).toBe(inYaml);
    expect(placeOf(JSON.stringify(parse(text), null, 1))).toBe(inJson);
  });

  it('of several in one file', () => {
    const { problems } = read('# a\n---\nopenapi: 3.0.0\npaths: {/a: {get: {}}}\n---\nx: 1\n');
    expect(problems[0]).toMatchObject({ code: 'several-documents', at: { line: 5, column: 1 }, lineText: '---' });
  });
});
