import type { CompiledApp } from '../dialects/dialect.ts';
import { dialectFor, dialectOf } from '../dialects/registry.ts';
import type { Request } from '../model/request.ts';
import type { NodeId } from '../model/route-tree.ts';
import type { Edit } from '../whatif/edit.ts';
import { explain } from './causes/causes-of.ts';
import type { Cause } from './near-miss.ts';
import { type Ranked, ranked } from './ranked.ts';
import type { Failed, Repaired } from './repair.ts';
import { isPluralPair } from './search/plurals.ts';
import { type Candidate, type Found, sharedLetters } from './search/search.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { Orphan } from './search/target.ts';
import { makeWord } from './search/word.ts';
import { blocker, moveAbove, shadowedBy } from './tree/blocked.ts';
import { dropDoubledPrefix } from './tree/double-prefix.ts';
import { pathConvertor } from './tree/path-convertor.ts';
import { clearRootPath } from './tree/root-path-cause.ts';
import { resolveEdited, suggest } from './tree/verify-edit.ts';

/** A miss whose corrected request matches its route, but also something above the route. */
export function blockedMiss(
  app: CompiledApp,
  index: SearchIndex,
  found: Found,
  candidate: Candidate,
  failed: Failed,
): Ranked[] {
  const { target } = candidate;
  const meant = target.entries.find(({ methods }) => methods.includes(candidate.method)) ?? target.entries[0];
  if (target.orphan || candidate.cost > BLOCKED_UP_TO) return [];
  // What matches anything isn't what was meant: above the others it would only hide them.
  if (sharedLetters(index, found.query, candidate) === 0) return [];
  const blocking = blocker(app.registrations, meant, failed.resolution);
  // Where concrete paths match first, the position makes no difference.
  const move = blocking && dialectFor(meant).ordered ? moveAbove(app.tree, meant, blocking) : null;
  if (!blocking || !move) return [];
  const context = { index, query: found.query, candidate, fixed: failed.fixed };
  const causes = [...explain(context), shadowedBy(meant, candidate.method, blocking)];
  return withEdit(app, move.edit, failed.request, candidate, causes, 0.1);
}

/** Highest cost of a shadowed route: one that is misspelt as well is too far away to suggest a change of the application. */
const BLOCKED_UP_TO = 3.5;

/** Changes of the application that would make the request right as it was typed. */
export function changeInstead(app: CompiledApp, request: Request, candidate: Candidate, miss: Ranked): Ranked[] {
  const [only, ...others] = miss.causes;
  const kind = others.length > 0 ? undefined : only?.kind;
  const out: Ranked[] = [];
  if (kind === 'double-prefix' && candidate.steps.some(({ op }) => op === 'missing-prefix')) {
    const drop = dropDoubledPrefix(app.tree, miss.registration);
    if (drop) out.push(...withEdit(app, drop, request, candidate, miss.causes, 0.4));
  }
  if (kind === 'root-path') out.push(...withEdit(app, clearRootPath(app.tree), request, candidate, miss.causes, 1));
  if (candidate.target.orphan) out.push(...includedWhereAsked(app, request, candidate, miss, candidate.target.orphan));
  const convertor = pathConvertor(candidate, miss.registration, miss.causes);
  if (convertor) out.push(...withEdit(app, convertor.edit, request, candidate, [convertor.cause], -0.5));
  return out;
}

/** An unused router may belong at the prefix that was typed, also inside the mount that matched the request. */
function includedWhereAsked(
  app: CompiledApp,
  request: Request,
  candidate: Candidate,
  miss: Ranked,
  orphan: Orphan,
): Ranked[] {
  const count = candidate.steps.findIndex(({ op }) => op !== 'extra-prefix');
  const others = miss.causes.filter(({ kind }) => kind !== 'not-included');
  const { edit } = orphan.inclusion;
  if (count < 1 || edit.kind !== 'include' || edit.prefix !== '') return [];
  if (others.length !== 1 || others[0]?.kind !== 'extra-prefix') return [];
  const front = request.path.split('/').slice(1, count + 1);
  const mount = mountOfRouters(app, app.resolve(request).mounts.at(-1));
  const asked = `/${front.join('/')}`;
  if (mount && asked !== mount.path && !asked.startsWith(`${mount.path}/`)) return [];
  const there = { ...edit, into: mount?.app ?? edit.into, prefix: asked.slice(mount?.path.length ?? 0) };
  const after = resolveEdited(app, there, request, []);
  if (after?.outcome !== 'matched' || !after.registration || after.route === null) return [];
  if (after.registration.node?.id !== miss.registration.node?.id) return [];
  const causes = miss.causes.filter(({ kind }) => kind === 'not-included');
  const repaired: Repaired = { request, registration: after.registration, causes, shift: 0, extra: 0 };
  const named = front.some((text) => isNamedAfter(text, orphan.router));
  const cost = named ? WHERE_NAMED : WHERE_ASKED;
  return [{ ...ranked(candidate, request, repaired, suggest(app.tree, there)), route: after.route, cost }];
}

/** The application behind a mount, where it can include routers. */
function mountOfRouters(app: CompiledApp, path: string | undefined): { path: string; app: NodeId } | null {
  if (path === undefined) return null;
  const found = app.registrations.find((one) => one.kind === 'mount' && one.path === path);
  if (found?.node?.kind !== 'mount' || dialectOf(found.node.app.kind).routers === null) return null;
  return { path, app: found.node.app.id };
}

/** `knowledge-learning` and a router called `knowledge_learning` or `knowledge_learning_router`. */
function isNamedAfter(text: string, router: string): boolean {
  const [typed, name] = [makeWord(text), makeWord(router.replace(/[-_]?router$/i, ''))];
  return typed.squeezed === name.squeezed || isPluralPair(typed.squeezed, name.squeezed);
}

/** Cost of an unused router under a guessed prefix: more than a habitual prefix typed in front, less than an odd one. */
const WHERE_ASKED = 2.65;
/** The same where the guessed prefix contains the router's name. */
const WHERE_NAMED = 1.2;

/** A miss with an edit, if the request is answered after the edit. */
function withEdit(
  app: CompiledApp,
  edit: Edit,
  request: Request,
  candidate: Candidate,
  causes: readonly Cause[],
  extra: number,
): Ranked[] {
  const after = resolveEdited(app, edit, request, candidate.target.entries);
  const registration = candidate.target.entries.find(({ node }) => node && node.id === after?.registration?.node?.id);
  if (after?.outcome !== 'matched' || !registration || after.route === null) return [];
  const repaired: Repaired = { request, registration, causes, shift: 0, extra };
  const miss = ranked(candidate, request, repaired, suggest(app.tree, edit));
  return [{ ...miss, route: after.route, method: request.method }];
}
