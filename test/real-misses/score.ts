import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { CauseKind } from '../../src/diagnosis/near-miss.ts';
import { compile } from '../../src/dialects/index.ts';
import type { RouteShape, RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { makeRequest } from '../../src/model/request.ts';
import type { RealMiss } from './corpus.ts';

/** What became of one entry. `rank` is the place of what was meant, from 1; 0 where it isn't named. */
export interface Verdict {
  readonly id: string;
  readonly file: string;
  readonly status: number;
  readonly rank: number;
  readonly cause: boolean;
  /** For people: what was named first, and why. */
  readonly said: string;
}

interface Suggestion {
  readonly method: string;
  readonly route: string;
  readonly kinds: readonly CauseKind[];
}

/** Diagnoses every entry and compares with its label. With `crowd`, the routes of all other entries stand behind its own. */
export function score(corpus: readonly RealMiss[], crowd = false): Verdict[] {
  return corpus.map((entry) => {
    const routes = crowd ? crowded(entry, corpus) : entry.routes;
    const request = makeRequest(entry.request.method, entry.request.path, { headers: entry.request.headers ?? {} });
    const diagnosis = diagnose(compile(buildTree(routes)), request);
    const { status, outcome } = diagnosis.resolution;
    const said: Suggestion[] =
      outcome === 'matched'
        ? diagnosis.shadowed.map(({ method, registration }) => ({
            method,
            route: registration.path,
            kinds: ['shadowed'],
          }))
        : diagnosis.misses.map(({ method, route, causes }) => ({
            method,
            route,
            kinds: causes.map(({ kind }) => kind),
          }));
    const rank = entry.meant ? said.findIndex((one) => isMeant(one, entry)) + 1 : said.length === 0 ? 1 : 0;
    const [first] = said;
    const cause = rank === 1 && (!entry.meant || isCause(first?.kinds ?? [], entry));
    return { id: entry.id, file: entry.file, status, rank, cause, said: first ? words(first) : 'nothing' };
  });
}

const words = ({ method, route, kinds }: Suggestion) => `${method} ${route} (${kinds.join(', ')})`;

function isMeant({ method, route }: Suggestion, { meant }: RealMiss): boolean {
  return meant !== undefined && method === meant.method && plain(route) === plain(meant.route);
}

/** A template without convertors. */
const plain = (route: string) => route.replace(/\{([^{}:]*):[^{}]*\}/g, '{$1}');

function isCause(kinds: readonly CauseKind[], { causes = [], or = [] }: RealMiss): boolean {
  const said = setOf(kinds);
  return [causes, ...or].some((label) => setOf(label) === said);
}

const setOf = (kinds: readonly CauseKind[]) => [...new Set(kinds)].sort().join(' ');

/** The entry's application with everybody else's plain routes behind it, those left out that would answer the request. */
function crowded(entry: RealMiss, corpus: readonly RealMiss[]): RoutesFile {
  const own = new Set((entry.routes.routes ?? []).map((route) => JSON.stringify(route)));
  const others = corpus
    .filter((other) => other.meant && other.id !== entry.id)
    .flatMap((other) => other.routes.routes ?? [])
    .filter(isPlain)
    .map((route) => (entry.routes.framework === 'openapi' && typeof route === 'string' ? plain(route) : route));
  const unlike = [...new Map(others.map((route) => [JSON.stringify(route), route])).values()].filter(
    (route) => !own.has(JSON.stringify(route)) && !answers(route, entry),
  );
  return { ...entry.routes, routes: [...(entry.routes.routes ?? []), ...unlike] };
}

const isPlain = (route: RouteShape) => typeof route === 'string' || ('path' in route && !('endpoint' in route));

function answers(route: RouteShape, { request: { method, path } }: RealMiss): boolean {
  const app = compile(
    buildTree({ framework: 'fastapi', docs_url: null, redoc_url: null, openapi_url: null, routes: [route] }),
  );
  return app.resolve(makeRequest(method, path)).outcome !== 'not-found';
}

/** Shares of right answers, in per cent. */
export interface Summary {
  readonly misses: number;
  readonly top1: number;
  readonly top3: number;
  readonly cause: number;
  readonly nothings: number;
  readonly abstained: number;
}

export function summarize(corpus: readonly RealMiss[], verdicts: readonly Verdict[]): Summary {
  const meaning = new Set(corpus.filter((entry) => entry.meant).map((entry) => entry.id));
  const misses = verdicts.filter(({ id }) => meaning.has(id));
  const nothings = verdicts.filter(({ id }) => !meaning.has(id));
  const share = (some: readonly Verdict[], all: readonly Verdict[]) =>
    all.length === 0 ? 0 : Math.round((1000 * some.length) / all.length) / 10;
  return {
    misses: misses.length,
    top1: share(
      misses.filter(({ rank }) => rank === 1),
      misses,
    ),
    top3: share(
      misses.filter(({ rank }) => rank >= 1 && rank <= 3),
      misses,
    ),
    cause: share(
      misses.filter(({ cause }) => cause),
      misses,
    ),
    nothings: nothings.length,
    abstained: share(
      nothings.filter(({ rank }) => rank === 1),
      nothings,
    ),
  };
}
