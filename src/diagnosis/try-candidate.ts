import type { CompiledApp } from '../dialects/dialect.ts';
import { redirectsSlashes } from '../dialects/make-app.ts';
import { kindOf } from '../dialects/registry.ts';
import type { Resolution } from '../model/resolution.ts';
import type { RouteTree } from '../model/route-tree.ts';
import { find } from '../whatif/tree-ops.ts';
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
  const miss = ranked(
    candidate,
    found.query.request,
    result,
    orphan ? { edit: orphan.edit, words: orphan.words } : null,
  );
  const named = orphan
    ? { ...miss, causes: [notIncluded(orphan.router), ...miss.causes] }
    : { ...miss, causes: slashWords(app, candidate, miss.causes, resolution) };
  return [named, ...changeInstead(app, found.query.request, candidate, named)];
}

/** Where the slash is all that is wrong and the application doesn't redirect, the setting is the reason. */
function slashWords(
  app: CompiledApp,
  candidate: Candidate,
  causes: readonly Cause[],
  resolution: Resolution,
): readonly Cause[] {
  if (resolution.outcome === 'redirect' || !causes.some(({ kind }) => kind === 'trailing-slash')) return causes;
  const registration = candidate.target.entries[0];
  const holder = registration && holderOf(app.tree, registration.mountContext.via);
  if (!holder || redirectsSlashes(holder) !== false) return causes;
  const { redirect } = kindOf(holder);
  return causes.map((one) =>
    one.kind === 'trailing-slash' ? { ...one, detail: `${one.detail}, and ${redirect} is off` } : one,
  );
}

/** The application that holds what is behind these nodes, as it is in this tree: they may be of an earlier state. */
function holderOf(tree: RouteTree, via: Candidate['target']['entries'][number]['mountContext']['via']) {
  const door = via.findLast(({ kind }) => kind === 'mount' || kind === 'host');
  if (!door) return tree.app;
  const found = find(tree, door.id);
  const node = found?.kind === 'node' ? found.node : door;
  return (node.kind === 'mount' || node.kind === 'host') && 'routes' in node.app ? node.app : tree.app;
}
