import fc from 'fast-check';
import type { RouteShape, RoutesFile } from '../../src/formats/routes-file/build-tree.ts';

const word = fc.constantFrom(
  'users',
  'user',
  'orders',
  'items',
  'me',
  'v1',
  'v2',
  'api',
  'search',
  'order-lines',
  'Reports',
);
const param = fc.constantFrom('{id}', '{id:int}', '{user_id}', '{name}', '{rest:path}', '{key:uuid}', '{slug}.json');
const segment = fc.oneof({ weight: 3, arbitrary: word }, { weight: 2, arbitrary: param });

/** A path without two parameters of one name. */
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => {
  const seen = new Set<string>();
  const unique = parts.filter((part) => {
    const name = /\{(\w+)/.exec(part)?.[1];
    if (name === undefined) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
  return `/${unique.join('/')}`;
});
const slashed = fc.tuple(path, fc.boolean()).map(([text, slash]) => (slash ? `${text}/` : text));
const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH');
const annotation = fc.constantFrom('int', 'uuid', 'bool', 'str', 'enum:open,closed', 'date', 'float');

const plainRoute: fc.Arbitrary<RouteShape> = fc
  .record({ path: slashed, methods: fc.uniqueArray(method, { minLength: 1, maxLength: 2 }), type: annotation })
  .map(({ path, methods, type }) => ({
    path,
    methods,
    params: path.includes('{id}') ? { id: type } : path.includes('{user_id}') ? { user_id: type } : {},
  }));

const prefix = fc.constantFrom('', '/api', '/api/v1', '/users');
const mount: fc.Arbitrary<RouteShape> = fc
  .record({
    at: fc.constantFrom('/sub', '/api', '/admin'),
    routes: fc.array(plainRoute, { minLength: 1, maxLength: 3 }),
    redirects: fc.boolean(),
  })
  .map(({ at, routes, redirects }) => ({
    mount: at,
    app: { framework: 'fastapi', redirect_slashes: redirects, routes },
  }));
const opaque: fc.Arbitrary<RouteShape> = fc
  .record({
    mount: fc.constantFrom('/static', '/sub', '/users'),
    app: fc.constantFrom<RoutesFile>(
      { kind: 'static', files: ['app.js', 'img/me.png', 'index.html'] },
      { kind: 'static', files: ['orders/index.html', 'v1/{x}.json'], html: true },
      { kind: 'asgi' },
    ),
  })
  .map(({ mount, app }) => ({ mount, app }));
const host: fc.Arbitrary<RouteShape> = fc
  .array(plainRoute, { minLength: 1, maxLength: 2 })
  .map((routes) => ({ host: '{tenant}.example.org', app: { framework: 'starlette' as const, routes } }));

const top = fc.oneof(
  { weight: 6, arbitrary: plainRoute },
  { weight: 1, arbitrary: mount },
  { weight: 1, arbitrary: opaque },
  { weight: 1, arbitrary: host },
  { weight: 1, arbitrary: fc.record({ websocket: path }) },
  { weight: 2, arbitrary: fc.record({ include: fc.constantFrom('one', 'two'), prefix }) },
);

/** Small applications with routers (some forgotten), mounts, hosts, root paths and every slash setting. */
export const arbitraryApp: fc.Arbitrary<RoutesFile> = fc.record({
  framework: fc.constantFrom('fastapi' as const, 'fastapi' as const, 'openapi' as const),
  redirect_slashes: fc.boolean(),
  root_path: fc.constantFrom('', '', '/api'),
  docs_url: fc.constantFrom('/docs', null, '/help'),
  routers: fc.record({
    one: fc.record({ prefix: fc.constantFrom('', '/one', '/api'), routes: fc.array(plainRoute, { maxLength: 3 }) }),
    two: fc.record({ prefix: fc.constantFrom('', '/two'), routes: fc.array(plainRoute, { maxLength: 3 }) }),
  }),
  routes: fc.array(top, { minLength: 1, maxLength: 6 }),
});

const typedSegment = fc.oneof(
  { weight: 4, arbitrary: word },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'usres',
      'usr',
      'USERS',
      'order',
      'orderLines',
      '5',
      'abc',
      '',
      '%20',
      'a%2Fb',
      'x.json',
      'items,',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('3fa85f64-5717-4562-b3fc-2c963f66afa6', 'open', '{id}', 'undefined', 'docs', '%', '%zz'),
  },
);

/** Requests near to such applications, and some that are near to nothing. */
export const arbitraryTarget: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(typedSegment, { maxLength: 5 }),
    fc.constantFrom('/', '/', '/', '', '//'),
    fc.constantFrom('', '', '/', '?q=1', '#x'),
  )
  .map(([parts, lead, end]) => `${lead}${parts.join('/')}${end}`);

export const arbitraryMethod = fc.oneof(
  { weight: 5, arbitrary: method },
  fc.constantFrom('HEAD', 'OPTIONS', 'get', 'WS', ''),
);

/** A request for one of the application's own paths, with one thing about it changed. */
export function nearTarget(file: RoutesFile, pick: number, change: number): string {
  const paths = pathsOf(file.routes ?? [], '', file);
  for (const router of Object.values(file.routers ?? {})) {
    paths.push(...pathsOf(router.routes ?? [], `/api${router.prefix ?? ''}`, file));
  }
  const chosen = paths[pick % Math.max(1, paths.length)] ?? '/users';
  const filled = chosen.replace(/\{[^}]*\}/g, (name) =>
    name.includes('uuid') ? UUID : name.includes('name') ? 'me' : '5',
  );
  const parts = filled.split('/');
  const at = 1 + (change % Math.max(1, parts.length - 1));
  const part = parts[at] ?? '';
  const changed = [
    part.slice(1),
    `${part}s`,
    part.toUpperCase(),
    `${part}/x`,
    '',
    `${part},`,
    `x${part}`,
    `v2/${part}`,
    'abc',
    `${part}/${part}`,
  ];
  parts[at] = changed[(change >> 3) % changed.length] as string;
  return parts.join('/') || '/';
}

const UUID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

function pathsOf(routes: readonly RouteShape[], before: string, file: RoutesFile): string[] {
  return routes.flatMap((route): string[] => {
    if (typeof route === 'string') return [];
    const files = (route.app?.files ?? null) as readonly string[] | null;
    if ('mount' in route && files) return files.map((file) => `${before}${route.mount}/${file}`);
    if ('mount' in route) return pathsOf(route.app?.routes ?? [], before + route.mount, file);
    if ('host' in route) return pathsOf(route.app?.routes ?? [], before, file);
    if ('include' in route) {
      const router = file.routers?.[String(route.include)];
      return pathsOf(router?.routes ?? [], before + (route.prefix ?? '') + (router?.prefix ?? ''), file);
    }
    return 'path' in route ? [before + route.path] : [];
  });
}
