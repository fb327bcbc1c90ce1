import type { CompiledApp } from '../../dialects/dialect.ts';
import type { Request } from '../../model/request.ts';
import type { SourceLocation } from '../../model/source.ts';
import type { Example, Found, Severity } from './finding.ts';
import { findHidden, type Hidden, type Lost } from './hidden-routes.ts';
import { type Entry, type Scope, scopesOf } from './scope.ts';
import { type Editor, makeEditor } from './suggested-edits.ts';

/** One kind of finding. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** What it finds, in one line for an index. */
  readonly title: string;
  find(context: LintContext): Iterable<Found>;
}

/** What rules look at; what costs something is worked out once, when a rule first asks. */
export interface LintContext {
  readonly app: CompiledApp;
  readonly scopes: readonly Scope[];
  readonly editor: Editor;
  /** What is never reached, of all scopes. */
  findHidden(): { readonly hidden: readonly Hidden[]; readonly lost: readonly Lost[] };
  /** Whether a registration's method is never reached. */
  isHidden(entry: Entry, method: string): boolean;
}

export function makeContext(app: CompiledApp): LintContext {
  const scopes = scopesOf(app);
  let found: { hidden: Hidden[]; lost: Lost[]; keys: Set<string> } | null = null;
  const ask = () => {
    if (!found) {
      const all = scopes.map((scope) => findHidden(app, scope));
      const hidden = all.flatMap((one) => one.hidden);
      const keys = new Set(hidden.map(({ entry, method }) => `${entry.registration.order} ${method}`));
      found = { hidden, lost: all.flatMap((one) => one.lost), keys };
    }
    return found;
  };
  return {
    app,
    scopes,
    editor: makeEditor(app),
    findHidden: ask,
    isHidden: (entry, method) => ask().keys.has(`${entry.registration.order} ${method}`),
  };
}

/** What the application answers, as an example. */
export function exampleOf(app: CompiledApp, request: Request): Example {
  const { status, route } = app.resolve(request);
  return { request, status, route };
}

export function sourceOf(entry: Entry): SourceLocation | null {
  return entry.registration.node?.source ?? null;
}
