import type { MountContext, Registration } from '../../model/registration.ts';
import type { IncludedRouter, RoutingApp } from '../../model/route-tree.ts';
import type { AppMatcher } from '../app-matcher.ts';
import type { Place, Registry } from '../dialect.ts';
import { type Entry, makeEntry } from './entry.ts';

/** Where a list of nodes registers: an application, or a router included in one. */
export interface Site {
  readonly mountContext: MountContext;
  /** Of the application; `inside` has the application itself. */
  readonly place: Place;
  /** Include prefixes in front of every path; `''` directly in an application. */
  readonly prefix: string;
  readonly registry: Registry;
  /** The entries of the application, in order; its included routers add to the same list. */
  readonly entries: Entry[];
}

/** The site of an application's own list. */
export function siteOf({ id, kind }: RoutingApp, framework: string, outer: Place, registry: Registry): Site {
  const { via, mounts, hosts, prefix } = outer;
  const mountContext: MountContext = { via, appId: id, framework, mounts, hosts, prefix };
  return { mountContext, place: { ...outer, inside: [...outer.inside, kind] }, prefix: '', registry, entries: [] };
}

/** The site of a router that is included under a prefix. */
export function includedSite(site: Site, node: IncludedRouter, prefix: string): Site {
  const { via, prefix: outer } = site.mountContext;
  const mountContext: MountContext = { ...site.mountContext, via: [...via, node], prefix: outer + prefix };
  return { ...site, mountContext, prefix: site.prefix + prefix };
}

/** Registers a route under its path in the list. */
export function addRoute(
  site: Site,
  { node, kind, path, methods, automatic, name }: Omit<Registration, 'order' | 'disabled' | 'mountContext'>,
): void {
  const { mountContext, place, registry } = site;
  const inApp = site.prefix + path;
  const full = place.prefix + inApp;
  addEntry(site, registry.add({ node, kind, path: full, methods, automatic, name, mountContext }), inApp);
}

/** Adds an entry; disabled registrations never match, so that they get none. */
export function addEntry(site: Site, registration: Registration, path: string, app: AppMatcher | null = null): void {
  if (!registration.disabled) site.entries.push(makeEntry(registration, path, app));
}
