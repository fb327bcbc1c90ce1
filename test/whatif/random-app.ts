import fc from 'fast-check';
import type { RouteShape, RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import type { RouteNode, RouteTree } from '../../src/model/route-tree.ts';
import type { Edit } from '../../src/whatif/edit.ts';
import { SETTABLE } from '../../src/whatif/options.ts';
import { nodesOf, withFreshIds } from '../../src/whatif/tree-ops.ts';

/** Few words and short paths, so that random routes shadow, repeat and redirect to each other. */
const segment = fc.constantFrom('users', 'me', 'items', '{id}', '{id:int}', '{slug}', '{rest:path}', 'v1', 'a.b', 'é');
const path = fc.oneof(
  { weight: 8, arbitrary: fc.array(segment, { minLength: 1, maxLength: 3 }).map(pathOf) },
  fc.constant('/'),
);

function pathOf(segments: readonly string[]): string {
  const seen = new Set<string>();
  const unique = segments.filter((one) => {
    const name = /\{(\w+)/.exec(one)?.[1];
    if (name === undefined) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
  return `/${unique.join('/')}`;
}

const slashed = fc.tuple(path, fc.boolean()).map(([one, slash]) => (slash && !one.endsWith('/') ? `${one}/` : one));
const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS');
const methods = fc.uniqueArray(method, { minLength: 1, maxLength: 3 });
const prefix = fc.constantFrom('', '/api', '/v1', '/users', '/{tenant}');
const annotation = fc.constantFrom('int', 'str', 'float', 'bool', 'uuid', 'date', 'enum:me,you');

const plainRoute: fc.Arbitrary<RouteShape> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(methods, slashed).map(([m, p]) => `${m.join(',')} ${p}`) },
  {
    weight: 3,
    arbitrary: fc.record({ path: slashed, methods, annotation, plain: fc.boolean(), late: fc.boolean() }).map((one) => {
      const name = /\{(\w+)/.exec(one.path)?.[1];
      const params = name === undefined || one.plain ? {} : { params: { [name]: one.annotation } };
      return { path: one.path, methods: one.methods, plain: one.plain, late: one.late, ...params };
    }),
  },
  fc.record({ endpoint: slashed, methods }),
  fc.record({ websocket: slashed }),
);

const shallowApp: fc.Arbitrary<RoutesFile> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('fastapi' as const, 'starlette' as const),
    routes: fc.array(plainRoute, { maxLength: 3 }),
    redirect_slashes: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('apirouter' as const),
    prefix: fc.constantFrom('', '/p'),
    routes: fc.array(plainRoute, { maxLength: 2 }),
  }),
  fc.constant<RoutesFile>({ kind: 'asgi' }),
  fc.constant<RoutesFile>({ kind: 'static', files: ['app.js', 'img/x.png'], html: true }),
);

const include = (names: readonly string[]) =>
  fc.record({ include: fc.constantFrom(...names), prefix, late: fc.boolean() });
const mount: fc.Arbitrary<RouteShape> = fc.record({
  mount: fc.constantFrom('/v1', '/api', '/files', '', '/{tenant}'),
  app: shallowApp,
});
const host: fc.Arbitrary<RouteShape> = fc.record({
  host: fc.constantFrom('{tenant}.example.org', 'testserver'),
  app: shallowApp,
});
const frontend: fc.Arbitrary<RouteShape> = fc.record({
  frontend: fc.constantFrom('/', '/ui'),
  files: fc.constant<string[]>(['index.html', 'app.js']),
});

/** Routers `a` to `c`; each may include those behind it, so there is no circle. */
const routers: fc.Arbitrary<Record<string, RoutesFile>> = fc.record({
  a: fc.record({
    prefix,
    routes: fc.array(fc.oneof({ weight: 4, arbitrary: plainRoute }, include(['b', 'c'])), { maxLength: 4 }),
  }),
  b: fc.record({
    prefix,
    routes: fc.array(fc.oneof({ weight: 4, arbitrary: plainRoute }, include(['c']), mount), { maxLength: 3 }),
  }),
  c: fc.record({ prefix, routes: fc.array(plainRoute, { maxLength: 3 }) }),
});

const topRoutes = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: plainRoute },
    { weight: 3, arbitrary: include(['a', 'b', 'c']) },
    { weight: 2, arbitrary: mount },
    host,
    frontend,
  ),
  { maxLength: 8 },
);

const routesFile: fc.Arbitrary<RoutesFile> = fc
  .record({
    routers,
    routes: topRoutes,
    redirect_slashes: fc.boolean(),
    docs_url: fc.constantFrom(null, '/docs', '/users'),
  })
  .map((file) => ({ framework: 'fastapi' as const, ...file }));

/** Applications of every kind of node, each with a few near relatives among its paths. */
export const randomTree: fc.Arbitrary<RouteTree> = routesFile.map((file) => buildTree(file));

/** What an edit is made of before there is a tree to make it on: a handful of numbers and values. */
const ingredients = fc.record({
  kind: fc.nat(17),
  pick: fc.nat(1000),
  place: fc.nat(20),
  path: slashed,
  methods,
  prefix,
  annotation: fc.constantFrom('int' as const, 'str' as const, 'uuid' as const),
  option: fc.constantFrom(...SETTABLE),
  value: fc.constantFrom<(string | boolean | null)[]>(true, false, null, '/docs', '/root', ''),
  on: fc.boolean(),
  added: fc.oneof({ weight: 3, arbitrary: plainRoute }, mount),
});

export type Ingredients = typeof ingredients extends fc.Arbitrary<infer T> ? T : never;

export const randomIngredients: fc.Arbitrary<Ingredients> = ingredients;

/** An edit of this tree; often one that can't be made. */
export function editOf(tree: RouteTree, from: Ingredients): Edit {
  const nodes = [...nodesOf(tree)];
  const apps = [tree.app, ...nodes.flatMap((node) => ('app' in node ? [node.app] : []))];
  const lists = [tree.app, ...tree.routers, ...apps.filter((app) => 'routes' in app)];
  const of = <T>(items: readonly T[]): T | undefined => items[from.pick % Math.max(1, items.length)];
  const node = of(nodes)?.id ?? tree.app.id;
  const into = of(lists)?.id ?? 0;
  switch (from.kind) {
    case 0:
      return { kind: from.on ? 'enable' : 'disable', node };
    case 1:
      return { kind: from.on ? 'enable' : 'disable', node: of(tree.routers)?.id ?? node };
    case 2:
    case 3:
      return { kind: 'move', node, to: from.place % 6 };
    case 4:
      return { kind: 'set-path', node, path: from.path };
    case 5:
      return { kind: 'set-methods', node, methods: from.methods };
    case 6: {
      const name = /\{(\w+)/.exec((of(nodes) as { path?: string } | undefined)?.path ?? '')?.[1] ?? 'id';
      return { kind: 'set-params', node, params: from.on ? { [name]: { kind: from.annotation } } : {} };
    }
    case 7:
    case 8:
      return { kind: 'add', into, at: from.place % 4, route: nodeFrom(tree, from.added) };
    case 9:
      return { kind: 'duplicate', node };
    case 10:
      return { kind: 'remove', node };
    case 11:
      return { kind: 'set-prefix', node: of([...tree.routers, ...nodes, ...apps])?.id ?? 0, prefix: from.prefix };
    case 12:
      return { kind: 'include', router: of(['a', 'b', 'c']) ?? 'a', into, prefix: from.prefix };
    case 13:
    case 14:
      return { kind: 'set-option', app: of(apps)?.id ?? 0, option: from.option, value: from.value };
    case 15:
      return { kind: 'set-server-root-path', value: from.on ? '/root' : '' };
    case 16:
      return { kind: 'set-framework', framework: from.on ? 'starlette' : 'openapi' };
    default:
      return {
        kind: 'batch',
        edits: [
          { kind: 'disable', node },
          { kind: 'set-server-root-path', value: '/batch' },
        ],
      };
  }
}

function nodeFrom(tree: RouteTree, shape: RouteShape): RouteNode {
  const [node] = buildTree({ framework: 'fastapi', routes: [shape] }).app.routes;
  return withFreshIds(tree, node as RouteNode);
}
