import type { KeyPath } from '../../model/file-fault.ts';
import { templateParams } from './template-params.ts';

/** One `include` of a file; `owner` is the router that it stands in, null for an application. */
export interface Include {
  readonly owner: string | null;
  readonly ownerPrefix: string;
  readonly router: string;
  readonly prefix: string;
  readonly path: KeyPath;
}

/** Names that are handed down; no path has as many parameters, and a hostile chain of routers may. */
const MOST_NAMES = 200;

export interface RouterGraph {
  /** Routers, includers before what they include; those on or below a cycle are missing. */
  readonly order: readonly string[];
  /** The includes of each router, of routers that there are. */
  readonly inside: ReadonlyMap<string, readonly Include[]>;
  /** One walk round for each separate cycle; empty for what FastAPI can build. */
  readonly cycles: readonly (readonly Include[])[];
  /** Parameter names that some chain of includes puts in front of a router's own prefix. */
  readonly inherited: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Which router includes which. Iterative throughout: a file may chain a hundred thousand of them. */
export function graphOfRouters(names: Iterable<string>, includes: readonly Include[]): RouterGraph {
  const inner = new Map<string, Include[]>();
  const outer = new Map<string, number>();
  for (const name of names) {
    inner.set(name, []);
    outer.set(name, 0);
  }
  for (const include of includes) {
    if (include.owner === null || !inner.has(include.router)) continue;
    inner.get(include.owner)?.push(include);
    outer.set(include.router, (outer.get(include.router) ?? 0) + 1);
  }
  const order: string[] = [];
  for (const [name, count] of outer) if (count === 0) order.push(name);
  for (let i = 0; i < order.length; i++) {
    for (const { router } of inner.get(order[i] ?? '') ?? []) {
      const left = (outer.get(router) ?? 0) - 1;
      outer.set(router, left);
      if (left === 0) order.push(router);
    }
  }
  const placed = new Set(order);
  const cycles = placed.size === inner.size ? [] : findCycles(inner, placed);
  return { order, inside: inner, cycles, inherited: inheritedNames(order, inner, includes) };
}

/** Walks from router to router among those left over; a router met again on the same walk closes a cycle. */
function findCycles(inner: ReadonlyMap<string, readonly Include[]>, placed: ReadonlySet<string>): Include[][] {
  const cycles: Include[][] = [];
  const done = new Set<string>();
  for (const start of inner.keys()) {
    if (placed.has(start) || done.has(start)) continue;
    const trail: { name: string; next: number }[] = [{ name: start, next: 0 }];
    const onTrail = new Map<string, number>([[start, 0]]);
    const steps: Include[] = [];
    while (trail.length > 0) {
      const here = trail[trail.length - 1] as { name: string; next: number };
      const step = inner.get(here.name)?.[here.next++];
      if (!step) {
        done.add(here.name);
        onTrail.delete(here.name);
        trail.pop();
        steps.pop();
      } else if (onTrail.has(step.router)) cycles.push([...steps.slice(onTrail.get(step.router)), step]);
      else if (!done.has(step.router)) {
        onTrail.set(step.router, trail.length);
        trail.push({ name: step.router, next: 0 });
        steps.push(step);
      }
    }
  }
  return cycles;
}

function inheritedNames(
  order: readonly string[],
  inner: ReadonlyMap<string, readonly Include[]>,
  includes: readonly Include[],
): Map<string, Set<string>> {
  const inherited = new Map<string, Set<string>>();
  const hand = (include: Include, from: ReadonlySet<string> | undefined) => {
    const names = [...(from ?? []), ...templateParams(include.ownerPrefix + include.prefix).map(({ name }) => name)];
    if (names.length === 0 || names.length > MOST_NAMES) return;
    const known = inherited.get(include.router);
    if (known) for (const name of names) known.add(name);
    else inherited.set(include.router, new Set(names));
  };
  for (const include of includes) if (include.owner === null) hand(include, undefined);
  for (const name of order) for (const include of inner.get(name) ?? []) hand(include, inherited.get(name));
  return inherited;
}
