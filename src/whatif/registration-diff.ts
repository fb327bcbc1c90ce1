import type { CompiledApp } from '../dialects/dialect.ts';
import type { InSlices } from '../dialects/in-slices.ts';
import { kindOf } from '../dialects/registry.ts';
import type { Registration } from '../model/registration.ts';
import type { App, RouteNode, RoutingApp } from '../model/route-tree.ts';

/**
 * The difference between two compiled applications: without these registrations of both, their lists are equal and in the same
 * order. Both give the same answer to a request that none of these matches. Null where a setting changed that any answer may
 * depend on.
 *
 * Registrations are compared by value, because each application is compiled from scratch. Where the lists differ, the one
 * that stands further away in the other list has moved: when a route moves across fifty others, only that route differs.
 */
export function* changedRegistrations(
  { tree: old, registrations: a }: CompiledApp,
  { tree: now, registrations: b }: CompiledApp,
): InSlices<readonly Registration[] | null> {
  if (old.serverRootPath !== now.serverRootPath || !sameShell(old.app, now.app)) return null;
  const changed: Registration[] = [];
  const [inA, inB] = [yield* placesOf(a), yield* placesOf(b)];
  let [i, j] = [0, 0];
  for (let steps = 1; i < a.length && j < b.length; steps++) {
    if (steps % PAUSE === 0) yield;
    const [one, other] = [a[i] as Registration, b[j] as Registration];
    if (same(one, other)) {
      i++;
      j++;
    } else if (distance(one, inB, j) > distance(other, inA, i)) changed.push(a[i++] as Registration);
    else changed.push(b[j++] as Registration);
  }
  return [...changed, ...a.slice(i), ...b.slice(j)];
}

/** Registrations per slice. */
const PAUSE = 500;

const roughKey = ({ node, path }: Registration) => node?.id ?? path;

function* placesOf(registrations: readonly Registration[]): InSlices<ReadonlyMap<string | number, number>> {
  const places = new Map<string | number, number>();
  for (const [i, registration] of registrations.entries()) {
    if (i % PAUSE === 0) yield;
    places.set(roughKey(registration), i);
  }
  return places;
}

/** How far behind `from` a registration stands in the other list; infinite where it isn't there any more. */
function distance(registration: Registration, places: ReadonlyMap<string | number, number>, from: number): number {
  const at = places.get(roughKey(registration)) ?? -1;
  return at < from ? Infinity : at - from;
}

/** Whether two registrations of trees that share nodes are equal. */
function same(a: Registration, b: Registration): boolean {
  const [own, other] = [a.mountContext, b.mountContext];
  return (
    a.path === b.path &&
    a.kind === b.kind &&
    sameNode(a.node, b.node) &&
    sameList(a.methods, b.methods) &&
    sameList(a.automatic, b.automatic) &&
    own.appId === other.appId &&
    own.framework === other.framework &&
    own.prefix === other.prefix &&
    sameList(own.mounts, other.mounts) &&
    sameList(own.hosts, other.hosts)
  );
}

/** Of a mounted application only the settings count here: its routes are registrations themselves. */
function sameNode(a: RouteNode | null, b: RouteNode | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.id !== b.id) return false;
  if (a.kind === 'mount' && b.kind === 'mount') return a.path === b.path && sameApp(a.app, b.app);
  return a.kind === 'host' && b.kind === 'host' && a.host === b.host && sameApp(a.app, b.app);
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
