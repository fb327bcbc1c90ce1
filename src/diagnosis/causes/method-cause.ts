import { KNOWN_METHODS } from '../../model/parse-request.ts';
import { type Cause, cause } from '../near-miss.ts';
import { isMisspelt } from '../search/meant-method.ts';
import type { Target } from '../search/target.ts';

/** The path is right, the method isn't: `POST exists here, GET doesn't`. */
export function wrongMethod(typed: string, target: Target, meant: string): Cause {
  const others = [meant, ...target.methods.filter((method) => method !== meant)];
  const upper = typed.toUpperCase();
  if (upper !== typed && target.methods.includes(upper)) {
    return cause('method', null, `methods are case-sensitive: ${upper}, not ${typed}`);
  }
  if (!KNOWN_METHODS.includes(upper) && isMisspelt(upper, meant))
    return cause('method', null, `${typed} is a misspelling of ${meant}`);
  const listed = others.length === 1 ? others[0] : `${others.slice(0, -1).join(', ')} and ${others.at(-1)}`;
  return cause('method', null, `this path has ${listed}, not ${typed}`);
}
