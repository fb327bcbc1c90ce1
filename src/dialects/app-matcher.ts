import type { Request } from '../model/request.ts';
import type { ParamValue, Resolution, TraceStep } from '../model/resolution.ts';

/** One application, ready to be asked by whoever holds it. */
export interface AppMatcher {
  resolve(asked: Asked): Resolution;
  /** Appends to `steps` what took the path, in order. */
  trace(asked: Asked, steps: TraceStep[]): void;
}

/** A request on its way through nested applications. */
export interface Asked {
  readonly request: Request;
  /** The decoded path, the server's root path in front. */
  readonly path: string;
  /** ASGI's `root_path`: the part of `path` that whoever mounted the application has used up. */
  readonly rootPath: string;
  /** Where in `path` the route path begins, which is what routes are compared with; see `routePathStart`. */
  readonly start: number;
  /** Parameters captured by the mounts and hosts entered. */
  readonly params: Readonly<Record<string, ParamValue>>;
}

/** The parameters of a request that has entered nothing yet; one object, so that it is told apart at a glance. */
export const NO_PARAMS: Asked['params'] = {};
