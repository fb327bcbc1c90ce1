import type { CompiledApp } from '../dialects/dialect.ts';
import type { Registration } from '../model/registration.ts';
import type { Request } from '../model/request.ts';
import type { Resolution } from '../model/resolution.ts';
import type { Target } from './search/targets.ts';

/** The registration that answers a corrected request, if it is the one that was meant; null otherwise. */
export function answeredBy(app: CompiledApp, request: Request, target: Target): Registration | null {
  const resolution = app.resolve(request);
  return isAnswer(resolution, target) ? resolution.registration : null;
}

export function isAnswer(resolution: Resolution, target: Target): boolean {
  const { registration } = resolution;
  if (resolution.outcome !== 'matched' || !registration || resolution.route !== target.path) return false;
  return target.orphan !== null || registration.nest.hosts.join() === target.hosts.join();
}
