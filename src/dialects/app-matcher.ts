import type { Request } from '../model/request.ts';
import type { ParamValue, Resolution, TraceStep } from '../model/resolution.ts';

/** Resolves requests in one application, for the server or the mount that contains it. */
export interface AppMatcher {
  resolve(asked: Asked): Resolution;
  /** Appends the match trace to `steps`. */
  trace(asked: Asked, steps: TraceStep[]): void;
}

/** A request on its way through nested applications. */
export interface Asked {
  readonly request: Request;
  /** The server's root path and the decoded path. */
  readonly path: string;
  /** ASGI's `root_path`: the start of `path` that the mounts entered have consumed. */
  readonly rootPath: string;
  /** Where in `path` the route path begins, which is what routes are compared with; see `routePathStart`. */
  readonly start: number;
  /** Parameters captured by the mounts and hosts entered. */
  readonly params: Readonly<Record<string, ParamValue>>;
}

/** The parameters of a request outside of any mount; one object, which can be compared by identity. */
export const NO_PARAMS: Asked['params'] = {};
