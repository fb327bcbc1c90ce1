import { makeRequest } from '../../../model/request.ts';
import type { Found } from '../finding.ts';
import { groupBy } from '../group.ts';
import { exampleOf, findingAt, type LintContext, type Rule } from '../lint-context.ts';
import { shapeOfPath } from '../overlap.ts';
import { requestFor, samplePath } from '../sample.ts';
import { called, code, type Entry, type Scope, takes } from '../scope.ts';

/** Two routes whose paths differ in the slash at the end only. */
interface Pair {
  readonly bare: Entry;
  readonly slashed: Entry;
}

export const slashPair: Rule = {
  id: 'slash-pair',
  severity: 'info',
  title: 'A path declared both with and without a trailing slash, for the same method.',
  *find(context) {
    for (const { bare, slashed } of pairs(context)) {
      const both = slashed.registration.methods.filter((method) => takes(bare.registration, method));
      const [method] = both;
      if (!method) continue;
      const names = [bare, slashed].map(({ registration }) => called(registration, both));
      yield findingAt(slashed, {
        method: both.join(', '),
        registrations: [slashed.registration.order, bare.registration.order],
        message: `${names.join(' and ')} differ only by the trailing slash.`,
        fix: 'Keep one of them: requests for the other are redirected to it, unless redirect_slashes is off.',
        example: exampleOf(context.app, requestFor(method, samplePath(slashed.registration))),
      });
    }
  },
};

export const slashSplitsMethods: Rule = {
  id: 'slash-splits-methods',
  severity: 'warning',
  title: 'Methods of one path split between its forms with and without a trailing slash: a 405 instead of a redirect.',
  *find(context) {
    for (const { bare, slashed } of pairs(context)) {
      for (const [one, other] of [
        [slashed, bare],
        [bare, slashed],
      ] as const) {
        const method = one.registration.methods.find((name) => !takes(other.registration, name));
        if (!method) continue;
        const request = requestFor(method, samplePath(other.registration));
        if (context.app.resolve(request).outcome !== 'method-not-allowed') continue;
        yield findingAt(one, {
          method,
          registrations: [one.registration.order, other.registration.order],
          message: `${code(`${method} ${other.registration.path}`)} is a 405, not a redirect to ${called(one.registration, [method])}: ${called(other.registration)} matches the path.`,
          fix: 'Declare both with the same path.',
          example: exampleOf(context.app, request),
        });
        break;
      }
    }
  },
};

function* pairs(context: LintContext): Iterable<Pair> {
  for (const scope of context.scopes) {
    const shapes = groupBy(routesOf(scope), shapeOfPath);
    for (const [shape, entries] of shapes) {
      if (!shape.endsWith('/')) continue;
      const bare = shapes.get(shape.slice(0, -1)) ?? [];
      for (const one of bare) for (const other of entries) yield { bare: one, slashed: other };
    }
  }
}

function routesOf(scope: Scope): Entry[] {
  return scope.entries.filter(({ registration: { kind, path, mountContext } }) => {
    const root = path === '/' || path === '' || path === `${mountContext.mounts.at(-1)}/`;
    return (kind === 'route' || kind === 'plain' || kind === 'endpoint') && !root;
  });
}

export const mixedSlashes: Rule = {
  id: 'mixed-slashes',
  severity: 'info',
  title: 'An application where some paths end in a slash and others do not.',
  *find({ scopes }) {
    for (const scope of scopes) {
      const routes = routesOf(scope);
      const shapes = new Map(routes.map((entry) => [entry.registration.path, entry]));
      const single = [...shapes.values()].filter(({ registration: { path } }) => {
        return !shapes.has(path.endsWith('/') ? path.slice(0, -1) : `${path}/`);
      });
      const ending = single.filter(({ registration }) => registration.path.endsWith('/'));
      const others = single.filter((entry) => !ending.includes(entry));
      const few = ending.length <= others.length ? ending : others;
      const [first] = few;
      if (first) yield mixture(first, few, ending.length, others.length);
    }
  },
};

function mixture(first: Entry, few: readonly Entry[], ending: number, others: number): Found {
  const { path } = first.registration;
  const odd = path.endsWith('/') ? 'with' : 'without';
  return findingAt(first, {
    registrations: few.map((entry) => entry.registration.order),
    message: `${ending} of ${ending + others} paths ${ending === 1 ? 'ends' : 'end'} in a slash, ${others} ${others === 1 ? "doesn't" : "don't"}; the first one ${odd} a slash is ${code(path)}.`,
    fix: 'Choose one style, so that clients are not redirected.',
  });
}

export const redirectDeadEnd: Rule = {
  id: 'redirect-dead-end',
  severity: 'info',
  title: 'A mount whose own path redirects to a 404.',
  *find(context) {
    for (const entry of context.entries) {
      const { registration } = entry;
      if (registration.kind !== 'mount' || registration.path === '/') continue;
      const ends = ['GET', 'POST'].map((method) => follow(context, method, samplePath(registration)));
      if (!ends.every((end) => end === 404)) continue;
      yield findingAt(entry, {
        method: 'ANY',
        message: `${code(registration.path)} is redirected to ${code(`${registration.path}/`)}, but the mounted application has no route there.`,
        fix: `Give the mounted application a route at "/", or send clients to a path below the mount.`,
        example: exampleOf(context.app, requestFor('GET', samplePath(registration))),
      });
    }
  },
};

/** The status at the end of one redirect; null where there is no redirect. */
function follow({ app }: LintContext, method: string, path: string): number | null {
  const answer = app.resolve(requestFor(method, path));
  if (answer.outcome !== 'redirect' || answer.location === null) return null;
  return app.resolve(makeRequest(method, answer.location)).status;
}
