import { orphans } from '../../../dialects/index.ts';
import type { IncludedRouter, Mount, NodeId, Router } from '../../../model/route-tree.ts';
import type { Found } from '../finding.ts';
import { groupBy } from '../group.ts';
import { exampleOf, type LintContext, type Rule } from '../lint-context.ts';
import { requestFor, samplePath } from '../sample.ts';
import { called, code, type Entry } from '../scope.ts';

export const neverIncluded: Rule = {
  id: 'never-included',
  severity: 'warning',
  title: 'A router that nothing includes: its routes do not exist.',
  *find(context) {
    const { tree } = context.app;
    const byRouter = groupBy(orphans(tree), (orphan) => orphan.router);
    for (const [name, declared] of byRouter) {
      const router = tree.routers.find((one) => one.name === name);
      const [first] = declared;
      if (!router || !first) continue;
      const { registration } = first;
      const method = registration.methods[0] ?? 'GET';
      const many = declared.length > 1;
      yield {
        method: null,
        route: registration.path,
        registrations: [],
        source: router.source,
        message: many
          ? `Nothing includes the router ${code(name)}, so its ${declared.length} routes (${called(registration)} and others) don't exist.`
          : `Nothing includes the router ${code(name)}, so its route ${called(registration)} doesn't exist.`,
        fix: 'Include it, or remove it.',
        example: exampleOf(
          context.app,
          requestFor(method === 'WS' || method === 'ANY' ? 'GET' : method, samplePath(registration)),
        ),
        edit: context.editor.worded({ kind: 'include', router: name, into: tree.app.id, prefix: '' }),
      };
    }
  },
};

export const doublePrefix: Rule = {
  id: 'double-prefix',
  severity: 'warning',
  title: 'A prefix that is on both sides of an inclusion or mount, and so is applied twice.',
  *find(context) {
    const routers = new Map(context.app.tree.routers.map((router) => [router.name, router]));
    for (const { node, entries } of boundaries(context)) {
      const found =
        node.kind === 'include' ? doubled(context, node, entries, routers) : doubledMount(context, node, entries);
      if (found) yield found;
    }
  },
};

/** The inclusions and mounts that a path goes through, each with all that comes through it. */
interface Boundary {
  readonly node: IncludedRouter | Mount;
  readonly entries: Entry[];
}

function boundaries({ scopes }: LintContext): Iterable<Boundary> {
  const all = new Map<string, Boundary>();
  for (const entry of scopes.flatMap((scope) => scope.entries)) {
    let way = '';
    for (const node of entry.registration.mountContext.via) {
      way += ` ${node.id}`;
      if (node.kind === 'host') continue;
      const known = all.get(way);
      if (known) known.entries.push(entry);
      else all.set(way, { node, entries: [entry] });
    }
  }
  return all.values();
}

/** The router's own prefix repeats the end of the one that it is included under, or all of its routes do. */
function doubled(
  context: LintContext,
  node: IncludedRouter,
  entries: readonly Entry[],
  routers: ReadonlyMap<string, Router>,
): Found | null {
  const router = routers.get(node.router);
  if (!router) return null;
  const outer = prefixBefore(entries[0], node.id, routers);
  if (outer === null) return null;
  const before = outer + node.prefix;
  const twice = repeated(before, router.prefix) || repeatedByAll(before + router.prefix, entries);
  if (!twice) return null;
  const shorter = node.prefix.endsWith(twice) ? node.prefix.slice(0, -twice.length) : null;
  return found(context, entries, twice, `the router ${code(router.name)} has it, and the inclusion adds it again`, {
    fix: `Write the prefix in one place: on the router, or where it is included.`,
    edit: shorter === null ? null : context.editor.worded({ kind: 'set-prefix', node: node.id, prefix: shorter }),
  });
}

function doubledMount(context: LintContext, node: Mount, entries: readonly Entry[]): Found | null {
  const [first] = entries;
  const at =
    first?.registration.mountContext.via.filter((one) => one.kind === 'mount').findIndex((one) => one.id === node.id) ??
    -1;
  const mounted = first?.registration.mountContext.mounts[at];
  const twice = mounted === undefined ? '' : repeatedByAll(mounted, entries);
  if (!twice) return null;
  return found(context, entries, twice, 'the mount adds it to routes that have it already', {
    fix: 'Remove the prefix from the mounted routes, or mount the application at "/".',
    edit: null,
  });
}

function found(
  context: LintContext,
  entries: readonly Entry[],
  twice: string,
  why: string,
  { fix, edit }: Pick<Found, 'fix' | 'edit'>,
): Found | null {
  const [first] = entries;
  if (!first) return null;
  const { registration } = first;
  const meant = registration.path.replace(twice + twice, twice);
  const methods = registration.methods.length > 0 ? registration.methods : ['GET'];
  const [method = 'GET'] = methods;
  return {
    method: methods.join(', '),
    route: registration.path,
    registrations: entries.map((entry) => entry.registration.order),
    source: registration.node?.source ?? null,
    message: `The prefix ${code(twice)} is applied twice, so ${code(meant)} is really at ${code(registration.path)}: ${why}.`,
    fix,
    example: exampleOf(
      context.app,
      requestFor(method === 'WS' || method === 'ANY' ? 'GET' : method, samplePath({ ...registration, path: meant })),
    ),
    edit,
  };
}

/** What is in front of an inclusion: the path of its first registration, without what the inclusion and its inner ones add. */
function prefixBefore(entry: Entry | undefined, id: NodeId, routers: ReadonlyMap<string, Router>): string | null {
  if (!entry) return null;
  const { via, mounts } = entry.registration.mountContext;
  let prefix = '';
  let mount = 0;
  for (const node of via) {
    if (node.id === id) return prefix;
    if (node.kind === 'mount') prefix = (mounts[mount++] ?? '').replace(/\/+$/, '');
    if (node.kind === 'include') prefix += node.prefix + (routers.get(node.router)?.prefix ?? '');
  }
  return null;
}

/** The longest run of literal segments that ends `before` and begins `after`; `''` for none. */
function repeated(before: string, after: string): string {
  const head = segmentsOf(before);
  const tail = segmentsOf(after);
  for (let length = Math.min(head.length, tail.length); length > 0; length--) {
    const run = tail.slice(0, length);
    if (run.some((segment) => segment === '' || segment.includes('{'))) continue;
    if (run.every((segment, i) => segment === head[head.length - length + i])) return `/${run.join('/')}`;
  }
  return '';
}

/** The same where every path behind the prefix begins like that: one such path among others is a resource of its own. */
function repeatedByAll(before: string, entries: readonly Entry[]): string {
  let shortest = '';
  for (const { registration } of entries) {
    if (!registration.path.startsWith(before)) return '';
    const run = repeated(before, registration.path.slice(before.length));
    if (run === '') return '';
    if (shortest === '' || run.length < shortest.length) shortest = run;
  }
  return shortest;
}

const segmentsOf = (path: string) => path.split('/').slice(1);
