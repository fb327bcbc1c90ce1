import { describe, expect, it } from 'vitest';
import { basePathOf } from '../../../src/formats/openapi/servers.ts';
import { codes, read, routesOf } from './support.ts';

const paths = { '/a': { get: {} } };
const app = (document: object, options = {}) => {
  const { tree } = read({ paths, ...document }, { framework: 'openapi', ...options });
  return tree?.app.kind === 'openapi' ? [tree.app.options.base_path, tree.app.options.servers] : null;
};

describe('base path of a server URL', () => {
  it.each([
    ['https://api.example.org', ''],
    ['https://api.example.org/', ''],
    ['https://api.example.org/v1', '/v1'],
    ['https://api.example.org/v1/', '/v1'],
    ['https://api.example.org//v1//x/', '/v1/x'],
    ['https://api.example.org:8443/v1?x=1#y', '/v1'],
    ['//api.example.org/v1', '/v1'],
    ['/api/v3', '/api/v3'],
    ['/', ''],
    ['', ''],
    ['.', ''],
    ['v1', '/v1'],
    ['./v1', '/v1'],
    ['../v2', '/v2'],
    ['api.example.org/v1', '/v1'],
    ['api.example.org', ''],
    ['localhost:8080/x', '/x'],
    ['v1.2/x', '/v1.2/x'],
    ['<your-host>', ''],
    ['https://{tenant}.example.org/{region}/v1', '/v1'],
    ['{protocol}://{host}/v1', '/v1'],
    ['{server}/v1', '/v1'],
    ['{{baseUrl}}/v1', '/v1'],
    ['{{baseUrl}}', ''],
    ['http://unix:/var/run/x.sock', '/var/run/x.sock'],
    ['  https://x.org/v1  ', '/v1'],
  ])('%j is %j', (url, expected) => {
    expect(basePathOf(url, 'api.yaml')).toBe(expected);
  });

  it.each([
    ['v2', 'https://x.org/docs/api.json', '/docs/v2'],
    ['../v2', 'https://x.org/docs/api.json?x=/y', '/v2'],
    ['/v2', 'https://x.org/docs/api.json', '/v2'],
  ])('%j in %j is %j', (url, file, expected) => {
    expect(basePathOf(url, file)).toBe(expected);
  });
});

describe('servers', () => {
  const three = {
    openapi: '3.0.0',
    servers: [{ url: 'https://a.org/v1' }, { url: 'https://b.org/v2/' }, { url: '/v3' }],
  };

  it.each<[what: string, document: object, expected: unknown]>([
    ['none', { openapi: '3.0.0' }, ['', []]],
    ['none that can be used', { openapi: '3.0.0', servers: [{ url: null }] }, ['', []]],
    ['no list', { openapi: '3.0.0', servers: 'x' }, ['', []]],
    ['several', three, ['/v1', ['https://a.org/v1', 'https://b.org/v2/', '/v3']]],
    [
      'variables',
      {
        openapi: '3.0.0',
        servers: [
          { url: 'https://{host}/{base}', variables: { host: { default: 'a.org' }, base: { enum: ['v1', 'v2'] } } },
        ],
      },
      ['/v1', ['https://a.org/v1']],
    ],
    [
      'Swagger',
      { swagger: '2.0', host: 'a.org', basePath: '/v1/', schemes: ['http', 'https'] },
      ['/v1', ['http://a.org/v1', 'https://a.org/v1']],
    ],
    ['Swagger without host', { swagger: '2.0', basePath: '/v1' }, ['/v1', ['/v1']]],
    ['Swagger without a slash', { swagger: '2.0', basePath: 'v1' }, ['/v1', ['/v1']]],
    ['Swagger without anything', { swagger: '2.0' }, ['', []]],
    ['Swagger with the root', { swagger: '2.0', host: 'a.org', basePath: '/' }, ['', ['https://a.org']]],
  ])('%s', (_what, document, expected) => {
    expect(app(document)).toEqual(expected);
  });

  it.each([
    ['1', '/v2', 'https://b.org/v2/'],
    ['https://b.org/v2', '/v2', 'https://b.org/v2/'],
    ['/v3', '/v3', '/v3'],
  ])('chosen by %j', (server, basePath, first) => {
    expect(app(three, { server })).toMatchObject([basePath, { 0: first }]);
  });

  it.each(['7', 'https://c.org'])('none for %j', (server) => {
    expect(app(three, { server })?.[0]).toBe('/v1');
    expect(codes(read({ paths, ...three }, { server }))).toEqual(['unknown-server']);
  });

  it('of a path or an operation replace those of the document', () => {
    const result = read({
      openapi: '3.0.0',
      servers: [{ url: '/v1' }],
      paths: {
        '/a': {
          servers: [{ url: '/path' }],
          get: {},
          put: { servers: [{ url: '/op' }, { url: 'https://x.org/op' }, { url: '/other' }] },
        },
        '/b': { servers: [{ url: 'https://x.org/v1' }], get: {} },
        '/c': { servers: [], get: {} },
        '/d': { servers: [{ url: 'https://x.org' }], get: {} },
      },
    });
    expect(routesOf(result).map((route) => route.basePaths)).toEqual([
      ['/path'],
      ['/op', '/other'],
      undefined,
      undefined,
      [''],
    ]);
  });
});
