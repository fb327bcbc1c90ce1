import type { RouteNode } from '../model/route-tree.ts';
import type { Building, Registered, RegisteredList, Registry } from './dialect.ts';
import { firstOrder, lastIn } from './orders.ts';
import {
  drop,
  eachSingle,
  type Follow,
  inOrder,
  isDoor,
  type Lister,
  PAUSE,
  registerNode,
  type Turnover,
  weightOf,
} from './registered.ts';

/**
 * A list in a later state. Nodes that are the same objects in the same order keep what they have registered; what is new or
 * stands elsewhere is registered between its neighbours. The same list where nothing changed.
 */
export function* updateList(
  old: RegisteredList,
  routes: readonly RouteNode[],
  lister: Lister,
  registry: Registry,
  turnover: Turnover,
  low: number,
  high: number,
): Building<RegisteredList> {
  const { nodes: before, items } = old;
  const [nodes, start, end] = compared(old, routes);
  // Behind a door that stays as it is there may be a router that doesn't.
  const looksBehind = registry.routersChanged && old.hasDoors;
  if (start === before.length && start === nodes.length && !looksBehind) return old;
  const stop = nodes.length - end;
  const places = align(before, nodes, start, before.length - end, stop);
  const placeOf = (j: number) =>
    j < start ? j : j < stop ? (places[j - start] as number) : j - nodes.length + before.length;
  let kept = start;
  for (const place of [...places, before.length - end]) {
    if (place < 0) continue;
    for (; kept < place; kept++) drop(items[kept] as Registered, registry, turnover);
    kept = place + 1;
  }

  const next: Registered[] = looksBehind ? [] : items.slice(0, start);
  const last = () => lastIn(next) ?? low;
  /** The order of the first thing that stays behind a place. */
  const firstFrom = (from: number): number => {
    for (let j = from; j < nodes.length; j++) {
      const place = placeOf(j);
      const order = place < 0 ? null : firstOrder(items[place] as Registered);
      if (order !== null) return order;
    }
    return high;
  };
  const until = looksBehind ? nodes.length : stop;
  for (let j = next.length; j < until && !registry.failed; ) {
    const node = nodes[j] as RouteNode;
    const place = placeOf(j);
    if (place >= 0) {
      const item = items[place] as Registered;
      const was = before[place] as RouteNode;
      const stays = was === node && !(looksBehind && isDoor(node));
      const followed = stays ? item : yield* follow({ was, node, item, turnover, low: last(), high: firstFrom(j + 1) });
      if (followed !== undefined) {
        next.push(followed);
        j++;
        continue;
      }
      drop(item, registry, turnover);
    }
    let to = j + 1;
    while (place < 0 && to < until && placeOf(to) < 0) to++;
    const run = nodes.slice(j, to);
    const most = run.reduce((sum, one) => sum + weightOf(one, registry), 0);
    registry.between(last(), firstFrom(to), most);
    for (const one of run) {
      const item = yield* registerNode(one, lister, registry);
      eachSingle(item, (single) => turnover.came.push(single));
      next.push(item);
      if (next.length % PAUSE === 0) yield;
    }
    j = to;
  }
  const all = next.length < nodes.length && !registry.failed ? next.concat(items.slice(placeOf(next.length))) : next;
  const hasDoors = old.hasDoors || nodes.slice(start, stop).some(isDoor);
  return { nodes, items: all, isPlain: nodes === routes, hasDoors };

  function* follow(
    step: Omit<Follow, 'was' | 'node'> & { was: RouteNode; node: RouteNode },
  ): Building<Registered | undefined> {
    const { was, node } = step;
    if (!isDoor(was) || !isDoor(node) || was.disabled !== node.disabled) return undefined;
    if (node.disabled) registry.switchOff(1);
    const followed = yield* lister.follow({ ...step, was, node });
    if (node.disabled) registry.switchOff(-1);
    return followed;
  }
}

/** The nodes in order, and how many the lists have in common at their ends. Of a list without late nodes only what is new is looked at. */
function compared(
  { nodes: before, isPlain }: RegisteredList,
  routes: readonly RouteNode[],
): readonly [readonly RouteNode[], number, number] {
  const [start, end] = sameEnds(before, routes);
  let late = !isPlain;
  for (let i = start; i < routes.length - end && !late; i++) late = routes[i]?.late ?? false;
  if (!late) return [routes, start, end];
  const nodes = inOrder(routes);
  return [nodes, ...sameEnds(before, nodes)];
}

/** How many nodes two lists have in common at their beginnings and at their ends. */
function sameEnds(a: readonly RouteNode[], b: readonly RouteNode[]): readonly [number, number] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [start, end];
}

/** How far ahead a node is looked for where two lists part. */
const AHEAD = 50;

/**
 * For each new node the place of the old one that it goes on from, in rising order: the same object, or a door of the same id in its
 * place; -1 for those that are new. Not the fewest differences, but all of them where they are few.
 */
function align(a: readonly RouteNode[], b: readonly RouteNode[], from: number, aEnd: number, bEnd: number): number[] {
  const places: number[] = [];
  let i = from;
  for (let j = from; j < bEnd; ) {
    if (a[i] === b[j] && i < aEnd) {
      places.push(i++);
      j++;
      continue;
    }
    const [more, less] = gap(a, b, i, j, aEnd, bEnd);
    if (more === 0 && less === 0) {
      const same = i < aEnd && a[i]?.id === b[j]?.id && isDoor(b[j] as RouteNode);
      places.push(same ? i : -1);
      i++;
      j++;
      continue;
    }
    for (let k = 0; k < more; k++) places.push(-1);
    j += more;
    i += less;
  }
  return places;
}

/** How many nodes have come before the lists agree again, or else how many have gone; none where neither explains it. */
function gap(
  a: readonly RouteNode[],
  b: readonly RouteNode[],
  i: number,
  j: number,
  aEnd: number,
  bEnd: number,
): readonly [number, number] {
  if (i >= aEnd) return [bEnd - j, 0];
  for (let d = 1; d <= AHEAD; d++) {
    if (j + d < bEnd && a[i] === b[j + d]) return [d, 0];
    if (i + d < aEnd && a[i + d] === b[j]) return [0, d];
  }
  return [0, 0];
}
