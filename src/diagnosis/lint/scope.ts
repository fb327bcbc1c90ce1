import type { CompiledApp } from '../../dialects/dialect.ts';
import { dialectFor } from '../../dialects/registry.ts';
import type { Segment } from '../../model/path-template.ts';
import type { Registration } from '../../model/registration.ts';
import type { Language } from './automaton.ts';
import { hostLanguage, pathLanguage } from './language.ts';
import { segmentsOf } from './registration-segments.ts';

/**
 * What competes for a request: everything registered in one application, at one place of the tree. What is mounted below
 * is another scope, because a mount takes everything below its path, and its answer is final.
 */
export interface Scope {
  /** Whether the first match answers. */
  readonly ordered: boolean;
  readonly entries: readonly Entry[];
}

/** A registration as a competitor. */
export interface Entry {
  readonly registration: Registration;
  /** Its full path, cut at the slashes; none for `/`. */
  readonly segments: () => readonly Segment[];
  /** Paths that it matches, whatever the method. Built on first use. */
  readonly paths: () => Language;
  /** Those of them whose values its annotations accept. */
  readonly accepted: () => Language;
  /** Hosts that it matches; null for all. */
  readonly hosts: () => Language | null;
}

/** The scopes of an application, in the order in which their first registrations come. */
export function scopesOf(app: CompiledApp): Scope[] {
  const scopes = new Map<string, { ordered: boolean; entries: Entry[] }>();
  for (const registration of app.registrations) {
    if (registration.kind === 'frontend') continue;
    const { mountContext } = registration;
    const key = [mountContext.appId, ...mountContext.mounts, '|', ...mountContext.hosts].join('\n');
    const scope = scopes.get(key);
    if (scope) scope.entries.push(entryOf(registration));
    else scopes.set(key, { ordered: dialectFor(registration).ordered, entries: [entryOf(registration)] });
  }
  return [...scopes.values()];
}

function entryOf(registration: Registration): Entry {
  const { kind, node } = registration;
  const tail = holdsPath(registration) || kind === 'host' ? 'below' : 'exact';
  return {
    registration,
    segments: once(() => segmentsOf(registration)),
    paths: once(() => pathLanguage(registration, tail, false)),
    accepted: once(() => pathLanguage(registration, tail, true)),
    hosts: once(() => (node?.kind === 'host' ? hostLanguage(node.host) : null)),
  };
}

/** The same result every time, made on first use. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Whether it takes everything below its path, whatever the method: a mount of any kind. */
export function holdsPath({ kind }: Registration): boolean {
  return kind === 'mount' || kind === 'opaque';
}

/** Whether it answers the method itself, so that no later route is tried. `WS` is a websocket's. */
export function takes(registration: Registration, method: string): boolean {
  if (holdsPath(registration) || registration.kind === 'host') return true;
  if (method === 'WS') return registration.kind === 'websocket';
  if (registration.kind === 'websocket') return false;
  if (registration.kind === 'endpoint') return true;
  return registration.methods.includes(method) || registration.automatic.includes(method);
}

/** The methods to ask for when looking whether a registration is reached. */
export function askedMethods(registration: Registration): readonly string[] {
  return holdsPath(registration) || registration.kind === 'host' ? ['GET'] : registration.methods;
}

/** What a finding calls it: "`GET /a`", "the mount `/static`". */
export function called(registration: Registration, methods: readonly string[] = registration.methods): string {
  const { kind, path } = registration;
  if (kind === 'host') return `the host ${code(hostOf(registration))}`;
  if (holdsPath(registration)) return `the mount ${code(path)}`;
  if (kind === 'websocket') return `the websocket ${code(path)}`;
  return code(`${methods.join(', ')} ${path}`);
}

/** Text from the source, marked as such. */
export const code = (text: string) => `\`${text}\``;

export function hostOf(registration: Registration): string {
  return registration.node?.kind === 'host' ? registration.node.host : '';
}
