import { dialectFor } from '../../../dialects/registry.ts';
import { common } from '../automaton.ts';
import type { Found } from '../finding.ts';
import { apart, includes } from '../inclusion.ts';
import { exampleOf, type LintContext, type Rule, sourceOf } from '../lint-context.ts';
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
      const example = exampleOf(context.app, request);
      if (ordered && context.app.resolve(request).registration !== other.registration) continue;
      return describe(context, scope, entry, other, method, example, path);
    }
  }
  return null;
}

function describe(
  context: LintContext,
  scope: Scope,
  entry: Entry,
  other: Entry,
  method: string,
  example: Found['example'],
  path: string,
): Found {
  const { ordered } = scope;
  const name = called(entry.registration);
  const rival = called(other.registration);
  return {
    method,
    route: entry.registration.path,
    registrations: [entry.registration.order, other.registration.order],
    source: sourceOf(entry),
    message: ordered
      ? `${name} doesn't get all of its requests: ${code(`${method} ${path}`)} also matches ${rival}, which is above it.`
      : `${code(`${method} ${path}`)} matches both ${name} and ${rival}, and ${dialectFor(entry.registration).label} doesn't say which one answers.`,
    fix: ordered
      ? `Move ${name} above ${rival}, or make the paths differ in a literal segment or a convertor.`
      : `Make the paths differ in a literal segment.`,
    example,
    edit: ordered ? context.editor.moveAbove(entry, other, scope, method, path) : null,
  };
}
