import { ORDER_STEP } from '../model/registration.ts';
import type { Registered } from './dialect.ts';

/** The order of the first thing that an item has registered; null where that is nothing. */
export function firstOrder(item: Registered): number | null {
  if (item === null) return null;
  if (!('items' in item)) return item.registration.order;
  for (const one of item.items) {
    const order = firstOrder(one);
    if (order !== null) return order;
  }
  return null;
}

/** The order of the last thing registered, behind mounts and inclusions as well. */
function lastOrder(item: Registered): number | null {
  if (item === null) return null;
  if ('items' in item) return lastIn(item.items);
  return lastIn(item.app?.registered ?? []) ?? item.registration.order;
}

export function lastIn(items: readonly Registered[]): number | null {
  for (let i = items.length - 1; i >= 0; i--) {
    const order = lastOrder(items[i] as Registered);
    if (order !== null) return order;
  }
  return null;
}

export const firstIn = (items: readonly Registered[]): number | null =>
  firstOrder({ nodes: [], items, isPlain: true, hasDoors: false });

/** A list in order without what has gone and with what came. Only the stretch that they lie in is looked at. */
export function turned<T extends G, G>(
  list: readonly T[],
  orderOf: (one: G) => number,
  gone: ReadonlySet<G>,
  came: readonly T[],
): readonly T[] {
  if (gone.size === 0 && came.length === 0) return list;
  const sorted = [...came].sort((a, b) => orderOf(a) - orderOf(b));
  let [first, last] = [Infinity, -Infinity];
  for (const one of [...gone, ...came]) {
    first = Math.min(first, orderOf(one));
    last = Math.max(last, orderOf(one));
  }
  const [from, to] = [placeFrom(list, orderOf, first), placeFrom(list, orderOf, last + 1)];
  const between: T[] = [];
  let next = 0;
  for (let i = from; i < to; i++) {
    const one = list[i] as T;
    const order = orderOf(one);
    while (next < sorted.length && orderOf(sorted[next] as T) < order) between.push(sorted[next++] as T);
    if (!gone.has(one)) between.push(one);
  }
  while (next < sorted.length) between.push(sorted[next++] as T);
  return spliced(list, from, to, between);
}

/** A list with another stretch in the place of one. A copy of a hundred thousand is what a change takes longest for, so it's one. */
export function spliced<T>(list: readonly T[], from: number, to: number, between: readonly T[]): T[] {
  if (between.length > MOST_SPREAD) return list.slice(0, from).concat(between, list.slice(to));
  const copy = list.slice();
  copy.splice(from, to - from, ...between);
  return copy;
}

/** Arguments of a call live on the stack. */
const MOST_SPREAD = 1000;

/** The place of the first one of an order or behind it. */
export function placeFrom<G>(list: readonly G[], orderOf: (one: G) => number, order: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (orderOf(list[middle] as G) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Orders for so many registrations between two; null where there is no room. */
export function room(
  low: number,
  high: number,
  count: number,
): { readonly first: number; readonly step: number } | null {
  if (low === -Infinity && high === Infinity) return { first: 0, step: ORDER_STEP };
  if (high === Infinity) return { first: low + ORDER_STEP, step: ORDER_STEP };
  if (low === -Infinity) return { first: high - count * ORDER_STEP, step: ORDER_STEP };
  const step = Math.floor((high - low) / (count + 1));
  return step < 1 ? null : { first: low + step, step };
}
