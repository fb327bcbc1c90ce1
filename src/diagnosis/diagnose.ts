import type { CompiledApp } from '../dialects/dialect.ts';
import type { Request } from '../model/request.ts';
import type { TraceStep } from '../model/resolution.ts';
import type { Diagnosis } from './near-miss.ts';
import { best, type Ranked } from './ranked.ts';
import { search } from './search/search.ts';
import { indexOf } from './search/search-index.ts';
import { docsMisses } from './tree/docs.ts';
import { notes } from './tree/notes.ts';
import { missesOf } from './try-candidate.ts';

export interface DiagnoseOptions {
  /** Most misses to name; 5 by default. */
  readonly limit?: number;
  /** False: only the answer, no search. */
  readonly misses?: boolean;
}

/** Everything that is known about a request, in one go. */
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

/** A diagnosis in slices, beside the keyboard: the first one of a large application builds its index. */
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
  const answer = { request, resolution, trace, shadowed, notes: notes(app, request, resolution) };
  if (resolution.outcome === 'matched' || options.misses === false) return { ...answer, misses: [] };
  const index = yield* indexOf(app);
  const found = yield* search(index, request);
  const misses: Ranked[] = [];
  for (const candidate of found.candidates) {
    misses.push(...missesOf(app, index, found, candidate, resolution));
    yield 200;
  }
  misses.push(...docsMisses(app, request));
  return { ...answer, misses: best(misses, request, options.limit ?? 5) };
}

/** The answer to a request without near misses, for many requests at once. */
export function answerOnly(
  app: CompiledApp,
  request: Request,
): Pick<Diagnosis, 'request' | 'resolution' | 'shadowed' | 'misses'> {
  const resolution = app.resolve(request);
  // Where nothing took the request, nothing is shadowed, and a trace costs more than the answer.
  const taken = resolution.registration !== null || resolution.mounts.length > 0;
  const shadowed = taken ? shadowedIn(app.trace(request), request.method) : [];
  return { request, resolution, shadowed, misses: [] };
}

/** The routes of a trace that would have answered, had another not come first. */
function shadowedIn(trace: readonly TraceStep[], method: string): Diagnosis['shadowed'] {
  const shadowed: { method: string; registration: TraceStep['registration'] }[] = [];
  for (const { role, registration } of trace) {
    if (role !== 'shadowed') continue;
    const { methods } = registration;
    shadowed.push({ method: methods.includes(method) ? method : (methods[0] ?? method), registration });
  }
  return shadowed;
}
