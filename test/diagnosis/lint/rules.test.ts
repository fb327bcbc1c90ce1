import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { RULES } from '../../../src/diagnosis/lint/rules.ts';
import { lint, selectRules } from '../../../src/diagnosis/lint/run-rules.ts';
import { compile } from '../../../src/dialects/index.ts';
import type { RoutesFile } from '../../../src/formats/routes-file/build-tree.ts';
import { buildTree } from '../../../src/formats/routes-file/build-tree.ts';
import { makeRequest } from '../../../src/model/request.ts';

type Case = readonly [title: string, file: RoutesFile, expected: readonly string[]];

const fastapi = (...routes: RoutesFile['routes'] & object): RoutesFile => ({ framework: 'fastapi', routes });
const starlette = (...routes: RoutesFile['routes'] & object): RoutesFile => ({ framework: 'starlette', routes });
const openapi = (...routes: RoutesFile['routes'] & object): RoutesFile => ({ framework: 'openapi', routes });
const typed = (path: string, params: Record<string, string>) => ({ path, methods: ['GET'], params });

/** `rule METHOD route`, in the order in which they are reported. */
const CASES: readonly Case[] = [
  ['a parameter above a literal', fastapi('GET /users/{id}', 'GET /users/me'), ['shadowed-route GET /users/me']],
  [
    'an annotation decides nothing',
    fastapi(typed('/users/{id}', { id: 'int' }), 'GET /users/me'),
    ['shadowed-route GET /users/me'],
  ],
  ['a convertor tells them apart', fastapi('GET /users/{id:int}', 'GET /users/me'), []],
  ['the right order', fastapi('GET /users/me', 'GET /users/{id}'), []],
  ['other methods', fastapi('GET /users/{id}', 'POST /users/me'), []],
  ['one of two methods', fastapi('GET /a/{x}', 'GET,POST /a/b'), ['shadowed-route GET /a/b']],
  [
    'an endpoint class takes every method',
    starlette({ endpoint: '/a/{x}', methods: ['GET'] }, 'POST /a/b'),
    ['shadowed-route POST /a/b'],
  ],
  ['several together', starlette('GET /a/{x}', 'GET /{x}/b', 'GET /a/b'), ['shadowed-route GET /a/b']],
  ['int inside float', starlette('GET /{x:float}', 'GET /{y:int}'), ['shadowed-route GET /{y:int}']],
  ['float inside int', starlette('GET /{x:int}', 'GET /{y:float}'), []],
  ['parts of a segment', starlette('GET /f/{name}.{ext}', 'GET /f/a.json'), ['shadowed-route GET /f/a.json']],
  ['twice the same', fastapi('GET /a', 'GET /a'), ['duplicate-route GET /a']],
  ['twice the same under other names', fastapi('GET /a/{x}', 'GET /a/{y}'), ['duplicate-route GET /a/{y}']],
  ['twice the same in a document', openapi('GET /a/{x}', 'GET /a/{y}'), ['duplicate-route GET /a/{y}']],
  ['order means nothing in a document', openapi('GET /users/{id}', 'GET /users/me'), []],
  ['websockets', fastapi({ websocket: '/ws/{x}' }, { websocket: '/ws/a' }), ['shadowed-route WS /ws/a']],
  ['a websocket beside a route', fastapi({ websocket: '/ws' }, 'GET /ws'), []],
  ['a catch-all', starlette('GET /{p:path}', 'GET /a', 'POST /b'), ['catch-all-first GET /a']],
  ['a catch-all last', starlette('GET /a', 'GET /{p:path}'), []],
  [
    'a mount at the root',
    starlette({ mount: '/', app: { kind: 'static', files: [] } }, 'GET /a'),
    ['hidden-by-mount GET /a'],
  ],
  ['a mount beside', starlette({ mount: '/static', app: { kind: 'asgi' } }, 'GET /a'), []],
  [
    'a mount in a mount',
    starlette({ mount: '/a', app: { kind: 'asgi' } }, { mount: '/a/b', app: { kind: 'asgi' } }),
    ['hidden-by-mount ANY /a/b'],
  ],
  ['a mount that lets its own path go', starlette({ mount: '/a', app: { kind: 'asgi' } }, 'GET /a'), []],
  [
    'any host',
    starlette({ host: '{h}', app: { framework: 'starlette', routes: ['GET /x'] } }, 'GET /a'),
    ['hidden-by-host GET /a'],
  ],
  [
    'one host',
    starlette({ host: 'api.example.org', app: { framework: 'starlette', routes: ['GET /x'] } }, 'GET /a'),
    [],
  ],
  [
    'a host inside another',
    starlette(
      { host: '{a}.x.org', app: { framework: 'starlette', routes: ['GET /'] } },
      { host: 'b.x.org', app: { framework: 'starlette', routes: ['GET /'] } },
    ),
    ['hidden-by-host ANY /'],
  ],
  ['braces that are no parameter', fastapi('GET /a/{é}', 'GET /a/b'), []],
  ['characters that a request encodes', fastapi('GET /a b/{x}', 'GET /a b/ö'), ['shadowed-route GET /a b/ö']],
  [
    'a router included twice',
    { ...fastapi({ include: 'r' }, { include: 'r' }), routers: { r: { routes: ['GET /x'] } } },
    ['duplicate-route GET /x'],
  ],
  [
    'a router under two prefixes',
    {
      ...fastapi({ include: 'r', prefix: '/a' }, { include: 'r', prefix: '/b' }),
      routers: { r: { routes: ['GET /x'] } },
    },
    [],
  ],
  [
    'registered late',
    fastapi({ path: '/u/me', methods: ['GET'], late: true }, 'GET /u/{id}'),
    ['shadowed-route GET /u/me'],
  ],
  ['the server takes its own root path away', { ...fastapi('GET /api/x'), server_root_path: '/api' }, []],
  ['a frontend is asked last', fastapi({ frontend: '/', files: ['index.html'] }, 'GET /a'), []],
  ['nothing at all', fastapi(), []],
  ['the documentation', fastapi('GET /docs'), ['hidden-by-docs GET /docs']],
  ['the documentation moved', { ...fastapi('GET /docs'), docs_url: '/api-docs' }, []],
  [
    'root_path in front of the paths',
    { ...fastapi('GET /api/a'), root_path: '/api' },
    ['unreachable-root-path GET /api/a'],
  ],
  ['root_path of a proxy', { ...fastapi('GET /a'), root_path: '/api' }, []],
  ['no leading slash', fastapi('GET users'), ['missing-slash GET users']],
  ['convertor against annotation', fastapi(typed('/a/{x:int}', { x: 'str' })), ['always-invalid GET /a/{x:int}']],
  [
    'convertor and annotation agree',
    fastapi(typed('/a/{x:int}', { x: 'int' }), typed('/b/{x}', { x: 'enum:new,used' })),
    [],
  ],
  ['an overlap', starlette('GET /a/{x}/c', 'GET /a/b/{y}'), ['partly-shadowed GET /a/b/{y}']],
  ['an overlap the other way about', starlette('GET /a/b/{y}', 'GET /a/{x}/c'), []],
  ['an overlap in values that are never accepted', starlette('GET /a/{x}/c', typed('/a/b/{y}', { y: 'int' })), []],
  [
    'an overlap in a document of values never accepted',
    openapi('GET /a/{x}/c', typed('/a/b/{y}', { y: 'enum:d,e' })),
    [],
  ],
  [
    'an overlap in a document in one value',
    openapi('GET /a/{x}/c', typed('/a/b/{y}', { y: 'enum:d,c' })),
    ['ambiguous-templates GET /a/b/{y}'],
  ],
  ['an overlap in a document', openapi('GET /a/{x}/c', 'GET /a/b/{y}'), ['ambiguous-templates GET /a/b/{y}']],
  [
    'a router that nothing includes',
    { ...fastapi('GET /a'), routers: { r: { routes: ['GET /x'] } } },
    ['never-included - /x'],
  ],
  [
    'a prefix twice',
    { ...fastapi({ include: 'r', prefix: '/api/r' }), routers: { r: { prefix: '/r', routes: ['GET /x'] } } },
    ['double-prefix GET /api/r/r/x'],
  ],
  [
    'a resource called like its parent',
    { ...fastapi({ include: 'r', prefix: '/r' }), routers: { r: { routes: ['GET /r', 'GET /x'] } } },
    [],
  ],
  [
    'a prefix in mount and routes',
    starlette({ mount: '/api', app: { framework: 'starlette', routes: ['GET /', 'GET /api/a'] } }),
    [],
  ],
  ['slashes split the methods', starlette('GET /a', 'POST /a/'), ['slash-splits-methods POST /a/']],
  ['both spellings', starlette('GET /a', 'GET /a/'), ['slash-pair GET /a/']],
  ['a mixture', starlette('GET /a', 'GET /b', 'GET /c/'), ['mixed-slashes GET /c/']],
  ['an undeclared parameter', fastapi(typed('/a', { id: 'int' })), ['undeclared-params GET /a']],
  ['an empty segment', starlette('GET /a//b'), ['empty-segment GET /a//b']],
  [
    'a mount without a root',
    starlette({ mount: '/v2', app: { framework: 'starlette', routes: ['GET /users'] } }),
    ['redirect-dead-end ANY /v2'],
  ],
  ['a mount with a root', starlette({ mount: '/v2', app: { framework: 'starlette', routes: ['GET /'] } }), []],
  ['other names for other methods', openapi('GET /a/{x}', 'PUT /a/{y}'), ['parameter-names PUT /a/{y}']],
  ['Allow names the first route only', starlette('GET /a', 'POST /a'), ['allow-hides-methods GET, POST /a']],
  [
    'Allow on several paths is one finding',
    starlette('GET /a', 'POST /a', 'GET /b', 'PUT /b'),
    ['allow-hides-methods GET, POST /a'],
  ],
  ['Allow in a document', openapi('GET /a', 'POST /a'), []],
];

describe('lint', () => {
  it.each(CASES)('%s', (_title, file, expected) => {
    const found = lint(compile(buildTree(file)));
    expect(found.map(({ rule, method, route }) => `${rule} ${method ?? '-'} ${route}`)).toEqual(expected);
  });

  it('has a case for every rule', () => {
    const named = new Set(CASES.flatMap(([, , expected]) => expected.map((line) => line.split(' ')[0])));
    expect(RULES.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });

  it('says it in sentences', () => {
    for (const finding of CASES.flatMap(([, file]) => lint(compile(buildTree(file))))) {
      for (const text of [finding.message, finding.fix]) expect(text).toMatch(/^[A-Z0-9`].*\.$/);
    }
  });
});

describe('choosing rules', () => {
  const ids = (only: string[] | null, disabled: string[]) => {
    const chosen = selectRules(only, disabled);
    return 'rules' in chosen ? chosen.rules.map(({ id }) => id) : chosen;
  };

  it('takes all, some, or all but some', () => {
    expect(ids(null, [])).toEqual(RULES.map(({ id }) => id));
    expect(ids(['slash-pair', 'shadowed-route'], [])).toEqual(['shadowed-route', 'slash-pair']);
    expect(ids(null, ['slash-pair'])).not.toContain('slash-pair');
    expect(ids(['slash-pair'], ['slash-pair'])).toEqual([]);
  });

  it('names what no rule is called', () => {
    expect(ids(['slash-pear'], ['nope'])).toEqual({ unknown: ['slash-pear', 'nope'] });
  });
});

describe('the pages of the rules', () => {
  const folder = `${import.meta.dirname}/../../../docs/rules`;
  const page = (name: string) => readFileSync(`${folder}/${name}.md`, 'utf8');

  it('are there for every rule, and for nothing else', () => {
    const pages = readdirSync(folder).filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual(RULES.map(({ id }) => `${id}.md`).sort());
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))(
    '%s says what, why, the fix and how to silence it',
    (id, rule) => {
      const text = page(id);
      expect(text.split('\n')[0]).toBe(`# ${id}`);
      expect(text).toContain(rule.title);
      expect(text).toContain(`Severity: ${rule.severity}`);
      for (const heading of ['## Why it matters', '## The fix', '## Turning it off']) expect(text).toContain(heading);
      expect(text).toContain(`--disable ${id}`);
    },
  );

  it.each(RULES.map(({ id }) => [id] as const))('%s shows an example that is true', (id) => {
    const text = page(id);
    const yaml = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const app = compile(buildTree(parse(yaml) as RoutesFile));
    expect(lint(app).map(({ rule }) => rule)).toContain(id);
    const [, method = '', target = '', answer = ''] = /^\| `(\S+) (\S+)` \| (.*) \|$/m.exec(text) ?? [];
    const status = /^\d{3}/.exec(answer)?.[0];
    if (status) expect(app.resolve(makeRequest(method, target)).status).toBe(Number(status));
  });

  it('are listed in order', () => {
    const rows = page('README')
      .split('\n')
      .filter((line) => line.startsWith('| ['));
    expect(rows).toEqual(RULES.map(({ id, severity, title }) => `| [${id}](${id}.md) | ${severity} | ${title} |`));
  });
});
