import type { Request } from '../../../model/request.ts';
import type { Found } from '../finding.ts';
import { groupBy } from '../group.ts';
import { exampleOf, findingAt, type LintContext, type Rule } from '../lint-context.ts';
import { shapeOfPath } from '../overlap.ts';
import { requestFor, samplePath } from '../sample.ts';
import { code, type Entry } from '../scope.ts';

const METHODS = ['DELETE', 'PATCH', 'PUT', 'POST', 'GET', 'OPTIONS', 'TRACE', 'CONNECT'];

export const allowHidesMethods: Rule = {
  id: 'allow-hides-methods',
  severity: 'info',
  title: 'Paths whose 405 lists only the methods of their first route.',
  *find(context) {
    for (const scope of context.scopes) {
      const routes = scope.entries.filter(({ registration: { kind } }) => kind === 'route' || kind === 'plain');
      const groups = [...groupBy(routes, shapeOfPath).values()].filter((group) => group.length > 1);
      const short = groups.flatMap((group) => incomplete(context, group) ?? []);
      const [first] = short;
      if (first) yield describe(context, first, short);
    }
  },
};

/** A path with the Allow header that it sends, and what is missing there. */
interface Incomplete {
  readonly group: readonly [Entry, ...Entry[]];
  readonly taken: readonly string[];
  readonly request: Request;
  readonly allow: string;
  readonly missing: readonly string[];
}

/** Sends a method that no route of the path has, and reads the Allow header of the answer. */
function incomplete(context: LintContext, group: Incomplete['group']): Incomplete | null {
  const [first] = group;
  const taken = [...new Set(group.flatMap(({ registration }) => registration.methods))];
  const method = METHODS.find((one) => !taken.includes(one));
  if (!method) return null;
  const request = requestFor(method, samplePath(first.registration));
  const { outcome, allow } = context.app.resolve(request);
  if (outcome !== 'method-not-allowed' || allow === null) return null;
  const allowed = new Set(allow.split(', '));
  const missing = taken.filter((one) => !allowed.has(one)).sort();
  return missing.length === 0 ? null : { group, taken, request, allow, missing };
}

/** One finding for an application: it is the framework's habit, and every path with two routes has it. */
function describe(context: LintContext, first: Incomplete, all: readonly Incomplete[]): Found {
  const { group, taken, request, allow, missing } = first;
  const [entry] = group;
  const others = all.length > 2 ? ` and ${all.length - 1} other paths` : all.length === 2 ? ' and one other path' : '';
  return findingAt(entry, {
    method: taken.join(', '),
    registrations: all.flatMap((one) => one.group.map(({ registration }) => registration.order)),
    message: `A 405 for ${code(entry.registration.path)}${others} lists only some of the methods: ${code(`Allow: ${allow}`)} lacks ${missing.map(code).join(', ')}.`,
    fix: 'Declare all methods of a path in one route, or tell clients not to rely on the header: it lists only the first matching route.',
    example: exampleOf(context.app, request),
  });
}
