import { describe, expect, it } from 'vitest';
import { codes, listed, read, yaml } from './support.ts';

/** What the document looks like, what it says, the routes that are read, the codes of what is said about it. */
type Row = readonly [what: string, text: string, routes: readonly string[], codes: readonly string[]];

const LOADS: readonly Row[] = [
  ['nothing odd', yaml('/a: {get: {}, post: {}}'), ['GET /a', 'POST /a'], []],
  ['a query in the path', yaml('/a?beta=true: {get: {}}'), ['GET /a?beta=true'], ['query-in-path']],
  ['a fragment in the path', yaml("'/a#exploded': {get: {}}"), ['GET /a#exploded'], ['query-in-path']],
  ['a pattern in the path', yaml("'/a/(.*)': {get: {}}"), ['GET /a/(.*)'], ['regex-in-path']],
  ['colon parameters', yaml('/a/:id: {get: {}}'), ['GET /a/:id'], ['colon-parameter']],
  ['angle parameters', yaml('/a/<id>: {get: {}}'), ['GET /a/<id>'], ['angle-parameter']],
  ['a stray brace', yaml("'/a/{id': {get: {}}"), ['GET /a/{id'], ['stray-brace']],
  ['an empty template', yaml("'/a/{}': {get: {}}"), ['GET /a/{}'], ['empty-template']],
  ['a trailing space', yaml("'/a ': {get: {}}"), ['GET /a'], ['space-around-path']],
  ['a space inside', yaml("'/a b': {get: {}}"), ['GET /a b'], ['space-in-path']],
  ['no leading slash', yaml('some/ping: {get: {}}'), ['GET /some/ping'], ['no-leading-slash']],
  [
    'several templates in a segment',
    yaml('/{a}...{b}: {get: {parameters: [{in: path, name: a}, {in: path, name: b}]}}'),
    ['GET /{a}...{b}'],
    [],
  ],
  [
    'a verb suffix',
    yaml("'/a/{id}:cancel': {post: {parameters: [{in: path, name: id}]}}"),
    ['POST /a/{id}:cancel'],
    [],
  ],
  [
    'a template twice',
    yaml('/{a}/x/{a}: {get: {parameters: [{in: path, name: a}]}}'),
    ['GET /{a}/x/{a}'],
    ['duplicate-template'],
  ],
  [
    'paths equal after renaming',
    yaml('/a/{x}: {get: {parameters: [{in: path, name: x}]}}\n/a/{y}: {get: {parameters: [{in: path, name: y}]}}'),
    ['GET /a/{x}', 'GET /a/{y}'],
    ['same-path'],
  ],
  [
    'the same with other methods',
    yaml('/a/{x}: {get: {parameters: [{in: path, name: x}]}}\n/a/{y}: {put: {parameters: [{in: path, name: y}]}}'),
    ['GET /a/{x}', 'PUT /a/{y}'],
    [],
  ],
  [
    'duplicate operationIds',
    yaml('/a: {get: {operationId: x}, put: {operationId: x}}'),
    ['GET /a', 'PUT /a'],
    ['duplicate-operation-id'],
  ],
  ['empty parameters', yaml('/a: {get: {parameters: null}}'), ['GET /a'], ['bad-parameters']],
  [
    'a parameter that is none',
    yaml('/{a}: {get: {parameters: [null, {in: path, name: a}]}}'),
    ['GET /{a}'],
    ['bad-parameter'],
  ],
  ['a path that is a list', yaml('/a: [{get: {}}]\n/b: {get: {}}'), ['GET /b'], ['bad-path-item']],
  ['an empty path', yaml('/a:\n/b: {get: {}}'), ['GET /b'], ['bad-path-item']],
  ['an operation that is a list', yaml('/a: {get: [], put: {}}'), ['PUT /a'], ['bad-operation']],
  ['an empty operation', yaml('/a: {get: , put: {}}'), ['PUT /a'], ['bad-operation']],
  ['a path without operations', yaml('/a: {summary: later}\n/b: {get: {}}'), ['GET /b'], ['empty-path']],
  ['methods in upper case', yaml('/a: {GET: {}}'), ['GET /a'], ['method-case']],
  ['an unknown method', yaml('/a: {get: {}, fetch: {}}'), ['GET /a'], ['unknown-method']],
  ['extensions', yaml('/a: {get: {}, x-post: {}}\nx-b: {get: {}}'), ['GET /a'], []],
  [
    '3.2 methods in 3.1',
    yaml('/a: {get: {}, query: {}, additionalOperations: {COPY: {}}}'),
    ['GET /a'],
    ['unknown-method', 'unknown-method'],
  ],
  [
    '3.2 methods',
    'openapi: 3.2.0\npaths: {/a: {query: {}, additionalOperations: {COPY: {}, "no good": {}}}}',
    ['QUERY /a', 'COPY /a'],
    ['unknown-method'],
  ],
  ['webhooks beside paths', yaml('/a: {get: {}}', 'webhooks: {made: {post: {}}}'), ['GET /a'], []],
  ['the version at the end', 'paths: {/a: {get: {}}}\ninfo: {}\nswagger: "2.0"', ['GET /a'], []],
  ['a numeric version', 'swagger: 2.0\npaths: {/a: {get: {}}}', ['GET /a'], []],
  ['a numeric version 3', 'openapi: 3.0\npaths: {/a: {get: {}}}', ['GET /a'], []],
  ['no version', 'paths: {/a: {get: {}}}', ['GET /a'], ['unknown-version']],
  ['an unknown version', 'openapi: 4.0.0\npaths: {/a: {get: {}}}', ['GET /a'], ['unknown-version']],
  ['a version before 2.0', 'swagger: "1.2"\npaths: {/a: {get: {}}}', ['GET /a'], ['unknown-version']],
  ['no info', 'openapi: 3.0.0\npaths: {/a: {get: {}}}', ['GET /a'], []],
  ['an undeclared template', yaml('/{a}: {get: {}}'), ['GET /{a}'], ['undeclared-template']],
  [
    'a declared parameter without template',
    yaml(
      '/a: {get: {parameters: [{in: path, name: b}]}}\n/{c}: {get: {parameters: [{in: path, name: c}, {in: path, name: d}]}}',
    ),
    ['GET /a', 'GET /{c}'],
    ['unused-path-parameter'],
  ],
  [
    'a parameter twice',
    yaml('/{a}: {get: {parameters: [{in: path, name: a}, {in: path, name: a}]}}'),
    ['GET /{a}'],
    ['duplicate-parameter'],
  ],
  ['an undeclared security scheme', yaml('/a: {get: {security: [{key: []}]}}'), ['GET /a'], ['undeclared-security']],
  ['a byte order mark', `\ufeff${yaml('/a: {get: {}}')}`, ['GET /a'], []],
  ['a byte order mark before JSON', '\ufeff{"openapi": "3.0.0", "paths": {"/a": {"get": {}}}}', ['GET /a'], []],
  ['CRLF', yaml('/a:\n  get: {}\n').replaceAll('\n', '\r\n'), ['GET /a'], []],
  ['mixed line ends', 'openapi: 3.0.0\r\npaths:\n  /a:\r    get: {}\r\n', ['GET /a'], []],
  ['tabs as indentation', 'openapi: 3.0.0\npaths:\n\t/a:\n\t\tget: {}\n', ['GET /a'], ['tab-indentation']],
  ['a line break in a path', yaml('"/a\\nb": {get: {}}'), ['GET /a\nb'], ['control-in-path']],
  [
    'control characters',
    'openapi: 3.0.0\ninfo: {title: "a\u0007b"}\npaths: {/a: {get: {}}}\n',
    ['GET /a'],
    ['control-characters'],
  ],
  ['aliases', yaml('/a: &item {get: {}}\n/b: *item'), ['GET /a', 'GET /b'], []],
  ['merge keys', yaml('/a: &item {get: {}}\n/b: {<<: *item, put: {}}'), ['GET /a', 'GET /b', 'PUT /b'], []],
  ['explicit keys', yaml('? /a\n: get: {}\n? /b\n:\n  put: {}'), ['GET /a', 'PUT /b'], []],
  ['JSON in YAML clothes', '{"openapi": "3.0.0", "paths": {"/a": {"get": {}}}}', ['GET /a'], []],
  ['JSON with a trailing comma', '{"openapi": "3.0.0", "paths": {"/a": {"get": {}},},}', ['GET /a'], ['json-syntax']],
  ['flow YAML', '{openapi: 3.0.0, paths: {/a: {get: {}}}}', ['GET /a'], ['json-syntax']],
  ['duplicate paths in YAML', yaml('/a: {get: {}}\n/a: {put: {}}'), ['PUT /a'], ['duplicate-key']],
  ['duplicate methods in YAML', yaml('/a:\n  get: {summary: x}\n  get: {summary: y}'), ['GET /a'], ['duplicate-key']],
  [
    'duplicate paths in JSON',
    '{"openapi": "3.0.0", "paths": {"/a": {"get": {}}, "/a": {"put": {}}}}',
    ['PUT /a'],
    ['duplicate-key'],
  ],
  ['several YAML documents', `${yaml('/a: {get: {}}')}---\nother: true\n`, ['GET /a'], ['several-documents']],
  ['unknown tags', yaml('/a: !api {get: !op {}}'), ['GET /a'], []],
  ['a date as a path', yaml('2024-01-01: {get: {}}'), ['GET /2024-01-01'], ['no-leading-slash']],
  ['a number as a path', yaml('404: {get: {}}'), ['GET /404'], ['no-leading-slash']],
  ['a mapping as a path', yaml('? {/b: {}}\n: {get: {}}\n/a: {get: {}}'), ['GET /a'], ['bad-path-key']],
  ['percent-encoded and foreign letters', yaml('/caf%C3%A9/ä/日本/🍕: {get: {}}'), ['GET /caf%C3%A9/ä/日本/🍕'], []],
  ['right-to-left text', yaml('/שלום: {get: {}}'), ['GET /שלום'], []],
  ['an invisible character', yaml('"/a\\u202eb": {get: {}}'), ['GET /a\u202eb'], ['control-in-path']],
  ['a long path', yaml(`/${'a'.repeat(4000)}: {get: {}}`), [`GET /${'a'.repeat(4000)}`], []],
  [
    'keys of Object.prototype',
    yaml('/a: {get: {}, constructor: {}, __proto__: {}}\n__proto__: {get: {}}'),
    ['GET /a', 'GET /__proto__'],
    ['unknown-method', 'unknown-method', 'no-leading-slash'],
  ],
  [
    'a pattern inside a template',
    yaml('"/a/{id:[0-9]+}": {get: {parameters: [{in: path, name: id}]}}'),
    ['GET /a/{id:[0-9]+}'],
    ['pattern-in-template'],
  ],
];

describe('documents that are merely odd', () => {
  it.each(LOADS)('%s', (_what, text, routes, said) => {
    const result = read(text);
    expect([listed(result), codes(result)]).toEqual([routes, said]);
    expect(result.problems.every((problem) => problem.severity === 'warning')).toBe(true);
  });
});

const FAILS: readonly (readonly [what: string, text: string, code: string, message: RegExp])[] = [
  ['nothing', '', 'empty-document', /empty/],
  ['only spaces', ' \n\t\n', 'empty-document', /empty/],
  ['a list', '[1, 2]', 'not-openapi', /a list/],
  ['a word', 'hello', 'not-openapi', /the text "hello"/],
  ['something else', 'name: x', 'not-openapi', /neither "openapi" nor "swagger"/],
  ['AsyncAPI', 'asyncapi: 3.0.0', 'not-openapi', /AsyncAPI/],
  ['Swagger 1.2', 'swaggerVersion: "1.2"\napis: []', 'not-openapi', /older than 2\.0/],
  ['no paths', 'openapi: 3.1.0', 'no-paths', /no "paths"/],
  ['empty paths', 'openapi: 3.0.0\npaths: {}', 'no-paths', /"paths" is empty/],
  ['paths that are none', 'openapi: 3.0.0\npaths: []', 'no-paths', /"paths" is a list/],
  ['webhooks only', 'openapi: 3.1.0\nwebhooks: {a: {post: {}}, b: {post: {}}}', 'no-paths', /only 2 webhooks/],
  ['only unusable paths', 'openapi: 3.0.0\npaths: {/a: null}', 'no-paths', /None of the 1 paths/],
  ['broken JSON', '{"openapi": "3.0.0", "paths": {"/a" {}}}', 'json-syntax', /Not valid JSON: .+/],
  ['broken YAML', 'openapi: 3.0.0\npaths:\n  /a:\n   get: {}\n  b: - c: ]', 'yaml-syntax', /Not valid YAML: .+/],
];

describe('documents without any usable path', () => {
  it.each(FAILS)('%s', (_what, text, code, message) => {
    const { tree, problems } = read(text);
    const errors = problems.filter((problem) => problem.severity === 'error');
    expect(tree).toBeNull();
    expect(errors.map((error) => error.code)).toEqual([code]);
    expect(errors[0]?.message).toMatch(message);
  });

  it('shows the line of a syntax error', () => {
    const [problem] = read('{\n  "openapi": "3.0.0",\n  "paths": {"/a" {}}\n}').problems;
    expect(problem).toMatchObject({ at: { file: 'api.yaml', line: 3, column: 18 }, lineText: '  "paths": {"/a" {}}' });
  });

  it('shows a window of a line that is a whole document', () => {
    const [problem] = read(`{"openapi": "3.0.0", "x": "${'y'.repeat(5000)}" oops "z": "${'y'.repeat(5000)}"}`).problems;
    expect(problem?.lineText?.length).toBe(200);
    expect(problem?.lineText?.slice((problem.span?.start ?? 0) - 1, (problem.span?.start ?? 0) + 3)).toBe('oops');
  });
});

describe('what is left out', () => {
  it('is named with its place', () => {
    const { problems } = read(yaml('/a:\n  get: {}\n  put: []\n/b: [1]\n/c:\n  get:\n'));
    expect(problems.map(({ message, at }) => [at?.line, at?.column, message])).toEqual([
      [6, 5, 'Operation put of path "/a" is a list, so it was left out'],
      [7, 3, 'Path "/b" is a list, not a mapping of methods, so it was left out'],
      [9, 5, 'Operation get of path "/c" is empty, so it was left out'],
    ]);
  });

  it('is counted where it comes by the hundreds', () => {
    const paths = Object.fromEntries(
      Array.from({ length: 5000 }, (_, i) => [`/p${i}`, { get: { operationId: 'same' } }]),
    );
    const { problems, tree } = read({ openapi: '3.0.0', paths });
    expect(tree?.app.routes.length).toBe(5000);
    expect(problems.length).toBe(201);
    expect(problems.at(-1)?.message).toContain('4799 more');
  });
});
