import type { Annotation } from './annotation.ts';
import type { SourceLocation } from './source.ts';

/**
 * An application as its program registers it: routes, included routers, mounts and hosts in registration order.
 * Trees are deeply readonly and are treated as frozen: identity is the cache key of everything compiled from one, and a
 * change (see whatif) makes a new tree that shares what didn't change.
 */
export interface RouteTree {
  readonly app: RoutingApp;
  /** APIRouters by name, declared order. One that nothing includes registers nothing. */
  readonly routers: readonly Router[];
  /** The server's `--root-path`; `''` for none. */
  readonly serverRootPath: string;
  /** What the source can't know, in words for the header: "order inside a path", … Empty for a routes file. */
  readonly blindSpots: readonly string[];
}

/** Names one node for as long as a source and the edits on it live; unique in its tree, routers and apps included. */
export type NodeId = number;

/** The name of a framework, and of its own kind of application: `fastapi`. See `src/dialects/registry.ts` for those that there are. */
export type FrameworkName = string;

/** A value of an option. */
export type OptionValue = string | boolean | null | readonly string[];

/** Options under the framework's own names, all that the kind of application has. */
export type Options = Readonly<Record<string, OptionValue>>;

/** What a mount or host holds. */
export type App = RoutingApp | OpaqueApp;

/** An application whose routes are known. */
export interface RoutingApp {
  readonly id: NodeId;
  /** What it is, in its framework's words; see `Dialect.kinds`. */
  readonly kind: string;
  readonly options: Options;
  readonly routes: readonly RouteNode[];
}

/** An application that answers everything under its mount: a directory of files, or one that nobody knows more about. */
export interface OpaqueApp {
  readonly id: NodeId;
  readonly kind: string;
  readonly options: Options;
}

/** A declared router. Its own options are ignored once it is included. */
export interface Router {
  readonly id: NodeId;
  readonly name: string;
  readonly prefix: string;
  readonly options: Options;
  readonly routes: readonly RouteNode[];
  readonly source: SourceLocation | null;
}

export type RouteNode = Route | Endpoint | IncludedRouter | Mount | Host | WebSocketRoute | Frontend;

interface NodeBase {
  readonly id: NodeId;
  readonly source: SourceLocation | null;
  /** Registered after everything else in its list, inclusions of its router included. */
  readonly late: boolean;
  /** Switched off by an edit: it stays in the table, and registers nothing. */
  readonly disabled?: true;
}

/** What documentation says of a route; none of it decides an answer. */
export interface RouteInfo {
  readonly name: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly security: readonly string[];
}

/** A function handler. `plain`: registered with `add_route`, so a Starlette Route even on a FastAPI app. */
export interface Route extends NodeBase, RouteInfo {
  readonly kind: 'route';
  /** As written, convertors included. */
  readonly path: string;
  /** As written, in upper case, at least one. */
  readonly methods: readonly string[];
  /** Annotations of the declared path parameters; a parameter that isn't listed isn't validated. */
  readonly params: Readonly<Record<string, Annotation>>;
  readonly plain: boolean;
  /** OpenAPI only: base paths of servers of its own, which replace the application's. */
  readonly basePaths?: readonly string[];
}

/** A Starlette HTTPEndpoint class: matches fully for every method and answers 405 itself. */
export interface Endpoint extends NodeBase, RouteInfo {
  readonly kind: 'endpoint';
  readonly path: string;
  /** The methods that the class has handlers for. */
  readonly methods: readonly string[];
}

/** `include_router(router, prefix=...)`. */
export interface IncludedRouter extends NodeBase {
  readonly kind: 'include';
  readonly router: string;
  readonly prefix: string;
}

/** `mount(path, app)`: a full match for every method, whose answer is final. */
export interface Mount extends NodeBase {
  readonly kind: 'mount';
  readonly path: string;
  readonly app: App;
  readonly name: string;
}

/** `host(pattern, app)`: after its host matched, nothing behind it is reached. */
export interface Host extends NodeBase {
  readonly kind: 'host';
  readonly host: string;
  readonly app: App;
  readonly name: string;
}

/** Never matches an HTTP request. */
export interface WebSocketRoute extends NodeBase, RouteInfo {
  readonly kind: 'websocket';
  readonly path: string;
}

/** FastAPI's `app.frontend(path, directory)`: files of low priority, asked after everything else, redirects included. */
export interface Frontend extends NodeBase {
  readonly kind: 'frontend';
  readonly path: string;
  readonly files: readonly string[];
  readonly fallback: 'auto' | 'index.html' | '404.html' | null;
}

/** The application that a mount or host holds, where it holds routes; null for any other node. */
export function mountedApp(node: RouteNode): RoutingApp | null {
  return 'app' in node && 'routes' in node.app ? node.app : null;
}
