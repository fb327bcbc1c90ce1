import type { CompiledApp } from '../dialects/dialect.ts';
import type { Request } from '../model/request.ts';
import type { TraceStep } from '../model/resolution.ts';
import type { Diagnosis } from './near-miss.ts';

/** The answer to a request without near misses, for many requests at once. */
export function answer(
  app: CompiledApp,
  request: Request,
): Pick<Diagnosis, 'request' | 'resolution' | 'shadowed' | 'misses'> {
  const resolution = app.resolve(request);
  // Where nothing took the request, nothing can have been shadowed, and the trace is dearer than the answer.
  const taken = resolution.registration !== null || resolution.mounts.length > 0;
  const shadowed = taken ? shadowedIn(app.trace(request), request.method) : [];
  return { request, resolution, shadowed, misses: [] };
}

/** The routes of a trace that would have answered, had another not come first. */
export function shadowedIn(trace: readonly TraceStep[], method: string): Diagnosis['shadowed'] {
  const shadowed: { method: string; registration: TraceStep['registration'] }[] = [];
  for (const { role, registration } of trace) {
    if (role !== 'shadowed') continue;
    const { methods } = registration;
    shadowed.push({ method: methods.includes(method) ? method : (methods[0] ?? method), registration });
  }
  return shadowed;
}
