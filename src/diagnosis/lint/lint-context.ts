import type { CompiledApp } from '../../dialects/dialect.ts';
import type { Request } from '../../model/request.ts';
import type { Example, Found, Severity } from './finding.ts';
import { findHidden, type Hidden, type Lost } from './hidden-routes.ts';
import { type Entry, once, type Scope, scopesOf } from './scope.ts';
import { type Editor, makeEditor } from './suggested-edits.ts';

/** One kind of finding. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** What it finds, in one line for an index. */
  readonly title: string;
  find(context: LintContext): Iterable<Found>;
}

/** What rules look at; what is expensive is computed once, on first use. */
export interface LintContext {
  readonly app: CompiledApp;
  readonly scopes: readonly Scope[];
  /** The registrations of all scopes. */
  readonly entries: readonly Entry[];
  readonly editor: Editor;
  /** What is never reached, of all scopes. */
  findHidden(): { readonly hidden: readonly Hidden[]; readonly lost: readonly Lost[] };
  /** Whether a registration's method is never reached. */
  isHidden(entry: Entry, method: string): boolean;
}

export function makeContext(app: CompiledApp): LintContext {
  const scopes = scopesOf(app);
  const found = once(() => {
    const all = scopes.map((scope) => findHidden(app, scope));
    const hidden = all.flatMap((one) => one.hidden);
    return { hidden, lost: all.flatMap((one) => one.lost), keys: new Set(hidden.map(keyOf)) };
  });
  return {
    app,
    scopes,
    entries: scopes.flatMap((scope) => scope.entries),
    editor: makeEditor(app),
    findHidden: found,
    isHidden: (entry, method) => found().keys.has(keyOf({ entry, method })),
  };
}

const keyOf = ({ entry, method }: Pick<Hidden, 'entry' | 'method'>) => `${entry.registration.order} ${method}`;

/** What the application answers, as an example. */
export function exampleOf(app: CompiledApp, request: Request): Example {
  const { status, route } = app.resolve(request);
  return { request, status, route };
}

/** A finding about one registration. What isn't given is the registration's own, or null. */
export function findingAt(
  { registration }: Entry,
  { message, fix, ...others }: Pick<Found, 'message' | 'fix'> & Partial<Found>,
): Found {
  return {
    method: registration.methods.join(', '),
    route: registration.path,
    registrations: [registration.order],
    source: registration.node?.source ?? null,
    message,
    fix,
    example: null,
    edit: null,
    ...others,
  };
}
