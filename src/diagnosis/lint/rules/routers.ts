import { orphans } from '../../../dialects/index.ts';
import type { Registration } from '../../../model/registration.ts';
import type { IncludedRouter, Mount, NodeId, Router } from '../../../model/route-tree.ts';
import type { Example, Found } from '../finding.ts';
import { groupBy } from '../group.ts';
import { exampleOf, findingAt, type LintContext, type Rule } from '../lint-context.ts';
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
      const [{ registration }] = declared;
      if (!router) continue;
      const first = called(registration);
      const dontExist =
        declared.length > 1
          ? `${declared.length} routes (${first} and others) don't exist`
          : `route ${first} doesn't exist`;
      yield {
        method: null,
        route: registration.path,
        registrations: [],
        source: router.source,
        message: `Nothing includes the router ${code(name)}, so its ${dontExist}.`,
        fix: 'Include it, or remove it.',
        example: exampleAt(context, registration, registration.path),
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
      const doubled =
        node.kind === 'include' ? doubledBy(context, node, entries, routers) : doubledByMount(node, entries);
      if (doubled) yield describe(context, entries, doubled);
    }
  },
};

/** The inclusions and mounts that a path goes through, each with all that comes through it. */
interface Boundary {
  readonly node: IncludedRouter | Mount;
  readonly entries: Through;
}

type Through = [Entry, ...Entry[]];

function boundaries({ entries }: LintContext): Iterable<Boundary> {
  const all = new Map<string, Boundary>();
  for (const entry of entries) {
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

/** A prefix that is applied twice, and what to do about it. */
interface Doubled extends Pick<Found, 'fix' | 'edit'> {
  readonly twice: string;
  readonly why: string;
}

/** The router's own prefix repeats the end of the one that it is included under, or all of its routes do. */
function doubledBy(
  context: LintContext,
  node: IncludedRouter,
  entries: Through,
  routers: ReadonlyMap<string, Router>,
): Doubled | null {
  const router = routers.get(node.router);
  if (!router) return null;
  const before = prefixBefore(entries[0], node.id, routers) + node.prefix;
  const twice = repeated(before, router.prefix) || repeatedByAll(before + router.prefix, entries);
  if (!twice) return null;
  const shorter = node.prefix.endsWith(twice) ? node.prefix.slice(0, -twice.length) : null;
  return {
    twice,
    why: `the router ${code(router.name)} has it, and the inclusion adds it again`,
    fix: 'Write the prefix in one place: on the router, or where it is included.',
    edit: shorter === null ? null : context.editor.worded({ kind: 'set-prefix', node: node.id, prefix: shorter }),
  };
}

function doubledByMount(node: Mount, entries: Through): Doubled | null {
  const { via, mounts } = entries[0].registration.mountContext;
  const at = via.filter(({ kind }) => kind === 'mount').findIndex(({ id }) => id === node.id);
  const twice = repeatedByAll(mounts[at] ?? '', entries);
  if (!twice) return null;
  return {
    twice,
    why: 'the mount adds it to routes that have it already',
    fix: 'Remove the prefix from the mounted routes, or mount the application at "/".',
    edit: null,
  };
}

function describe(context: LintContext, entries: Through, { twice, why, fix, edit }: Doubled): Found {
  const [entry] = entries;
  const { registration } = entry;
  const meant = registration.path.replace(twice + twice, twice);
  return findingAt(entry, {
    method: registration.methods.join(', ') || 'GET',
    registrations: entries.map((one) => one.registration.order),
    message: `The prefix ${code(twice)} is applied twice, so ${code(meant)} is really at ${code(registration.path)}: ${why}.`,
    fix,
    example: exampleAt(context, registration, meant),
    edit,
  });
}

/** The answer to a request for a registration, were it at `path`. */
function exampleAt({ app }: LintContext, registration: Registration, path: string): Example {
  const [method = 'GET'] = registration.methods;
  const asked = method === 'WS' || method === 'ANY' ? 'GET' : method;
  return exampleOf(app, requestFor(asked, samplePath({ ...registration, path })));
}

/** What is in front of an inclusion: the path of its first registration, without what the inclusion and its inner ones add. */
function prefixBefore({ registration }: Entry, id: NodeId, routers: ReadonlyMap<string, Router>): string {
  const { via, mounts } = registration.mountContext;
  let prefix = '';
  let mount = 0;
  for (const node of via) {
    if (node.id === id) break;
    if (node.kind === 'mount') prefix = (mounts[mount++] ?? '').replace(/\/+$/, '');
    if (node.kind === 'include') prefix += node.prefix + (routers.get(node.router)?.prefix ?? '');
  }
  return prefix;
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

/** The same where every path behind the prefix begins like that: one such path among others is a resource. */
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
