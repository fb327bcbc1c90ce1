import type { CompiledApp } from '../dialects/dialect.ts';
import type { Request } from '../model/request.ts';
import type { Edit } from '../whatif/edit.ts';
import { explain } from './causes/explain.ts';
import type { Cause } from './near-miss.ts';
import { type Ranked, ranked } from './ranked.ts';
import type { Failed, Repaired } from './repair.ts';
import { type Candidate, type Found, sharedLetters } from './search/search.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { Orphan } from './search/targets.ts';
import { resolveAfter } from './tree/after-edit.ts';
import { blocker, moveAbove, shadowedBy } from './tree/blocked.ts';
import { docsMiss } from './tree/docs.ts';
import { dropDoubledPrefix } from './tree/double-prefix.ts';
import { plainWords } from './tree/not-included.ts';
import { pathConvertor } from './tree/path-convertor.ts';
import { clearRootPath } from './tree/root-path.ts';

/** The corrected request is the route's own, but something above it takes it. */
export function blockedMiss(
  app: CompiledApp,
  index: SearchIndex,
  found: Found,
  candidate: Candidate,
  failed: Failed,
): Ranked[] {
  const { target } = candidate;
  const meant = target.entries.find(({ methods }) => methods.includes(candidate.method)) ?? target.entries[0];
  if (!meant || target.orphan || candidate.cost > BLOCKED_UP_TO) return [];
  // What matches anything isn't what was meant: above the others it would only hide them.
  if (sharedLetters(index, found.query, candidate) === 0) return [];
  const blocking = blocker(app.registrations, meant, failed.resolution);
  const edit = blocking && moveAbove(app.tree, meant, blocking);
  if (!blocking || !edit) return [];
  const context = { index, query: found.query, candidate, fixed: failed.fixed };
  const causes = [...explain(context), shadowedBy(meant, candidate.method, blocking)];
  return withEdit(app, edit, failed.request, candidate, causes, 0.1);
}

/** A route that is misspelt and shadowed as well is too far away to talk about a change of the application. */
const BLOCKED_UP_TO = 3.5;

/** Changes of the application that would make the request right as it was typed. */
export function changeInstead(app: CompiledApp, request: Request, candidate: Candidate, miss: Ranked): Ranked[] {
  const doubled = miss.causes.length === 1 && isAppliedTwice(candidate, miss);
  const drop = doubled ? dropDoubledPrefix(app.tree, miss.registration) : null;
  const out: Ranked[] = [];
  if (drop) out.push(...withEdit(app, drop, request, candidate, miss.causes, 0.4));
  if (miss.causes.length === 1 && miss.causes[0]?.kind === 'root-path') {
    out.push(...withEdit(app, clearRootPath(app.tree), request, candidate, miss.causes, 1));
  }
  if (candidate.target.orphan) out.push(...includedWhereAsked(app, request, candidate, miss, candidate.target.orphan));
  const convertor = pathConvertor(candidate, miss.registration, miss.causes);
  if (convertor) out.push(...withEdit(app, convertor.edit, request, candidate, [convertor.cause], -0.5));
  return out;
}

function isAppliedTwice({ steps }: Candidate, miss: Ranked): boolean {
  return miss.causes[0]?.kind === 'double-prefix' && steps.some(({ op }) => op === 'missing-prefix');
}

/** Nobody said where a forgotten router belongs; that may be just where it was asked for. */
function includedWhereAsked(
  app: CompiledApp,
  request: Request,
  candidate: Candidate,
  miss: Ranked,
  orphan: Orphan,
): Ranked[] {
  const front = candidate.steps.findIndex(({ op }) => op !== 'extra-prefix');
  const others = miss.causes.filter(({ kind }) => kind !== 'not-included');
  const { edit } = orphan;
  if (front < 1 || edit.kind !== 'include' || edit.prefix !== '') return [];
  if (others.length !== 1 || others[0]?.kind !== 'extra-prefix') return [];
  const prefix = `/${request.path
    .split('/')
    .slice(1, front + 1)
    .join('/')}`;
  const there = { ...edit, prefix };
  const after = resolveAfter(app, there, request, []);
  if (after?.outcome !== 'matched' || !after.registration || after.route === null) return [];
  if (after.registration.node?.id !== miss.registration.node?.id) return [];
  const causes = miss.causes.filter(({ kind }) => kind === 'not-included');
  const repaired: Repaired = { request, registration: after.registration, causes, shift: 0, extra: 0 };
  const words = plainWords(app.tree, there);
  return [{ ...ranked(candidate, request, repaired, { edit: there, words }), route: after.route, cost: WHERE_ASKED }];
}

/** A router of that kind under a guessed prefix: dearer than a habitual prefix typed in front, cheaper than an odd one. */
const WHERE_ASKED = 2.65;

/** A miss that takes an edit, if the request really is answered after it. */
function withEdit(
  app: CompiledApp,
  edit: Edit,
  request: Request,
  candidate: Candidate,
  causes: readonly Cause[],
  extra: number,
): Ranked[] {
  const after = resolveAfter(app, edit, request, candidate.target.entries);
  const registration = candidate.target.entries.find(({ node }) => node && node.id === after?.registration?.node?.id);
  if (after?.outcome !== 'matched' || !registration || after.route === null) return [];
  const repaired: Repaired = { request, registration, causes, shift: 0, extra };
  return [
    {
      ...ranked(candidate, request, repaired, { edit, words: plainWords(app.tree, edit) }),
      route: after.route,
      method: request.method,
    },
  ];
}

/** A documentation page asked for where it isn't. */
export function docsMisses(app: CompiledApp, request: Request): Ranked[] {
  const docs = docsMiss(app.tree, request.path);
  if (!docs) return [];
  const fixed: Request = { ...request, method: 'GET', path: docs.path };
  const after = docs.edit ? resolveAfter(app, docs.edit, fixed, []) : app.resolve(fixed);
  if (after?.outcome !== 'matched' || !after.registration || after.route === null) return [];
  const { registration, route } = after;
  const edit = docs.edit ? { edit: docs.edit, words: plainWords(app.tree, docs.edit) } : null;
  const path = request.query === null ? docs.path : `${docs.path}?${request.query}`;
  return [
    { method: 'GET', route, registration, path, request: fixed, cost: 0.5, causes: [docs.cause], edit, order: 0 },
  ];
}
