import type { Dialect } from '../../../dialects/dialect.ts';
import { dialectFor } from '../../../dialects/registry.ts';
import type { SuggestedEdit } from '../../near-miss.ts';
import type { Found } from '../finding.ts';
import { groupBy } from '../group.ts';
import type { Hidden } from '../hidden-routes.ts';
import { includes } from '../inclusion.ts';
import { exampleOf, findingAt, type LintContext, type Rule } from '../lint-context.ts';
import { shapeOfPath } from '../overlap.ts';
import { called, type Entry, holdsPath, hostOf } from '../scope.ts';

/** Titles of the rules by their ids. Each is a reason why a route is never reached; every hidden route falls under exactly one. */
const TITLES = {
  'shadowed-route': 'A route that is never reached, because a more general one above it answers first.',
  'duplicate-route': 'A route that matches the same requests as an earlier one, whatever its parameters are called.',
  'catch-all-first': 'A route that is never reached, because a catch-all above it matches every path below its own.',
  'hidden-by-mount':
    'A route that is never reached, because a mount above it takes every path below its own, and its answer is final.',
  'hidden-by-host': 'A route that is never reached, because a host above it takes every request for that host.',
  'hidden-by-docs': 'A route at the path of a documentation page of the framework, which is registered first.',
};

type Reason = keyof typeof TITLES;

export const unreachableRoutes: readonly Rule[] = Object.entries(TITLES).map(([id, title]) => ({
  id,
  severity: 'error',
  title,
  *find(context) {
    for (const group of groupsOf(context)) if (group.reason === id) yield describe(context, group);
  },
}));

/** The methods of one route that the same competitors hide; scope and request are the first method's. */
interface Group extends Hidden {
  readonly methods: readonly string[];
  readonly reason: Reason;
}

function groupsOf(context: LintContext): readonly Group[] {
  const groups = groupBy(context.findHidden().hidden, ({ entry, by }) =>
    [entry, ...by].map(({ registration }) => registration.order).join(' '),
  );
  return [...groups.values()].map((hidden) => {
    const [first] = hidden;
    return { ...first, methods: hidden.map(({ method }) => method), reason: reasonOf(first.entry, first.by) };
  });
}

function reasonOf(entry: Entry, by: readonly Entry[]): Reason {
  const [one] = by;
  if (!one || by.length > 1) return 'shadowed-route';
  const { registration } = one;
  const ofHost = entry.registration.kind === 'host';
  if (registration.kind === 'docs') return 'hidden-by-docs';
  if (registration.kind === 'host')
    return ofHost && hostOf(registration) === hostOf(entry.registration) ? 'duplicate-route' : 'hidden-by-host';
  const same = holdsPath(registration) === holdsPath(entry.registration) && includes(entry, one);
  if (same && !ofHost) return 'duplicate-route';
  if (holdsPath(registration)) return 'hidden-by-mount';
  return isCatchAll(one) ? 'catch-all-first' : 'shadowed-route';
}

/** Whether its last segment is a parameter that takes any rest. */
function isCatchAll(entry: Entry): boolean {
  const [part, ...others] = entry.segments().at(-1)?.parts ?? [];
  return others.length === 0 && part?.kind === 'param' && part.convertor === 'path';
}

function describe(context: LintContext, group: Group): Found {
  const { entry, methods, by, request, reason } = group;
  const { registration } = entry;
  const container = holdsPath(registration) || registration.kind === 'host';
  const all = container || methods.length === registration.methods.length;
  const name = called(registration, methods);
  const others = by.map((cover) => called(cover.registration)).join(' and ');
  return findingAt(entry, {
    method: container ? 'ANY' : methods.join(', '),
    registrations: [registration.order, ...by.map((cover) => cover.registration.order)],
    message: `${name} is never reached${all ? '' : ' with this method'}: ${because(reason, entry, by, others)}.`,
    fix: fixFor(reason, name, others, dialectFor(registration)),
    example: request && exampleOf(context.app, request),
    edit: editFor(context, group),
  });
}

function because(reason: Reason, entry: Entry, by: readonly Entry[], others: string): string {
  const { label, ordered } = dialectFor(entry.registration);
  switch (reason) {
    case 'duplicate-route': {
      const [one] = by;
      const renamed =
        one && one.registration.path !== entry.registration.path && shapeOfPath(one) === shapeOfPath(entry);
      return `${others} ${ordered ? 'above it matches' : 'matches'} exactly the same requests${renamed ? ', only the parameter names differ' : ''}`;
    }
    case 'shadowed-route':
      if (!ordered) return `${others} ${by.length > 1 ? 'match' : 'matches'} all of its requests`;
      return `${others} above it ${by.length > 1 ? 'match together' : 'matches'} all of its requests first`;
    case 'catch-all-first':
      return `the catch-all ${others} above it matches every path there`;
    case 'hidden-by-mount':
      return `${others} above it takes every path below its own, and its answer is final`;
    case 'hidden-by-host':
      return `${others} above it takes every request for that host`;
    case 'hidden-by-docs':
      return `${label} registers its own ${others} before any route of the application`;
  }
}

function fixFor(reason: Reason, name: string, others: string, dialect: Dialect): string {
  if (!dialect.ordered) return `Give ${name} another path, or remove it.`;
  switch (reason) {
    case 'duplicate-route':
      return `Remove ${name}, or give it another path or method.`;
    case 'hidden-by-docs':
      return `Give ${name} another path, or move the documentation with ${docsOptions(dialect)}.`;
    case 'hidden-by-mount':
      return `Register ${name} before ${others}.`;
    case 'shadowed-route':
    case 'catch-all-first':
    case 'hidden-by-host':
      return `Move ${name} above ${others}.`;
  }
}

/** "docs_url, redoc_url or openapi_url". */
function docsOptions({ kinds }: Dialect): string {
  const options = Object.values(kinds).flatMap((kind) => (kind.opaque ? [] : (kind.docs?.pages ?? [])));
  return `${options.slice(0, -1).join(', ')} or ${options.at(-1)}`;
}

function editFor(context: LintContext, { entry, methods, by, scope, request, reason }: Group): SuggestedEdit | null {
  const { registration } = entry;
  const [one, ...others] = by;
  if (!one || others.length > 0 || reason === 'hidden-by-docs') return null;
  if (reason === 'duplicate-route')
    return methods.length === registration.methods.length ? context.editor.remove(registration) : null;
  if (!dialectFor(registration).ordered) return null;
  const path = request ? decodeURIComponent(request.path) : registration.path;
  return context.editor.moveAbove(entry, one, scope, methods[0] ?? 'GET', path);
}
