import type { Resolution } from '../model/resolution.ts';
import type { Target } from './search/target.ts';

/** Whether a resolution is the answer of the route that was meant. */
export function isAnswer(resolution: Resolution, target: Target): boolean {
  const { registration } = resolution;
  if (resolution.outcome !== 'matched' || !registration || resolution.route !== target.route) return false;
  return target.orphan !== null || registration.mountContext.hosts.join() === target.hosts.join();
}
