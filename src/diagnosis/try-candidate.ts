import type { CompiledApp } from '../dialects/dialect.ts';
import { redirectsSlashes } from '../dialects/make-app.ts';
import { kindOf } from '../dialects/registry.ts';
import type { Resolution } from '../model/resolution.ts';
import { blockedMiss, changeInstead } from './app-changes.ts';
import type { Cause } from './near-miss.ts';
import { type Ranked, ranked } from './ranked.ts';
import { repair } from './repair.ts';
import type { Candidate, Found } from './search/search.ts';
import type { SearchIndex } from './search/search-index.ts';
import { notIncluded } from './tree/not-included.ts';

/** What a candidate of the search comes to once it was tried: corrected requests, changes of the application, or nothing. */
export function missesOf(
  app: CompiledApp,
  index: SearchIndex,
  found: Found,
  candidate: Candidate,
  resolution: Resolution,
): Ranked[] {
  const result = repair(app, index, found.query, candidate);
  if (!('registration' in result)) return blockedMiss(app, index, found, candidate, result);
  const { orphan } = candidate.target;
  const miss = ranked(candidate, found.query.request, result, orphan?.inclusion ?? null);
  const causes = orphan
    ? [notIncluded(orphan.router), ...miss.causes]
    : slashWords(app, candidate, miss.causes, resolution);
  const named = { ...miss, causes };
  return [named, ...changeInstead(app, found.query.request, candidate, named)];
}

/** Where the slash is all that is wrong and the application doesn't redirect, the setting is the reason. */
function slashWords(
  app: CompiledApp,
  { target }: Candidate,
  causes: readonly Cause[],
  resolution: Resolution,
): readonly Cause[] {
  if (resolution.outcome === 'redirect') return causes;
  const container = target.entries[0].mountContext.via.findLast(({ kind }) => kind !== 'include');
  const holder = container && 'app' in container && 'routes' in container.app ? container.app : app.tree.app;
  if (redirectsSlashes(holder) !== false) return causes;
  const { redirect } = kindOf(holder);
  return causes.map((one) =>
    one.kind === 'trailing-slash' ? { ...one, detail: `${one.detail}, and ${redirect} is off` } : one,
  );
}
