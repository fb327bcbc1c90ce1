import type { CompiledApp } from '../dialects/dialect.ts';
import type { Request } from '../model/request.ts';
import type { Resolution } from '../model/resolution.ts';
import type { RouteTree } from '../model/route-tree.ts';
import type { Edit } from '../whatif/edit.ts';
import { shadowedIn } from './answer.ts';
import { explain } from './causes/explain.ts';
import { fitMarks } from './causes/marks.ts';
import type { Cause, Diagnosis, NearMiss } from './near-miss.ts';
import { type Failed, type Repaired, repair } from './repair.ts';
import { indexOf } from './search/index-cache.ts';
import { type Candidate, type Found, search } from './search/search.ts';
import { MARGIN } from './search/weights.ts';
import { resolveAfter } from './tree/after-edit.ts';
import { blocker, moveAbove, shadowedBy } from './tree/blocked.ts';
import { docsMiss } from './tree/docs.ts';
import { dropDoubledPrefix } from './tree/double-prefix.ts';
import { notIncluded, plainWords } from './tree/not-included.ts';
import { notes } from './tree/notes.ts';
import { pathConvertor } from './tree/path-convertor.ts';

export interface DiagnoseOptions {
  /** Most misses to name; 5 where nothing is said. */
  readonly limit?: number;
  /** False: only the answer, no search. */
  readonly misses?: boolean;
}

/** Everything there is to say about a request, in one go. */
export function diagnose(app: CompiledApp, request: Request, options: DiagnoseOptions = {}): Diagnosis {
  const search = createSearch(app, request, options);
  while (!search.step(Number.POSITIVE_INFINITY));
  return search.result() as Diagnosis;
}

/** A diagnosis under way. */
export interface Search {
  /** Works for about `budget` units (50 ns each on a slow machine) and says whether it is done. */
  step(budget: number): boolean;
  /** The diagnosis once it is done, null before. */
  result(): Diagnosis | null;
}

/** A diagnosis in slices, for those who mustn't be held up: the first one of a large application builds its index. */
export function createSearch(app: CompiledApp, request: Request, options: DiagnoseOptions = {}): Search {
  const work = diagnosing(app, request, options);
  let done: Diagnosis | null = null;
  return {
    step(budget) {
      let left = budget;
      while (!done && left > 0) {
        const next = work.next();
        if (next.done) done = next.value;
        else left -= next.value;
      }
      return done !== null;
    },
    result: () => done,
  };
}

function* diagnosing(app: CompiledApp, request: Request, options: DiagnoseOptions): Generator<number, Diagnosis> {
  const resolution = app.resolve(request);
  const walk = app.walk(request);
  const shadowed = shadowedIn(walk, request.method);
  const said = { request, resolution, walk, shadowed, notes: notes(app, request, resolution) };
  if (resolution.outcome === 'matched' || options.misses === false) return { ...said, misses: [] };
  const index = yield* indexOf(app);
  const found = yield* search(index, request);
  const misses: Ranked[] = [];
  for (const candidate of found.candidates) {
    misses.push(...missesOf(app, index, found, candidate, resolution));
    yield 200;
  }
  misses.push(...docsMisses(app, request));
  return { ...said, misses: best(misses, request, options.limit ?? 5) };
}

type Index = Parameters<typeof repair>[1];
/** `order` breaks ties. */
type Ranked = NearMiss & { readonly order: number };

function missesOf(
  app: CompiledApp,
  index: Index,
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

function ranked(candidate: Candidate, typed: Request, repaired: Repaired, edit: NearMiss['edit']): Ranked {
  const { request, registration, extra } = repaired;
  const causes = fitMarks(repaired.causes, typed.path, request.path, repaired.shift);
  return {
    method: candidate.method,
    route: candidate.target.path,
    registration,
    path: request.query === null ? request.path : `${request.path}?${request.query}`,
    request,
    cost: round(candidate.cost + extra),
    causes,
    edit,
    order: candidate.target.order,
  };
}

const round = (cost: number) => Math.round(cost * 1000) / 1000;

/** Where the slash is all that is wrong and the application doesn't redirect, the setting is the reason. */
function slashWords(
  app: CompiledApp,
  candidate: Candidate,
  causes: readonly Cause[],
  resolution: Resolution,
): readonly Cause[] {
  if (resolution.outcome === 'redirect' || !causes.some(({ kind }) => kind === 'trailing-slash')) return causes;
  const registration = candidate.target.entries[0];
  const holder = registration && holderOf(app.tree, registration.nest.via);
  if (!holder || holder.kind === 'openapi' || holder.redirectSlashes) return causes;
  return causes.map((one) =>
    one.kind === 'trailing-slash' ? { ...one, detail: `${one.detail}, and redirect_slashes is off` } : one,
  );
}

function holderOf(tree: RouteTree, via: Candidate['target']['entries'][number]['nest']['via']) {
  let app = tree.app;
  for (const node of via) {
    if ((node.kind === 'mount' || node.kind === 'host') && 'routes' in node.app) app = node.app;
  }
  return app;
}

/** The corrected request is the route's own, but something above it takes it. */
function blockedMiss(app: CompiledApp, index: Index, found: Found, candidate: Candidate, failed: Failed): Ranked[] {
  const { target } = candidate;
  const meant = target.entries.find(({ methods }) => methods.includes(candidate.method)) ?? target.entries[0];
  if (!meant || target.orphan || candidate.cost > BLOCKED_UP_TO) return [];
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
function changeInstead(app: CompiledApp, request: Request, candidate: Candidate, miss: Ranked): Ranked[] {
  const doubled = miss.causes.find(({ kind, detail }) => kind === 'double-prefix' && detail.startsWith('the prefix'));
  const drop = doubled ? dropDoubledPrefix(app.tree, miss.registration) : null;
  const out: Ranked[] = [];
  if (drop && miss.causes.length === 1) out.push(...withEdit(app, drop, request, candidate, miss.causes, 0.4));
  const convertor = pathConvertor(candidate, miss.registration, miss.causes);
  if (convertor) out.push(...withEdit(app, convertor.edit, request, candidate, [convertor.cause], -0.5));
  return out;
}

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

function docsMisses(app: CompiledApp, request: Request): Ranked[] {
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

/**
 * The order of misses: cost; then the typed method before another one; then fewer causes; then requests before changes of
 * the application; then registration order. Total, since no two misses share all of it and their route.
 */
function best(misses: readonly Ranked[], request: Request, limit: number): readonly NearMiss[] {
  const sorted = [...misses].sort(
    (a, b) =>
      a.cost - b.cost ||
      Number(b.method === request.method) - Number(a.method === request.method) ||
      a.causes.length - b.causes.length ||
      Number(a.edit !== null) - Number(b.edit !== null) ||
      a.order - b.order,
  );
  const seen = new Set<string>();
  const out: NearMiss[] = [];
  const least = sorted[0]?.cost ?? 0;
  for (const { order: _, ...miss } of sorted) {
    const key = `${miss.route} ${miss.request.host} ${miss.edit ? JSON.stringify(miss.edit.edit) : ''}`;
    if (seen.has(key) || miss.cost > least + MARGIN) continue;
    seen.add(key);
    out.push(miss);
    if (out.length === limit) break;
  }
  return out;
}
