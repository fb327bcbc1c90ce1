import type { Dialect } from '../../../dialects/dialect.ts';
import { dialectFor } from '../../../dialects/registry.ts';
import type { Found } from '../finding.ts';
import { groupBy } from '../group.ts';
import type { Hidden } from '../hidden-routes.ts';
import { includes } from '../inclusion.ts';
import { exampleOf, type LintContext, type Rule, sourceOf } from '../lint-context.ts';
import { shapeOfPath } from '../overlap.ts';
import { called, type Entry, holdsPath, hostOf } from '../scope.ts';

/** Why a route is never reached; every hidden route falls under exactly one. */
type Reason = 'duplicate' | 'shadowed' | 'catch-all' | 'mount' | 'host' | 'docs';

export const duplicateRoute: Rule = {
  id: 'duplicate-route',
  severity: 'error',
  title: 'A route that matches the same requests as an earlier one, whatever its parameters are called.',
  find: (context) => found(context, 'duplicate'),
};

export const shadowedRoute: Rule = {
  id: 'shadowed-route',
  severity: 'error',
  title: 'A route that is never reached, because a more general one above it answers first.',
  find: (context) => found(context, 'shadowed'),
};

export const catchAllFirst: Rule = {
  id: 'catch-all-first',
  severity: 'error',
  title: 'A route that is never reached, because a catch-all above it matches every path below its own.',
  find: (context) => found(context, 'catch-all'),
};

export const hiddenByMount: Rule = {
  id: 'hidden-by-mount',
  severity: 'error',
  title:
    'A route that is never reached, because a mount above it takes every path below its own, and its answer is final.',
  find: (context) => found(context, 'mount'),
};

export const hiddenByHost: Rule = {
  id: 'hidden-by-host',
  severity: 'error',
  title: 'A route that is never reached, because a host above it takes every request for that host.',
  find: (context) => found(context, 'host'),
};

export const hiddenByDocs: Rule = {
  id: 'hidden-by-docs',
  severity: 'error',
  title: 'A route at the path of a documentation page of the framework, which is registered first.',
  find: (context) => found(context, 'docs'),
};

function* found(context: LintContext, reason: Reason): Iterable<Found> {
  for (const group of grouped(context)) {
    if (group.reason === reason) yield describe(context, group);
  }
}

/** The methods of one route that the same competitors hide. */
interface Group {
  readonly entry: Entry;
  readonly methods: readonly string[];
  readonly by: readonly Entry[];
  readonly first: Hidden;
  readonly reason: Reason;
}

const memo = new WeakMap<LintContext, readonly Group[]>();

function grouped(context: LintContext): readonly Group[] {
  const known = memo.get(context);
  if (known) return known;
  const made = makeGroups(context);
  memo.set(context, made);
  return made;
}

function makeGroups(context: LintContext): readonly Group[] {
  const groups = groupBy(context.findHidden().hidden, ({ entry, by }) =>
    [entry, ...by].map(({ registration }) => registration.order).join(' '),
  );
  return [...groups.values()].flatMap((hidden) => {
    const [first] = hidden;
    if (!first) return [];
    const { entry, by } = first;
    return [{ entry, methods: hidden.map(({ method }) => method), by, first, reason: reasonOf(entry, by) }];
  });
}

function reasonOf(entry: Entry, by: readonly Entry[]): Reason {
  const [one] = by;
  if (!one || by.length > 1) return 'shadowed';
  const { registration } = one;
  if (registration.kind === 'docs') return 'docs';
  if (registration.kind === 'host')
    return entry.registration.kind === 'host' && sameHost(one, entry) ? 'duplicate' : 'host';
  const same = holdsPath(registration) === holdsPath(entry.registration) && includes(entry, one);
  if (same && entry.registration.kind !== 'host') return 'duplicate';
  if (holdsPath(registration)) return 'mount';
  return isCatchAll(one) ? 'catch-all' : 'shadowed';
}

/** Whether its last segment is a parameter that takes any rest. */
function isCatchAll(entry: Entry): boolean {
  const [part, ...others] = entry.segments().at(-1)?.parts ?? [];
  return others.length === 0 && part?.kind === 'param' && part.convertor === 'path';
}

const sameHost = (a: Entry, b: Entry) => hostOf(a.registration) === hostOf(b.registration);

function describe(context: LintContext, group: Group): Found {
  const { entry, methods, by, first, reason } = group;
  const { registration } = entry;
  const [one] = by;
  const all = methods.length === registration.methods.length || registration.kind === 'host' || holdsPath(registration);
  const name = called(registration, methods);
  const others = by.map((cover) => called(cover.registration)).join(' and ');
  return {
    method: holdsPath(registration) || registration.kind === 'host' ? 'ANY' : methods.join(', '),
    route: registration.path,
    registrations: [registration.order, ...by.map((cover) => cover.registration.order)],
    source: sourceOf(entry),
    message: `${name} is never reached${all ? '' : ' with this method'}: ${because(reason, entry, by, others)}.`,
    fix: fixFor(reason, name, others, dialectFor(registration)),
    example: first.request ? exampleOf(context.app, first.request) : null,
    edit: one && by.length === 1 ? editFor(context, group, one) : null,
  };
}

function because(reason: Reason, entry: Entry, by: readonly Entry[], others: string): string {
  const { label, ordered } = dialectFor(entry.registration);
  const together = by.length > 1 ? ' together' : '';
  switch (reason) {
    case 'duplicate': {
      const [one] = by;
      const renamed =
        one && one.registration.path !== entry.registration.path && shapeOfPath(one) === shapeOfPath(entry);
      return `${others} ${ordered ? 'above it matches' : 'matches'} exactly the same requests${renamed ? ', only the parameter names differ' : ''}`;
    }
    case 'shadowed':
      if (!ordered) return `${others} ${by.length > 1 ? 'match' : 'matches'} all of its requests`;
      return `${others} above it ${by.length > 1 ? `match${together}` : 'matches'} all of its requests first`;
    case 'catch-all':
      return `the catch-all ${others} above it matches every path there`;
    case 'mount':
      return `${others} above it takes every path below its own, and its answer is final`;
    case 'host':
      return `${others} above it takes every request for that host`;
    case 'docs':
      return `${label} registers its own ${others} before any route of the application`;
  }
}

function fixFor(reason: Reason, name: string, others: string, dialect: Dialect): string {
  if (!dialect.ordered) return `Give ${name} another path, or remove it.`;
  switch (reason) {
    case 'duplicate':
      return `Remove ${name}, or give it another path or method.`;
    case 'docs':
      return `Give ${name} another path, or move the documentation with ${docsOptions(dialect)}.`;
    case 'mount':
      return `Register ${name} before ${others}.`;
    case 'shadowed':
    case 'catch-all':
    case 'host':
      return `Move ${name} above ${others}.`;
  }
}

/** "docs_url, redoc_url or openapi_url". */
function docsOptions({ kinds }: Dialect): string {
  const options = Object.values(kinds).flatMap((kind) => (kind.opaque ? [] : (kind.docs?.pages ?? [])));
  return `${options.slice(0, -1).join(', ')} or ${options.at(-1)}`;
}

function editFor(context: LintContext, { entry, methods, first, reason }: Group, one: Entry) {
  const { registration } = entry;
  if (!dialectFor(registration).ordered && reason !== 'duplicate') return null;
  if (reason === 'docs') return null;
  if (reason === 'duplicate')
    return methods.length === registration.methods.length ? context.editor.remove(registration) : null;
  const [method = 'GET'] = methods;
  const path = first.request ? decodeURIComponent(first.request.path) : registration.path;
  return context.editor.moveAbove(entry, one, first.scope, method, path);
}
