import { type KeyPath, quote, type Report } from '../../model/file-fault.ts';
import { nearest } from '../../model/nearest.ts';
import { asMapping, asText, type Entry } from '../routes-file.ts';
import { checkTemplate } from './check-paths.ts';
import { graphOfRouters, type Include, type RouterGraph } from './router-graph.ts';
import { templateParams } from './template-params.ts';

/** More registrations than this are no application: routers that include each other twice double with every level. */
const MOST_REGISTRATIONS = 5_000_000;
const MOST_LEVELS = 100;
/** Each suggestion compares with every router. */
const MOST_SUGGESTIONS = 50;

/** What the includes of a file amount to; made by one visit of it. */
export interface Declared {
  readonly routers: Map<
    string,
    { readonly prefix: string; readonly path: KeyPath; entries: number; empty: KeyPath | null }
  >;
  readonly includes: Include[];
}

/**
 * What can only be said about all includes together, as FastAPI says it when the application is built (fastapi/routing.py,
 * `include_router`): unknown routers, a router inside itself, a prefix and a path that are both empty; and how much it comes to.
 */
export function checkIncludes(declared: Declared, report: Report): RouterGraph {
  const reportUnknown = unknownRouters(declared);
  for (const include of declared.includes) {
    checkTemplate(include.prefix, [...include.path.slice(0, -1), 'prefix'], 0, [], report);
    if (!declared.routers.has(include.router)) reportUnknown(include, report);
  }
  const graph = graphOfRouters(declared.routers.keys(), declared.includes);
  for (const cycle of graph.cycles) {
    const [first] = cycle;
    if (!first) continue;
    const round = cycle.map((step) => step.router).join(' → ');
    const message =
      cycle.length === 1
        ? `router ${quote(first.router)} includes itself`
        : `these routers include each other in a circle: ${quote(round)}`;
    report(first.path, 'include-cycle', message, {
      expected: 'routers without a circle',
      hint: 'remove one of these includes',
    });
  }
  if (graph.cycles.length === 0) {
    checkEmpty(declared, graph, report);
    checkSize(declared, graph, report);
  }
  return graph;
}

/** Reports includes of routers that there are not; the first ones with the name that was probably meant. */
function unknownRouters({ routers }: Declared): (include: Include, report: Report) => void {
  const names = [...routers.keys()].slice(0, 12).join(', ');
  const expected = names ? `one of ${names}${routers.size > 12 ? ', …' : ''}` : 'a router declared under `routers:`';
  let suggestions = 0;
  return ({ router, path }, report) => {
    const near = suggestions++ < MOST_SUGGESTIONS ? nearest(router, routers.keys()) : null;
    const hint = near ? `did you mean ${quote(near)}?` : null;
    report(path, 'unknown-router', `there is no router called ${quote(router)}`, { expected, hint });
  };
}

/** "Prefix and path cannot be both empty": whether anything a router registers has no path at all, innermost first. */
function checkEmpty({ routers, includes }: Declared, { order, inside }: RouterGraph, report: Report): void {
  const empty = new Map<string, boolean>();
  for (const name of [...order].reverse()) {
    const router = routers.get(name);
    const own = router?.empty !== null && router?.prefix === '';
    const nested =
      router?.prefix === '' &&
      (inside.get(name) ?? []).some((step) => step.prefix === '' && empty.get(step.router) === true);
    empty.set(name, own || nested);
  }
  for (const { router, prefix, path } of includes) {
    if (prefix !== '' || !empty.get(router)) continue;
    report(
      path,
      'empty-path',
      `router ${quote(router)} has a route with an empty path, and neither it nor this include has a prefix`,
      {
        expected: 'a prefix, or paths that begin with /',
        hint: 'FastAPI refuses this: "Prefix and path cannot be both empty"',
      },
    );
  }
}

function checkSize({ routers }: Declared, { order, inside }: RouterGraph, report: Report): void {
  const size = new Map<string, number>();
  const depth = new Map<string, number>();
  for (const name of [...order].reverse()) {
    let total = routers.get(name)?.entries ?? 0;
    let levels = 0;
    for (const { router } of inside.get(name) ?? []) {
      total += size.get(router) ?? 0;
      levels = Math.max(levels, (depth.get(router) ?? 0) + 1);
    }
    size.set(name, total);
    depth.set(name, levels);
  }
  const largest = order.find((name) => (size.get(name) ?? 0) > MOST_REGISTRATIONS);
  const deepest = order.find((name) => (depth.get(name) ?? 0) > MOST_LEVELS);
  const culprit = largest ?? deepest;
  if (culprit === undefined) return;
  const message = largest
    ? `router ${quote(largest)} comes to more than ${MOST_REGISTRATIONS} routes with all that it includes`
    : `routers are included more than ${MOST_LEVELS} levels deep`;
  report(routers.get(culprit)?.path ?? [], 'too-many-routes', message, {
    part: 'key',
    hint: 'a router that is included twice doubles with every level',
  });
}

/** Parameter names that an include puts in front of a router's paths, and that those paths have as well. */
export function checkInherited(
  entry: Entry,
  graph: RouterGraph,
  prefixNames: ReadonlySet<string>,
  report: Report,
): void {
  const { node, text, path, offset, owner, keys } = entry;
  if (node === 'include' || node === 'host') return;
  const inherited = owner.router === null ? undefined : graph.inherited.get(owner.router);
  // a plain route, an endpoint and a mount skip the prefix of the router that they stand in
  const prefix = keys.plain === true || node === 'endpoint' || node === 'mount' ? '' : owner.prefix;
  if (inherited || prefix.includes('{')) {
    const own = new Set(templateParams(prefix).map(({ name }) => name));
    for (const { name, start, length } of templateParams(text)) {
      if (!inherited?.has(name) && !own.has(name)) continue;
      report(path, 'duplicate-parameter', `parameter ${quote(name)} is also in a prefix of this path`, {
        within: { start: offset + start, length },
        expected: 'each name once in the whole path',
        hint: 'rename one of them',
      });
    }
  }
  if (node !== 'route' || keys.params === undefined) return;
  for (const name of Object.keys(asMapping(keys.params) ?? {})) {
    if (text.includes(`{${name}}`) || text.includes(`{${name}:`) || prefixNames.has(name)) continue;
    unknownParameter(name, text, [...path.slice(0, -1), 'params', name], report);
  }
}

function unknownParameter(name: string, template: string, path: KeyPath, report: Report): void {
  const names = templateParams(template).map((param) => param.name);
  const near = nearest(name, names);
  report(path, 'unknown-parameter', `${quote(template)} has no parameter ${quote(name)}`, {
    severity: 'warning',
    part: 'key',
    expected: names.join(', ') || 'no params',
    hint: near ? `did you mean \`${near}\`?` : 'FastAPI would read it from the query',
  });
}

/** Notes an entry for `checkIncludes`. */
export function declare(entry: Entry, declared: Declared): void {
  const { node, text, path, keys, owner } = entry;
  if (node === 'include') {
    declared.includes.push({
      owner: owner.router,
      router: text,
      prefix: asText(keys.prefix),
      ownerPrefix: owner.prefix,
      path,
    });
  }
  const router = owner.router === null ? undefined : declared.routers.get(owner.router);
  if (!router) return;
  router.entries++;
  const api = node === 'route' && keys.plain !== true;
  if (keys.late !== true && ((text === '' && api) || (node === 'mount' && /^\/*$/.test(text)))) router.empty = path;
}
