import type { Registration } from '../../model/registration.ts';

/** The usual methods have a bit each, so that whether a route takes one is read off a number beside its order. */
const BITS: ReadonlyMap<string, number> = new Map([
  ['GET', 1],
  ['HEAD', 2],
  ['POST', 4],
  ['PUT', 8],
  ['PATCH', 16],
  ['DELETE', 32],
  ['OPTIONS', 64],
  ['TRACE', 128],
]);

/** Stands for every other method: the names themselves decide then. */
export const OTHER_METHOD = 256;

/** The bits of every method there is. */
export const ANY_METHOD = 511;

/** The bit of a request's method; methods are compared as sent, so `get` is none of the usual ones. */
export function methodBit(method: string): number {
  return BITS.get(method) ?? OTHER_METHOD;
}

/** The bits of the methods that a registration answers, the automatic ones included. */
export function methodBits({ methods, automatic }: Registration): number {
  let bits = 0;
  for (const method of methods) bits |= methodBit(method);
  for (const method of automatic) bits |= methodBit(method);
  return bits;
}
