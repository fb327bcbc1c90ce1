import type { Annotation } from './annotation.ts';
import type { FrameworkName, Host, IncludedRouter, Mount, NodeId, RouteNode } from './route-tree.ts';

/**
 * What a node of the tree registers once the application is built: one entry of the flat, ordered list that an
 * index over the tree is. A router included twice gives each of its routes two registrations.
 */
export interface Registration {
  /** Place in the registration order of the whole tree, 0-based: mounts are followed by what they hold. */
  readonly order: number;
  /** The node it comes from; null for routes that the framework adds (`/docs`). */
  readonly node: RouteNode | null;
  readonly kind: RegistrationKind;
  /** Full template: mount paths + include prefixes + the path as written, convertors included. */
  readonly path: string;
  /** Methods it answers, as registered and without automatic ones; `['ANY']` for opaque mounts, `['WS']` for websockets. */
  readonly methods: readonly string[];
  /** Methods that the framework adds by itself (Starlette's HEAD beside GET). */
  readonly automatic: readonly string[];
  readonly name: string;
  readonly mountContext: MountContext;
  /** Switched off, or inside of something that is: it's in its place, and nobody asks it. */
  readonly disabled: boolean;
}

/** What the handler declares for a parameter of its path; null for nothing. */
export function annotationOf({ node }: Pick<Registration, 'node'>, param: string): Annotation | null {
  // A parameter may have a name that every object has: `constructor`.
  return node?.kind === 'route' && Object.hasOwn(node.params, param) ? (node.params[param] ?? null) : null;
}

/** `mount` and `host` hold an application and have no row of their own; `opaque` is a mount whose application isn't known. */
export type RegistrationKind =
  | 'route'
  | 'plain'
  | 'endpoint'
  | 'docs'
  | 'websocket'
  | 'frontend'
  | 'mount'
  | 'host'
  | 'opaque';

/** Where registrations live; shared by all that live there. */
export interface MountContext {
  /** Includes, mounts and hosts on the way here, outermost first. */
  readonly via: readonly (IncludedRouter | Mount | Host)[];
  /** Node id of the application (not router) that holds it. */
  readonly appId: NodeId;
  /** How that application answers; decides path syntax and automatic methods. */
  readonly framework: FrameworkName;
  /** Full templates of the mounts entered on the way, outermost first. */
  readonly mounts: readonly string[];
  /** Host patterns entered on the way, outermost first. */
  readonly hosts: readonly string[];
  /** Prefix of everything here: mount paths + include prefixes. */
  readonly prefix: string;
}

/** A row of the "Registered Routes" table: one method of one registration. */
export interface RouteRow {
  /** Place among the rows, 0-based. */
  readonly index: number;
  readonly method: string;
  readonly registration: Registration;
}
