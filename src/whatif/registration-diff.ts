import type { CompiledApp } from '../dialects/dialect.ts';
import type { InSlices } from '../dialects/in-slices.ts';
import { kindOf } from '../dialects/registry.ts';
import type { MountContext, Registration } from '../model/registration.ts';
import type { App, RouteNode, RoutingApp } from '../model/route-tree.ts';

/**
 * The difference between two compiled applications: without these registrations, both lists are equal and in the same
 * order. Both applications give the same answer to a request that none of these registrations matches.
 *
 * Registrations are compared by value, because each application is compiled from scratch. What both lists have in common at their
 * ends is skipped. In between, equal registrations are paired, and the longest increasing subsequence of pairs counts
 * as unmoved: when a route moves across fifty others, only that route differs.
 */
export interface RegistrationDiff {
  /** Whether a setting changed that any answer may depend on; the lists are empty then. */
  readonly everything: boolean;
  readonly before: readonly Registration[];
  readonly after: readonly Registration[];
}

export function* diffRegistrations(before: CompiledApp, after: CompiledApp): InSlices<RegistrationDiff> {
  if (before.tree.serverRootPath !== after.tree.serverRootPath || !sameShell(before.tree.app, after.tree.app)) {
    return { everything: true, before: [], after: [] };
  }
  const [a, b] = [before.registrations, after.registrations];
  const same = sameRegistration();
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  for (; start < shorter && same(a[start] as Registration, b[start] as Registration); start++)
    if (start % PAUSE === 0) yield;
  let end = 0;
  for (; end < shorter - start && same(a.at(-1 - end) as Registration, b.at(-1 - end) as Registration); end++)
    if (end % PAUSE === 0) yield;
  const between = yield* compareBetween(a.slice(start, a.length - end), b.slice(start, b.length - end), same);
  return { everything: false, ...between };
}

/** Comparisons per slice. */
const PAUSE = 500;

type Same = (a: Registration, b: Registration) => boolean;

function* compareBetween(a: readonly Registration[], b: readonly Registration[], same: Same): InSlices<Differences> {
  const places = new Map<string | number, number[]>();
  for (const [i, registration] of b.entries()) {
    if (i % PAUSE === 0) yield;
    const key = roughKey(registration);
    const list = places.get(key);
    if (list) list.push(i);
    else places.set(key, [i]);
  }
  const pairs: { readonly from: number; readonly to: number }[] = [];
  for (const [from, registration] of a.entries()) {
    if (from % PAUSE === 0) yield;
    const list = places.get(roughKey(registration));
    const to = list?.[0];
    if (list === undefined || to === undefined || !same(registration, b[to] as Registration)) continue;
    list.shift();
    pairs.push({ from, to });
  }
  const kept = yield* longestIncrease(pairs.map((pair) => pair.to));
  const [keptBefore, keptAfter] = [new Set<number>(), new Set<number>()];
  for (const i of kept) {
    keptBefore.add(pairs[i]?.from ?? -1);
    keptAfter.add(pairs[i]?.to ?? -1);
  }
  yield;
  return {
    before: a.filter((_, i) => !keptBefore.has(i)),
    after: b.filter((_, i) => !keptAfter.has(i)),
  };
}

type Differences = Pick<RegistrationDiff, 'before' | 'after'>;

const roughKey = ({ node, path }: Registration) => node?.id ?? path;

/** Indexes of the longest increasing subsequence (patience sorting with back links). */
export function* longestIncrease(values: readonly number[]): InSlices<readonly number[]> {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [i, value] of values.entries()) {
    if (i % PAUSE === 0) yield;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    previous.push(low > 0 ? (tails[low - 1] as number) : -1);
    tails[low] = i;
  }
  const out: number[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] as number) out.push(at);
  return out.reverse();
}

/** Compares registrations of two trees that share nodes. Neighbours mostly share their mount context, so the last pair is remembered. */
function sameRegistration(): Same {
  let lastA: MountContext | null = null;
  let lastB: MountContext | null = null;
  return (a, b) => {
    if (a === b) return true;
    if (a.path !== b.path || a.kind !== b.kind || !sameNode(a.node, b.node)) return false;
    if (!sameList(a.methods, b.methods) || !sameList(a.automatic, b.automatic)) return false;
    if (a.mountContext === b.mountContext || (a.mountContext === lastA && b.mountContext === lastB)) return true;
    if (!sameNest(a.mountContext, b.mountContext)) return false;
    lastA = a.mountContext;
    lastB = b.mountContext;
    return true;
  };
}

function sameNest(a: MountContext, b: MountContext): boolean {
  return (
    a.appId === b.appId &&
    a.framework === b.framework &&
    a.prefix === b.prefix &&
    sameList(a.mounts, b.mounts) &&
    sameList(a.hosts, b.hosts)
  );
}

/** Of a mounted application only the settings count here: its routes are registrations themselves. */
function sameNode(a: RouteNode | null, b: RouteNode | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.id !== b.id) return false;
  if (a.kind === 'mount' && b.kind === 'mount') return a.path === b.path && sameApp(a.app, b.app);
  if (a.kind === 'host' && b.kind === 'host') return a.host === b.host && sameApp(a.app, b.app);
  return false;
}

function sameApp(a: App, b: App): boolean {
  return a === b || ('routes' in a && 'routes' in b && a.id === b.id && sameShell(a, b));
}

/** Addresses are left out: the routes there are registrations themselves. */
function sameShell(a: RoutingApp, b: RoutingApp): boolean {
  const { options } = kindOf(a);
  const decides = (name: string) => options[name]?.type !== 'address' && options[name]?.type !== 'texts';
  return (
    a.kind === b.kind && Object.keys(options).every((name) => !decides(name) || a.options[name] === b.options[name])
  );
}

const sameList = (a: readonly string[], b: readonly string[]) =>
  a === b || (a.length === b.length && a.every((value, i) => value === b[i]));
