import type { CompiledApp } from '../../dialects/dialect.ts';
import { compile } from '../../dialects/index.ts';
import { dialectOf } from '../../dialects/registry.ts';
import type { RouteNode, Router, RouteTree } from '../../model/route-tree.ts';
import { applyEdit } from '../../whatif/apply.ts';
import { type Edit, isEditFault } from '../../whatif/edit.ts';
import { type Cause, cause } from '../near-miss.ts';
import { collectTargets } from '../search/collect-targets.ts';
import type { Orphan, Target } from '../search/target.ts';
import { resolveEdited, suggest } from './verify-edit.ts';

/** Most routers that are searched: a source with more isn't an application but a library. */
const MOST_ROUTERS = 50;
/** Most prefixes under which a router is tried. */
const MOST_PREFIXES = 3;

/** Routers that nothing includes, directly or through another one. */
function forgottenRouters(tree: RouteTree): readonly Router[] {
  const byName = new Map(tree.routers.map((router) => [router.name, router]));
  const reached = new Set<string>();
  const visit = (routes: readonly RouteNode[]) => {
    for (const node of routes) {
      if ((node.kind === 'mount' || node.kind === 'host') && 'routes' in node.app) visit(node.app.routes);
      if (node.kind !== 'include' || reached.has(node.router)) continue;
      reached.add(node.router);
      visit(byName.get(node.router)?.routes ?? []);
    }
  };
  visit(tree.app.routes);
  // One that only another forgotten router includes comes along with that one.
  const inner = new Set<string>();
  const forgotten = tree.routers.filter(({ name }) => !reached.has(name));
  for (const router of forgotten) {
    for (const node of router.routes)
      if (node.kind === 'include' && node.router !== router.name) inner.add(node.router);
  }
  const outer = forgotten.filter(({ name }) => !inner.has(name));
  return (outer.length > 0 ? outer : forgotten).slice(0, MOST_ROUTERS);
}

/** What forgotten routers would register, under each prefix that other inclusions suggest. */
export function* orphanTargets(app: CompiledApp): Generator<number, Target[]> {
  const { tree } = app;
  const firstOrder = (app.registrations.at(-1)?.order ?? 0) + 1;
  const out: Target[] = [];
  for (const router of forgottenRouters(tree)) {
    for (const prefix of likelyPrefixes(tree)) {
      const edit: Edit = { kind: 'include', router: router.name, into: tree.app.id, prefix };
      // Compiled without the rest of the application: only what the inclusion adds is of interest here.
      const alone = applyEdit({ ...tree, app: { ...tree.app, routes: [] } }, edit);
      yield 200;
      if (isEditFault(alone)) continue;
      const compiled = compile(alone);
      const added = compiled.registrations.filter(({ mountContext }) =>
        mountContext.via.some((node) => node.kind === 'include'),
      );
      out.push(...(yield* collectTargets(added, orphan(app, compiled, router, edit), firstOrder + out.length)));
    }
  }
  return out;
}

function orphan(app: CompiledApp, alone: CompiledApp, router: Router, edit: Edit): Orphan {
  const hasHosts = app.registrations.some(({ kind }) => kind === 'host');
  return {
    router: router.name,
    inclusion: suggest(app.tree, edit),
    resolve: (request) => {
      // The inclusion comes after everything else: what answers, refuses or swallows the request today still does.
      const today = app.resolve(request);
      // Without an order the more concrete path takes the request, even for methods that it doesn't have. And a host that
      // takes the request leaves no trace in the answer.
      if (hasHosts || (today.outcome === 'method-not-allowed' && !dialectOf(app.tree.app.kind).ordered))
        return resolveEdited(app, edit, request, []) ?? today;
      const refused = today.outcome === 'method-not-allowed' && today.registration?.kind !== 'endpoint';
      const decided = today.outcome !== 'not-found' && today.outcome !== 'redirect' && !refused;
      return decided || today.mounts.length > 0 ? today : alone.resolve(request);
    },
  };
}

/** Prefixes that the application's own inclusions use, the commonest first; none at all is always a way. */
function likelyPrefixes(tree: RouteTree): readonly string[] {
  const counts = new Map<string, number>();
  for (const node of tree.app.routes) {
    if (node.kind === 'include') counts.set(node.prefix, (counts.get(node.prefix) ?? 0) + 1);
  }
  const used = [...counts].sort((a, b) => b[1] - a[1]).map(([prefix]) => prefix);
  const first = used.slice(0, MOST_PREFIXES);
  return first.includes('') ? first : [...first, ''];
}

export function notIncluded(router: string): Cause {
  return cause('not-included', null, `router "${router}" declares this route, but nothing includes the router`);
}
