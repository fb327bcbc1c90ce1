import { dialectFor } from '../../../dialects/registry.ts';
import type { Request } from '../../../model/request.ts';
import { common } from '../automaton.ts';
import type { Found } from '../finding.ts';
import { apart, includes } from '../inclusion.ts';
import { exampleOf, findingAt, type LintContext, type Rule } from '../lint-context.ts';
import { generalizations } from '../overlap.ts';
import { requestFor } from '../sample.ts';
import { askedMethods, called, code, type Entry, type Scope, takes } from '../scope.ts';

export const partlyShadowed: Rule = {
  id: 'partly-shadowed',
  severity: 'warning',
  title: 'A route that loses some of its requests to a more general one above it.',
  find: (context) => overlaps(context, (scope) => scope.ordered),
};

export const ambiguousTemplates: Rule = {
  id: 'ambiguous-templates',
  severity: 'warning',
  title: 'Two templates of an OpenAPI document that match the same path, and neither is the more concrete one.',
  find: (context) => overlaps(context, (scope) => !scope.ordered),
};

function* overlaps(context: LintContext, wanted: (scope: Scope) => boolean): Iterable<Found> {
  for (const scope of context.scopes) {
    if (!wanted(scope)) continue;
    const generalized = generalizations(scope);
    for (const entry of scope.entries) {
      const { kind } = entry.registration;
      if (kind === 'host' || kind === 'docs' || kind === 'websocket') continue;
      const found = firstOverlap(context, scope, entry, generalized(entry));
      if (found) yield found;
    }
  }
}

/** The first competitor that matches some of the requests, but not all: one finding per route is enough. */
function firstOverlap(context: LintContext, scope: Scope, entry: Entry, others: readonly Entry[]): Found | null {
  const { ordered } = scope;
  for (const method of askedMethods(entry.registration)) {
    if (context.isHidden(entry, method)) continue;
    for (const other of others) {
      if (ordered && other.registration.order > entry.registration.order) break;
      if (other.registration.kind === 'docs' || !takes(other.registration, method)) continue;
      if (!ordered && apart(entry, other)) continue;
      if (includes(entry, other) || (!ordered && includes(other, entry))) continue;
      const path = common(ordered ? other.paths() : other.accepted(), entry.accepted());
      if (!path) continue;
      const request = requestFor(method, path);
      if (ordered && context.app.resolve(request).registration !== other.registration) continue;
      return describe(context, scope, entry, other, request, path);
    }
  }
  return null;
}

function describe(
  context: LintContext,
  scope: Scope,
  entry: Entry,
  other: Entry,
  request: Request,
  path: string,
): Found {
  const { method } = request;
  const name = called(entry.registration);
  const rival = called(other.registration);
  const asked = code(`${method} ${path}`);
  const shared = {
    method,
    registrations: [entry.registration.order, other.registration.order],
    example: exampleOf(context.app, request),
  };
  if (scope.ordered)
    return findingAt(entry, {
      ...shared,
      message: `${name} doesn't get all of its requests: ${asked} also matches ${rival}, which is above it.`,
      fix: `Move ${name} above ${rival}, or make the paths differ in a literal segment or a convertor.`,
      edit: context.editor.moveAbove(entry, other, scope, method, path),
    });
  const { label } = dialectFor(entry.registration);
  return findingAt(entry, {
    ...shared,
    message: `${asked} matches both ${name} and ${rival}, and ${label} doesn't say which one answers.`,
    fix: `Make the paths differ in a literal segment.`,
  });
}
