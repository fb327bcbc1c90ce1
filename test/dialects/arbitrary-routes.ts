import fc from 'fast-check';
import type { RouteShape } from '../../src/formats/routes-file/build-tree.ts';

/** Few words, so that routes and requests collide. */
const word = fc.constantFrom('a', 'b', 'users', 'me', '5', '007', '1.5', 'v1', 'a.json', 'x-y', '', 'é', '😀');
/** Longer than what is usual, without digits enough for an `int` to raise. */
const LONG = `v${'1'.repeat(4000)}.json`;
const uuid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

const segment = fc.oneof(
  { weight: 6, arbitrary: word },
  {
    weight: 6,
    arbitrary: fc.constantFrom('{x}', '{y}', '{n:int}', '{f:float}', '{u:uuid}', '{p:path}', '{q:path}', '{x:str}'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '{x}.json',
      'v{y}',
      'v{n:int}',
      '{x}-{y}',
      '{n:int}.{y}',
      'a{p:path}',
      '{p:path}.json',
      '{x}{z}',
      '{f:float}{x}',
      '{bad:convertor}',
      '{}',
      '{1}',
    ),
  },
);

const path = fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join('/')}`);

const methods: fc.Arbitrary<string[]> = fc.constantFrom(['GET'], ['POST'], ['GET', 'POST'], ['PUT']);

const leaf: fc.Arbitrary<RouteShape> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ path, methods, plain: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ path: fc.constantFrom('', 'users', '{x}', '{p:path}'), methods }) },
  { weight: 1, arbitrary: fc.record({ endpoint: path, methods }) },
  { weight: 1, arbitrary: fc.record({ websocket: path }) },
  { weight: 2, arbitrary: path.map((mount) => ({ mount, app: { kind: 'asgi' as const } })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('a.example.org', '{x}.example.org', 'b.example.org:80', '{n:int}.org')
      .map((host) => ({ host, app: { framework: 'starlette' as const, routes: ['GET /'] } })),
  },
);

/** The routes of one application without inclusions. */
export const arbitraryRoutes: fc.Arbitrary<RouteShape[]> = fc.array(leaf, { maxLength: 14 });

/** Decoded paths that such routes may take, and some that nothing should. */
export const arbitraryPath: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .tuple(
        fc.array(fc.oneof(word, fc.constantFrom(uuid, 'x-y-z', '1.5.json', 'v12', 'a/b.json')), { maxLength: 5 }),
        fc.constantFrom('', '', '', '/', '//', '\n'),
      )
      .map(([segments, end]) => `/${segments.join('/')}${end}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'users',
      '*',
      '/\n',
      '/a\nb',
      '\n',
      `/${'1'.repeat(4301)}`,
      `/v${'1'.repeat(4301)}`,
      LONG,
      `/5/${LONG}`,
      `/users${'/b'.repeat(1500)}`,
      '/a'.repeat(2500),
    ),
  },
);
