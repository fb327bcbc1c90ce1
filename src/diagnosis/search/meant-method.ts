import { slipCount } from './edit-distance.ts';
import { WEIGHTS } from './weights.ts';

/** Methods taken for one another: typed → meant, likeliest first. */
const CONFUSED: Readonly<Record<string, readonly string[]>> = {
  GET: ['POST', 'DELETE', 'PUT', 'PATCH'],
  POST: ['PUT', 'GET', 'PATCH', 'DELETE'],
  PUT: ['PATCH', 'POST'],
  PATCH: ['PUT', 'POST'],
  DELETE: ['GET'],
};

/** Whether a word is a method with one slip of the finger: `PST`, `GETT`, `DELTE`. */
export const isMisspelt = (typed: string, method: string): boolean =>
  Math.abs(typed.length - method.length) <= 1 && typed !== method && slipCount(typed, method, 1) === 1;

/** The method that was probably meant among those of a path, and what that costs; none of them costs nothing more. */
export function meantMethod(typed: string, methods: readonly string[]): { method: string; cost: number } {
  if (methods.includes(typed) || methods.includes('ANY')) return { method: typed, cost: 0 };
  if (typed === 'HEAD' && methods.includes('GET')) return { method: 'GET', cost: WEIGHTS.method * 0.5 };
  const upper = typed.toUpperCase();
  if (upper !== typed && methods.includes(upper)) return { method: upper, cost: WEIGHTS.method * 0.5 };
  // A method may be called `constructor`, which every object has.
  const confused = Object.hasOwn(CONFUSED, typed) ? (CONFUSED[typed] ?? []) : [];
  const likely = confused.findIndex((method) => methods.includes(method));
  const found = confused[likely];
  if (found) return { method: found, cost: WEIGHTS.method + 0.1 * likely };
  const misspelt = confused.length > 0 ? undefined : methods.find((method) => isMisspelt(upper, method));
  if (misspelt) return { method: misspelt, cost: WEIGHTS.method };
  return { method: methods[0] ?? 'GET', cost: WEIGHTS.oddMethod };
}
