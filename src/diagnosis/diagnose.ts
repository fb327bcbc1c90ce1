import type { CompiledApp } from '../dialects/dialect.ts';
import type { Request } from '../model/request.ts';
import { docsMisses } from './app-changes.ts';
import { shadowedIn } from './brief-diagnosis.ts';
import type { Diagnosis } from './near-miss.ts';
import { best, type Ranked } from './ranked.ts';
import { search } from './search/search.ts';
import { indexOf } from './search/search-index.ts';
import { notes } from './tree/notes.ts';
import { missesOf } from './try-candidate.ts';

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
  /** Works for about `budget` units (50 ns each on a slow machine); returns whether it is done. */
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
  const trace = app.trace(request);
  const shadowed = shadowedIn(trace, request.method);
  const said = { request, resolution, trace, shadowed, notes: notes(app, request, resolution) };
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
