import type { Annotation } from '../model/annotation.ts';
import type { PathTemplate, TemplateParam } from '../model/path-template.ts';
import type { Registration, RouteRow } from '../model/registration.ts';
import type { Request } from '../model/request.ts';
import type { Resolution, WalkStep } from '../model/resolution.ts';
import type { FrameworkName, RouteTree, RoutingApp } from '../model/route-tree.ts';

/** An application ready to be asked. Made once per tree by `compile` in index.ts; asking changes nothing. */
export interface CompiledApp {
  readonly tree: RouteTree;
  /** Everything registered, in order: mounts directly before what they hold. Disabled ones are not among them. */
  readonly registrations: readonly Registration[];
  /** The rows of the table, in order. */
  readonly rows: readonly RouteRow[];
  /** Answers as the framework would. Total: whatever the request, it returns. */
  resolve(request: Request): Resolution;
  /** The first-match walk: what took the path, in the order in which it is asked. Costs more than `resolve`. */
  walk(request: Request): readonly WalkStep[];
}

/** A framework: how an application of its kinds registers and answers. One folder of `dialects/` and one registry line. */
export interface Dialect {
  readonly name: FrameworkName;
  /** Kinds of application that it answers for. */
  readonly appKinds: readonly RoutingApp['kind'][];
  /** Its path syntax. A fault is a value: unknown convertors, duplicate names. */
  parsePath(path: string): PathTemplate | PathFault;
}

/** Why a path as written can't be registered; `start`/`length` are 0-based offsets into the path. */
export interface PathFault {
  readonly fault: string;
  readonly start: number;
  readonly length: number;
  readonly expected: string | null;
}

/** What a parameter takes: the convertor decides the match, the annotation the validation. */
export interface ParamSpec {
  readonly param: TemplateParam;
  /** Null where the handler doesn't declare it. */
  readonly annotation: Annotation | null;
}
