import fc from 'fast-check';
import type { RoutesFile } from '../../../src/formats/routes-file/build-tree.ts';

/** Text that YAML could trip over: quotes, colons, comments, controls, other scripts, what looks like a number or a boolean. */
export const trickyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    'yes',
    'null',
    '~',
    '12',
    '1e3',
    'a: b',
    'a #b',
    '- x',
    '{x}',
    '[x]',
    '*x',
    '&x',
    '!x',
    '|',
    '>',
    "it's",
    '"',
    '\\',
    'é',
    '\n',
    '\t',
    ' x',
    'x ',
    '',
    '<<',
    '---',
    '\u2028',
    '\u0085',
    '\x7f',
    '__proto__',
    'x:',
    '%x',
    '@x',
    '`',
  ),
);
const filled = trickyText.filter((text) => text !== '');

const segment = fc.oneof(
  fc.constantFrom('users', 'v1', 'a.b', 'c+d', 'é', 't u', 'x:y', '%20', '#', ':', "'", '"', '\\', '~', '$', '*', '书'),
  fc.string({ unit: 'grapheme', maxLength: 5 }).map((text) => text.replace(/[{}/\s]/g, '_')),
);

/** Parameters are numbered, so that no path has one twice; `tag` keeps prefixes and paths apart. */
const pathWith = (tag: string) =>
  fc
    .array(fc.oneof(segment, fc.constantFrom('{}', '{:int}', '{:path}', 'v{}', '{}.json')), { maxLength: 3 })
    .map(
      (segments) =>
        `/${segments.map((one, i) => one.replace('{}', `{${tag}${i}}`).replace(/\{:/, `{${tag}${i}:`)).join('/')}`,
    );
const path = pathWith('p');
const prefix = fc.constantFrom('', '/api', '/v1/x', '/{tenant}');
const method = fc.constantFrom('GET', 'POST', 'DELETE', 'HEAD', 'PROPFIND', 'M-SEARCH');
const methods = fc.uniqueArray(method, { minLength: 1, maxLength: 3 });
const annotation = fc.oneof(
  fc.constantFrom('int', 'float', 'bool', 'str', 'uuid', 'date', 'datetime', 'decimal'),
  filled.map((values) => `enum:${values}`),
  filled.map((values) => `literal:${values},b`),
);

const documented = {
  name: trickyText,
  tags: fc.array(trickyText, { maxLength: 2 }),
  summary: trickyText,
  deprecated: fc.boolean(),
  security: fc.array(trickyText, { maxLength: 2 }),
};
const declared = { late: fc.boolean(), source: fc.constantFrom('app/users.py:12', 'a b.py:3:4') };
const some = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, required: (keyof T)[]) =>
  fc.record(model, { requiredKeys: required }) as fc.Arbitrary<T>;

const short = fc.tuple(methods, path).map(([names, where]) => `${names.join(',')} ${where.trim()}`);
const route = some(
  {
    path,
    methods,
    params: fc.dictionary(fc.constantFrom('p0', 'p1', 'p2', '__proto__'), annotation),
    plain: fc.boolean(),
    ...documented,
    ...declared,
  },
  ['path', 'methods'],
);
const endpoint = some({ endpoint: path, methods, ...documented, ...declared }, ['endpoint', 'methods']);
const websocket = some({ websocket: path, ...documented, ...declared }, ['websocket']);
const frontend = some(
  {
    frontend: path,
    files: fc.array(trickyText, { maxLength: 3 }),
    fallback: fc.constantFrom('auto' as const, 'index.html' as const, '404.html' as const, null),
    ...declared,
  },
  ['frontend'],
);

const docsUrl = fc.constantFrom(null, '', '/d', '/docs');
const leaf = (...more: fc.Arbitrary<unknown>[]) =>
  fc.array(fc.oneof(short, route, endpoint, websocket, ...more), { maxLength: 4 });

function appAt(depth: number): fc.Arbitrary<unknown> {
  const nested = depth > 0 ? [mountAt(depth - 1), hostAt(depth - 1)] : [];
  const redirect_slashes = fc.boolean();
  return fc.oneof(
    fc.record({ kind: fc.constant('asgi') }),
    some({ kind: fc.constant('static'), files: fc.array(trickyText, { maxLength: 3 }), html: fc.boolean() }, ['kind']),
    some({ kind: fc.constantFrom('starlette', 'router'), redirect_slashes, routes: leaf(...nested) }, ['kind']),
    some({ framework: fc.constantFrom('starlette'), redirect_slashes, routes: leaf(...nested) }, ['framework']),
    some(
      {
        kind: fc.constant('apirouter'),
        redirect_slashes,
        prefix: fc.constantFrom('', '/p'),
        routes: leaf(frontend, ...nested),
      },
      ['kind'],
    ),
    some({ kind: fc.constant('openapi'), root_path: trickyText, routes: leaf() }, ['kind']),
    some(
      {
        framework: fc.constant('fastapi'),
        redirect_slashes,
        root_path: trickyText,
        docs_url: docsUrl,
        redoc_url: docsUrl,
        openapi_url: docsUrl,
        swagger_ui_oauth2_redirect_url: docsUrl,
        routes: leaf(frontend, ...nested),
      },
      [],
    ),
  );
}
function mountAt(depth: number): fc.Arbitrary<unknown> {
  return some({ mount: fc.oneof(path, fc.constant('')), app: appAt(depth), name: trickyText, ...declared }, [
    'mount',
    'app',
  ]);
}
function hostAt(depth: number): fc.Arbitrary<unknown> {
  return some(
    {
      host: fc.constantFrom('{tenant}.example.org', 'api.example.org', 'é.example'),
      app: appAt(depth),
      name: trickyText,
      ...declared,
    },
    ['host', 'app'],
  );
}

/** Routers include only those behind them, so there is no cycle. */
const ROUTERS = ['users', 'or ders', '404', 'yes', '__proto__'];
const routersFor = fc
  .tuple(
    ...ROUTERS.map((_, i) => {
      const later = ROUTERS.slice(i + 1);
      const include = some(
        {
          include: fc.constantFrom(...(later.length > 0 ? later : ROUTERS)),
          prefix: fc.constantFrom('/a', '/b/c'),
          ...declared,
        },
        ['include', 'prefix'],
      );
      return some(
        {
          prefix: fc.constantFrom('', '/r'),
          redirect_slashes: fc.boolean(),
          routes: leaf(mountAt(1), ...(later.length > 0 ? [include] : [])),
        },
        [],
      );
    }),
  )
  .map((shapes) => Object.fromEntries(shapes.map((shape, i) => [ROUTERS[i], shape])));

/** Routes files without a fault (warnings there may be). */
export const routesFile = some(
  {
    framework: fc.constant('fastapi'),
    redirect_slashes: fc.boolean(),
    docs_url: docsUrl,
    root_path: trickyText,
    server_root_path: trickyText,
    routers: routersFor,
    routes: leaf(frontend, mountAt(2), hostAt(2)),
  },
  ['routers'],
).chain((file) =>
  fc
    .array(some({ include: fc.constantFrom(...ROUTERS), prefix, ...declared }, ['include', 'prefix']), { maxLength: 3 })
    .map((includes) => {
      const anchored = includes.map((one) => ({
        ...(one as object),
        prefix: (one as { prefix: string }).prefix || '/inc',
      }));
      return {
        ...(file as object),
        routes: [...((file as { routes?: unknown[] }).routes ?? []), ...anchored],
      } as unknown as RoutesFile;
    }),
);
