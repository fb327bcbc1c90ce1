import { exampleOf, type LintContext, type Rule, sourceOf } from '../context.ts';
import type { Found } from '../finding.ts';
import { groupBy } from '../group.ts';
import { code, type Entry } from '../level.ts';
import { shapeOfPath } from '../overlap.ts';
import { requestFor, samplePath } from '../sample.ts';

const METHODS = ['DELETE', 'PATCH', 'PUT', 'POST', 'GET', 'OPTIONS', 'TRACE', 'CONNECT'];

export const allowHidesMethods: Rule = {
  id: 'allow-hides-methods',
  severity: 'info',
  title: 'A path whose 405 answers name only the methods of its first route.',
  *find(context) {
    for (const level of context.levels) {
      const routes = level.entries.filter(({ registration: { kind } }) => kind === 'route' || kind === 'plain');
      const paths = groupBy(routes, shapeOfPath);
      for (const group of paths.values()) {
        const found = group.length > 1 ? check(context, group) : null;
        if (found) yield found;
      }
    }
  },
};

/** Asks with a method that no route of the path takes, and reads the Allow header that comes back. */
function check(context: LintContext, group: readonly Entry[]): Found | null {
  const [first] = group;
  const taken = new Set(group.flatMap(({ registration }) => registration.methods));
  const method = METHODS.find((one) => !taken.has(one));
  if (!first || !method) return null;
  const request = requestFor(method, samplePath(first.registration));
  const answer = context.app.resolve(request);
  if (answer.outcome !== 'method-not-allowed' || answer.allow === null) return null;
  const allowed = new Set(answer.allow.split(', '));
  const missing = [...taken].filter((one) => !allowed.has(one)).sort();
  if (missing.length === 0) return null;
  const { path } = first.registration;
  return {
    method: [...taken].join(', '),
    route: path,
    registrations: group.map(({ registration }) => registration.order),
    source: sourceOf(first),
    message: `A wrong method on ${code(path)} is answered with ${code(`Allow: ${answer.allow}`)}, which leaves out ${missing.map(code).join(', ')}.`,
    fix: 'Declare the methods in one route, or tell clients not to rely on the header: it lists the first matching route only.',
    example: exampleOf(context.app, request),
    edit: null,
  };
}
