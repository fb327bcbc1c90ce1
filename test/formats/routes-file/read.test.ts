import { describe, expect, it } from 'vitest';
import { readRoutesFile } from '../../../src/formats/routes-file/read-routes-file.ts';
import type { Problem } from '../../../src/model/problem.ts';

const read = (text: string) => readRoutesFile(text, { file: 'r.yaml' });
const lines = (...text: string[]) => `${text.join('\n')}\n`;

/** `line:column code underlined`, with a `?` for a warning. */
const brief = ({ at, code, severity, lineText, span }: Problem) => {
  const marked = span && lineText ? lineText.slice(span.start - 1, span.start - 1 + span.length) : '';
  return `${at?.line}:${at?.column} ${code}${severity === 'warning' ? '?' : ''} ${marked}`;
};
const faults = async (text: string) => (await read(text)).problems.map(brief);

describe('faults of a routes file', () => {
  it.each<[what: string, text: string, found: string[]]>([
    ['a misspelt key', 'routes:\n  - include: a\n    prefx: /x\nrouters: {a: {}}\n', ['3:5 unknown-key prefx']],
    [
      'a key of another form',
      'routes:\n  - include: a\n    methods: [GET]\nrouters: {a: {}}\n',
      ['3:5 unknown-key methods'],
    ],
    ['an unknown key at the top', 'framwork: fastapi\nroutes: []\n', ['1:1 unknown-key framwork']],
    ['a wrong type', 'redirect_slashes: no\n', ['1:19 wrong-type no']],
    ['text where a list should stand', 'routes:\n  - path: /\n    methods: GET\n', ['3:14 wrong-type GET']],
    ['a number as a name', 'routes:\n  - path: /\n    methods: [GET]\n    name: 404\n', ['4:11 wrong-type 404']],
    ['a duplicate key', 'routes: []\nroutes: []\n', ['2:1 duplicate-key routes']],
    [
      'a duplicate key in a route',
      'routes:\n  - path: /a\n    methods: [GET]\n    path: /b\n',
      ['4:5 duplicate-key path'],
    ],
    ['a missing required key', 'routes:\n  - path: /\n', ['2:5 missing-key path: /']],
    ['a misspelt required key is one fault', 'routes:\n  - path: /\n    method: [GET]\n', ['3:5 unknown-key method']],
    [
      'two forms in one entry',
      'routes:\n  - mount: /x\n    include: a\n    app: {kind: asgi}\n',
      ['3:5 mixed-forms include'],
    ],
    ['an entry of no form', 'routes:\n  - name: x\n', ['2:5 missing-key name: x']],
    ['a misspelt form', 'routes:\n  - inclde: a\n', ['2:5 unknown-key inclde']],
    ['a short form with a colon', 'routes:\n  - GET: /x\n', ['2:5 missing-key GET: /x']],
    ['a short form without a path', 'routes:\n  - GET\n', ['2:5 short-form GET']],
    ['a short form without a method', 'routes:\n  - /users\n', ['2:5 short-form /users']],
    ['a space between methods', 'routes:\n  - GET, POST /x\n', ['2:5 short-form GET, POST /x']],
    ['a websocket in short form', 'routes:\n  - WS /chat\n', ['2:5 odd-method? WS']],
    ['an empty list of methods', 'routes:\n  - path: /\n    methods: []\n', ['3:14 empty-list []']],
    ['an include of nothing', 'routers: {users: {}}\nroutes:\n  - include: usres\n', ['3:14 unknown-router usres']],
    ['a router that includes itself', 'routers:\n  a:\n    routes: [{include: a}]\n', ['3:24 include-cycle a']],
    [
      'routers that include each other',
      'routers:\n  a:\n    routes: [{include: b}]\n  b:\n    routes: [{include: a}]\n',
      ['3:24 include-cycle b'],
    ],
    ['an unknown convertor', 'routes:\n  - GET /x/{id:integer}\n', ['2:16 unknown-convertor integer']],
    ['a parameter twice', 'routes:\n  - GET /{id}/x/{id}\n', ['2:17 duplicate-parameter {id}']],
    [
      'a parameter in prefix and path',
      'routers:\n  a:\n    prefix: /{id}\n    routes:\n      - GET /{id}\nroutes: []\n',
      ['5:14 duplicate-parameter {id}'],
    ],
    [
      'a parameter in an outer prefix',
      'routers:\n  a:\n    routes: [GET /x, {include: b, prefix: /b}]\n  b:\n    routes:\n      - "GET /{t}"\nroutes:\n  - include: a\n    prefix: /{t}\n',
      ['6:15 duplicate-parameter {t}'],
    ],
    [
      'the parameter that a mount has anyway',
      'routes:\n  - mount: /{path}\n    app: {kind: asgi}\n',
      ['2:13 duplicate-parameter {path}'],
    ],
    ['braces that are no parameter', 'routes:\n  - GET /{user-id}\n', ['2:10 literal-braces? {user-id}']],
    [
      'a path without slash in Starlette',
      'framework: starlette\nroutes:\n  - GET users\n',
      ['3:9 leading-slash users'],
    ],
    ['a path without slash in FastAPI', 'routes:\n  - GET users\n', ['2:9 leading-slash? users']],
    [
      'a plain path without slash',
      'routes:\n  - path: users\n    methods: [GET]\n    plain: true\n',
      ['2:11 leading-slash users'],
    ],
    [
      'an empty path under no prefix',
      'routers:\n  a:\n    routes: [{path: "", methods: [GET]}]\nroutes:\n  - include: a\n',
      ['5:14 empty-path a'],
    ],
    ['a prefix without slash', 'routers:\n  a: {prefix: users}\n', ['2:15 prefix users']],
    [
      'a prefix that ends with a slash',
      'routers: {a: {}}\nroutes:\n  - include: a\n    prefix: /api/\n',
      ['4:13 prefix /api/'],
    ],
    [
      'a mount path without slash',
      'routes:\n  - mount: static\n    app: {kind: asgi}\n',
      ['2:12 leading-slash static'],
    ],
    ['a host that begins with a slash', 'routes:\n  - host: /x\n    app: {kind: asgi}\n', ['2:11 host /x']],
    ['an empty frontend path', 'routes:\n  - frontend: ""\n', ['2:15 leading-slash ""']],
    ['a frontend in Starlette', 'framework: starlette\nroutes:\n  - frontend: /\n', ['3:5 wrong-kind frontend']],
    [
      'an include in Starlette',
      'framework: starlette\nrouters: {a: {}}\nroutes:\n  - include: a\n',
      ['4:5 wrong-kind include'],
    ],
    ['an option of another kind', 'framework: starlette\ndocs_url: null\n', ['2:1 wrong-kind docs_url']],
    [
      'an option of another kind in a mount',
      'routes:\n  - mount: /x\n    app: {kind: static, routes: []}\n',
      ['3:25 wrong-kind routes'],
    ],
    [
      'kind and framework',
      'routes:\n  - mount: /x\n    app: {kind: router, framework: starlette}\n',
      ['3:25 mixed-forms framework'],
    ],
    [
      'an unknown annotation',
      'routes:\n  - path: /{id}\n    methods: [GET]\n    params: {id: integer}\n',
      ['4:18 unknown-annotation integer'],
    ],
    [
      'an annotation of no parameter',
      'routes:\n  - path: /{id}\n    methods: [GET]\n    params: {ID: int}\n',
      ['4:14 unknown-parameter? ID'],
    ],
    [
      'annotations that do nothing',
      'framework: starlette\nroutes:\n  - path: /{id}\n    methods: [GET]\n    params: {id: int}\n',
      ['5:5 unused-params? params'],
    ],
    [
      'a router declared twice',
      'routers: {a: {}}\nroutes:\n  - mount: /x\n    app: {kind: fastapi, routers: {a: {}}}\n',
      ['4:36 duplicate-router a'],
    ],
    ['a place inside double quotes', 'routes:\n  - "GET /é/{id:integer}"\n', ['2:17 unknown-convertor integer']],
    ['Windows line ends', 'framework: fastapi\r\nroutes:\r\n  - GET\r\n', ['3:5 short-form GET']],
    ['a byte order mark', '\ufeffroutes: 1\n', ['1:9 wrong-type 1']],
    ['a list without routes', '- GET /a\n- GET /b\n', ['1:1 wrong-type - GET /a']],
    ['an empty file', '', ['1:undefined empty-file ']],
    ['only comments', '# nothing yet\n', ['1:undefined empty-file ']],
    ['JSON with a key twice', '{"routes": [],\n "routes": []}', ['2:2 duplicate-key "routes"']],
    ['JSON that breaks off', '{"routes": ["GET /a"', ['1:21 json-syntax ']],
    ['JSON without a comma', '{"routes": ["GET /a" "GET /b"]}', ['1:22 json-syntax "']],
    [
      'hostile keys',
      '{"__proto__": {}, "constructor": 1}',
      ['1:2 unknown-key "__proto__"', '1:19 unknown-key "constructor"'],
    ],
  ])('%s', async (_, text, found) => expect(await faults(text)).toEqual(found));

  it.each<[what: string, text: string, found: string[]]>([
    ['a tab for indentation', 'routes:\n\t- GET /a\n', ['2:1 yaml-syntax \t']],
    ['an item that stands otherwise', 'routes:\n  - GET /a\n - GET /b\n', ['3:1 yaml-syntax  ']],
    ['braces in a list on one line', 'routes: [GET /a, GET /b/{id}]\n', ['1:25 yaml-syntax {']],
    [
      'a host that begins with a brace',
      'routes:\n  - host: {t}.example.org\n    app: {kind: asgi}\n',
      ['2:14 yaml-syntax .example.org'],
    ],
    ['a quote that never ends', 'framework: "fastapi\nroutes: []\n', ['1:12 yaml-syntax "']],
    ['an alias of nothing', 'routes: *all\n', ['1:9 yaml-alias *all']],
    ['two documents', 'routes: []\n---\nroutes: []\n', ['2:1 yaml-syntax ---']],
    ['a tag', 'routes: !env ROUTES\n', ['1:9 yaml-syntax !env', '1:9 wrong-type !env ROUTES']],
  ])('syntax: %s', async (_, text, found) => {
    const { problems, tree } = await read(text);
    expect(tree).toBeNull();
    expect(problems.map(brief).slice(0, found.length)).toEqual(found.slice(0, problems.length));
    expect(problems[0]?.code).toMatch(/^yaml-/);
  });

  it('are all told in one go, in the order of the file', async () => {
    const text = lines(
      'framework: fastapi',
      'docs_ur: /d',
      'routers:',
      '  users: {prefix: users}',
      'routes:',
      '  - GET',
      '  - include: user',
      '    prefix: /api/',
    );
    expect(await faults(text)).toEqual([
      '2:1 unknown-key docs_ur',
      '4:19 prefix users',
      '6:5 short-form GET',
      '7:14 unknown-router user',
      '8:13 prefix /api/',
    ]);
  });

  it('say what was meant', async () => {
    const hints = async (text: string) => (await read(text)).problems.map(({ hint }) => hint);
    expect(await hints('routers: {users: {}}\nroutes:\n  - include: usrs\n    prefx: /x\n')).toEqual([
      'did you mean `users`?',
      '`prefx`: did you mean `prefix`?',
    ]);
    expect(await hints('routes:\n  - mount: /x\n    methods: [GET]\n    app: {kind: asgi}\n')).toEqual([
      '`methods` belongs to a route, an endpoint class',
    ]);
    const enumerated = 'routes:\n  - path: /{genre}\n    methods: [GET]\n    params: {genre: enum:poetry,travel}\n';
    expect(await hints(enumerated)).toContain('put the list in quotes: "enum:poetry,travel"');
    expect(await hints('routes:\n')).toEqual(['write [] for an empty list']);
    expect(await hints('routes: [GET /b/{id}]\n')).toEqual([expect.stringContaining('quotes')]);
  });

  it('are counted where there are too many to tell', async () => {
    const { problems } = await read(`routes:\n${'  - GET\n'.repeat(3000)}`);
    expect(problems.length).toBe(1001);
    expect(problems.at(-1)?.message).toBe('and 2000 more errors, 0 more warnings');
  });
});

describe('a routes file without faults', () => {
  it.each([
    ['nothing registered', 'framework: starlette\n'],
    ['lower-case methods', 'routes: [get /a, "post,put /b"]\n'],
    ['methods of one own', 'routes: [PROPFIND /a, M-SEARCH /b]\n'],
    [
      'odd literals',
      'routes:\n  - GET /a.b\n  - GET /x?y\n  - GET /t u\n  - GET /café\n  - GET /items/{id}:activate\n',
    ],
    [
      'anchors, aliases and merge keys',
      'routes:\n  - &a {path: /a, methods: &m [GET]}\n  - {<<: *a, path: /b}\n  - {path: /c, methods: *m}\n',
    ],
    ['a mount at the root', 'routes:\n  - mount: ""\n    app: {kind: static}\n'],
    [
      'an empty path under a prefix',
      'routers:\n  a:\n    prefix: /a\n    routes: [{path: "", methods: [GET]}]\nroutes: [{include: a}]\n',
    ],
    [
      'a router included twice',
      'routers: {a: {routes: [GET /x]}}\nroutes:\n  - {include: a, prefix: /v1}\n  - {include: a, prefix: /v2}\n',
    ],
    ['docs moved and off', 'docs_url: null\nredoc_url: ""\nopenapi_url: /o.json\n'],
    ['templates as OpenAPI has them', 'framework: openapi\nroutes:\n  - GET /x/{a-b}/{a-b}/{c:d}\n'],
    ['JSON', '{"framework": "openapi", "routes": [{"path": "/a", "methods": ["GET"]}]}'],
    ['JSON that only YAML reads', '{framework: openapi, "routes": ["GET /a",]} # so'],
    ['a document mark and Windows line ends', '%YAML 1.2\r\n---\r\nroutes:\r\n  - GET /a\r\n...\r\n'],
    [
      'routers of a sub-application',
      'routes:\n  - mount: /x\n    app: {routers: {a: {routes: [GET /y]}}, routes: [{include: a, prefix: /z}]}\n',
    ],
    [
      'a parameter of the prefix in params',
      'routers:\n  a:\n    routes:\n      - path: /x\n        methods: [GET]\n        params: {tenant: str}\nroutes:\n  - include: a\n    prefix: /{tenant}\n',
    ],
  ])('%s', async (_, text) => {
    const { tree, problems } = await read(text);
    expect(problems).toEqual([]);
    expect(tree).not.toBeNull();
  });

  it('knows the line of every route, in either syntax', async () => {
    const yaml = lines(
      'routers:',
      '  users:',
      '    routes:',
      '      - GET /a',
      '      -',
      '        path: /b',
      '        methods: [GET]',
      'routes:',
      '  - include: users',
      '    prefix: /u',
      '  # comment',
      '  - {path: /c, methods: [GET], source: app.py:7}',
    );
    const json = lines(
      '{"routers": {',
      '"users": {"routes": [',
      '"GET /a",',
      '{"path": "/b",',
      '"methods": ["GET"]}]}},',
      '"routes": [',
      '{"include": "users"},',
      '"GET /c"]}',
    );
    const places = async (text: string) => {
      const { tree } = await read(text);
      const [users] = tree?.routers ?? [];
      return [users, ...(users?.routes ?? []), ...(tree?.app.routes ?? [])].map(
        (node) => `${node?.source?.file}:${node?.source?.line}`,
      );
    };
    expect(await places(yaml)).toEqual(['r.yaml:2', 'r.yaml:4', 'r.yaml:6', 'r.yaml:9', 'app.py:7']);
    expect(await places(json)).toEqual(['r.yaml:2', 'r.yaml:3', 'r.yaml:4', 'r.yaml:7', 'r.yaml:8']);
  });

  it('keeps hostile names as plain data', async () => {
    const { tree } = await read(
      '{"routers": {"__proto__": {"routes": ["GET /x"]}}, "routes": [{"path": "/{constructor}", "methods": ["GET"], "params": {"constructor": "int"}}]}',
    );
    expect(tree?.routers.map(({ name }) => name)).toEqual(['__proto__']);
    expect(tree?.app.routes[0]).toMatchObject({ params: { constructor: { kind: 'int' } } });
    expect(({} as { routes?: unknown }).routes).toBeUndefined();
  });

  it('may be answered by any framework, whatever it was written for', async () => {
    const text = 'routers: {a: {routes: [GET /x]}}\nroutes:\n  - {include: a, prefix: /a}\n  - frontend: /\n';
    for (const framework of ['fastapi', 'starlette', 'openapi'] as const) {
      const { tree, problems } = await readRoutesFile(text, { file: 'r.yaml', framework });
      expect([framework, tree?.app.kind, problems.length]).toEqual([
        framework,
        framework,
        framework === 'openapi' ? 1 : 0,
      ]);
    }
  });

  it('answers as another framework where that is asked for', async () => {
    const { tree } = await readRoutesFile('docs_url: null\nroutes: [GET /a]\n', {
      file: 'r.yaml',
      framework: 'starlette',
    });
    expect(tree?.app.kind).toBe('starlette');
  });
});
