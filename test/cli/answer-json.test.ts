import { describe, expect, it } from 'vitest';
import { answerLine, badRequestLine } from '../../src/cli/answer-json.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { compile } from '../../src/dialects/index.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { makeRequest } from '../../src/model/request.ts';

const app = compile(
  buildTree({
    routers: { billing: { prefix: '/billing', routes: ['GET /invoices'] } },
    routes: [
      'GET /api/users',
      { path: '/users/{id}', methods: ['GET'], params: { id: 'int' } },
      'GET /users/me',
      'GET /q"uote\\/{name}',
    ],
  }),
);
const hosted = compile(
  buildTree({
    routes: [
      { host: 'api.example.org', app: { framework: 'starlette', routes: ['GET /status'] } },
      { websocket: '/ws/{room}' },
    ],
  }),
);
const line = (method: string, target: string) => answerLine(diagnose(app, makeRequest(method, target)));

const KEYS = [
  'method',
  'path',
  'status',
  'outcome',
  'route',
  'params',
  'location',
  'allow',
  'invalid',
  'shadowed',
  'misses',
];

describe('explain --json', () => {
  it('says the host that a corrected request needs, and only then', () => {
    const other = JSON.parse(answerLine(diagnose(hosted, makeRequest('GET', '/status'))));
    expect(other.misses).toMatchObject([{ path: '/status', host: 'api.example.org' }]);
    const same = JSON.parse(answerLine(diagnose(hosted, makeRequest('GET', '/statuss', { host: 'api.example.org' }))));
    expect(same.misses).toHaveLength(1);
    expect(same.misses[0]).not.toHaveProperty('host');
  });

  it('says notes where there are any', () => {
    const { notes } = JSON.parse(answerLine(diagnose(hosted, makeRequest('GET', '/ws/lobby'))));
    expect(notes).toEqual([expect.stringContaining('/ws/{room} is a websocket')]);
  });

  it.each([
    ['a match', 'GET', '/api/users', { status: 200, outcome: 'matched', route: '/api/users', params: {}, misses: [] }],
    ['parameters', 'GET', '/users/5', { params: { id: 5 }, shadowed: [] }],
    ['what is shadowed', 'GET', '/users/me', { status: 422, shadowed: [{ method: 'GET', route: '/users/me' }] }],
    [
      'what is invalid',
      'GET',
      '/users/x',
      { invalid: [{ param: 'id', expected: 'int', value: 'x' }], params: { id: 'x' } },
    ],
    [
      'a redirect',
      'GET',
      '/api/users/?a=1',
      { path: '/api/users/', status: 307, route: null, location: '/api/users?a=1' },
    ],
    ['a 405', 'POST', '/api/users', { status: 405, route: '/api/users', allow: 'GET' }],
    ['a 404', 'GET', '/nothing/at/all', { status: 404, route: null, params: null, location: null, allow: null }],
    [
      'quotes and backslashes',
      'GET',
      '/q%22uote%5C/a%22%5C',
      { status: 200, route: '/q"uote\\/{name}', params: { name: 'a"\\' } },
    ],
  ])('gives %s', (_, method, target, expected) => {
    const text = line(method, target);
    expect(text).not.toContain('\n');
    expect(JSON.parse(text)).toMatchObject(expected);
    expect(Object.keys(JSON.parse(text))).toEqual(KEYS);
  });

  it('gives near misses with their causes, and the change that one takes', () => {
    const { misses } = JSON.parse(line('GET', '/api/user'));
    expect(Object.keys(misses[0])).toEqual(['method', 'route', 'path', 'cost', 'causes']);
    expect(misses[0]).toMatchObject({ method: 'GET', route: '/api/users', path: '/api/users' });
    expect(Object.keys(misses[0].causes[0])).toEqual(['kind', 'segment', 'detail']);
    const changed = JSON.parse(line('GET', '/billing/invoices')).misses[0];
    expect(changed).toMatchObject({ route: '/billing/invoices', edit: expect.stringContaining('billing') });
  });

  it('holds nothing that a terminal would obey', () => {
    const text = line('GE\u001bT', '/\u009b2J\u202e/x');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(JSON.parse(text)).toMatchObject({ method: 'GE\u001bT', path: '/\u009b2J\u202e/x' });
  });

  it('answers what is no request with the same keys, and the error', () => {
    expect(Object.keys(JSON.parse(badRequestLine('line 3: this is not JSON')))).toEqual([...KEYS, 'error']);
  });
});
