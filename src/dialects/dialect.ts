import type { Annotation } from '../model/annotation.ts';
import type { TemplateParam } from '../model/path-template.ts';
import type { MountContext, Registration, RouteRow } from '../model/registration.ts';
import type { Request } from '../model/request.ts';
import type { Resolution, TraceStep } from '../model/resolution.ts';
import type { App, FrameworkName, RouteNode, Router, RouteTree, RoutingApp } from '../model/route-tree.ts';
import type { AppKind } from './app-kind.ts';
import type { AppMatcher } from './app-matcher.ts';
import type { InSlices } from './in-slices.ts';
import type { OptionSpecs } from './option.ts';
import type { RoutesFileSyntax } from './routes-file.ts';
import type { TemplateSyntax } from './template-syntax.ts';

/** An application that can resolve requests. `compile` in index.ts makes one per tree. */
export interface CompiledApp {
  readonly tree: RouteTree;
  /** All registrations in order, without disabled ones. A mount comes directly before the routes in it. */
  readonly registrations: readonly Registration[];
  /** The same with disabled registrations in their places; the same list where there are none. */
  readonly declared: readonly Registration[];
  /** The table rows of `registrations`, in order. */
  readonly rows: readonly RouteRow[];
  /** Answers as the framework would, whatever the request. */
  resolve(request: Request): Resolution;
  /**
   * The match trace: the registrations whose pattern matches the path, in the order in which they are tried; an `entered` mount is
   * followed by the trace inside it. Where nothing answers: every partial match (the first makes the 405), or the
   * redirect's target, or nothing. Slower than `resolve`.
   */
  trace(request: Request): readonly TraceStep[];
  /**
   * Builds the indexes that answering needs, in slices; null where they are there, or small enough to be built by the first
   * request. An earlier request builds what it needs at once.
   */
  prepare(): InSlices<void> | null;
}

/**
 * A framework: how an application of its kinds is written, registers and answers. One folder of `dialects/` and one line in
 * registry.ts. Others ask what it can do, never what it's called.
 */
export interface Dialect {
  /** As routes files and `--framework` have it. One of `kinds` has the same name: the application that it stands for. */
  readonly name: FrameworkName;
  /** As its authors write it. */
  readonly label: string;
  /** Kinds of application that it answers for, by name. */
  readonly kinds: Readonly<Record<string, AppKind>>;
  /** How its paths are written. */
  readonly paths: TemplateSyntax;
  /** Whether the first of several matches answers; otherwise the most concrete one does, wherever it stands. */
  readonly ordered: boolean;
  /** Whether it refuses every path without a leading slash; otherwise such a route is registered, and nothing reaches it. */
  readonly assertsSlash: boolean;
  /** Whether it validates path parameters as their handlers declare them. */
  readonly validates: boolean;
  /** Declared routers, which applications include; null where it has none. */
  readonly routers: RouterSupport | null;
  /** How routes files write its routes, and what it would refuse of them. */
  readonly routesFile: RoutesFileSyntax;
  /** What an OpenAPI document doesn't show of an application of this framework, in words for the header. */
  readonly blindSpots: readonly string[];
  /** Whether an OpenAPI document is its own work. */
  wroteDocument(document: DocumentSigns): boolean;
  /** Registers what the application holds, in order, and makes it ready to be asked. */
  build(app: RoutingApp, place: Place, registry: Registry): InSlices<AppMatcher>;
  /** Whether a handler's annotation (null: undeclared) takes what the path holds at a parameter, as decoded text. */
  acceptsText(spec: ParamSpec, text: string): boolean;
}

/** How a framework treats declared routers. */
export interface RouterSupport {
  /** The kind of application that a router is where it's mounted instead. */
  readonly kind: string;
  readonly options: OptionSpecs;
  /** Whether a node goes without the prefix of the router that it stands in. */
  skipsPrefix(node: RouteNode): boolean;
  /** Registers what a router that nothing includes would, were it included without a prefix. */
  registerAlone(router: Router, tree: RouteTree, registry: Registry): void;
}

/** What shows who wrote an OpenAPI document. */
export interface DocumentSigns {
  /** Whether an operation declares that it validates its parameters. */
  readonly validates: boolean;
  hasSchema(name: string): boolean;
}

/** Where an application stands in the tree. */
export interface Place {
  readonly via: MountContext['via'];
  /** Full templates of the mounts entered, outermost first. */
  readonly mounts: readonly string[];
  readonly hosts: readonly string[];
  /** The mount paths, joined: the prefix of all routes of the application. */
  readonly prefix: string;
  /** Kinds of the applications around it, outermost first; a few answers depend on who catches exceptions. */
  readonly inside: readonly App['kind'][];
}

/** What a dialect uses to register routes. */
export interface Registry {
  /** A router by its name; null where none has it. */
  router(name: string): Router | null;
  add(registration: Omit<Registration, 'order' | 'disabled'>): Registration;
  /** Counts the disabled nodes that registrations are made in: 1 at the start of one, -1 at its end. */
  switchOff(by: 1 | -1): void;
  /** An application that a mount or host holds; an opaque one answers in the name of `holder`. */
  build(app: App, holder: Registration, place: Place): InSlices<AppMatcher>;
  /**
   * A value that is built at its first use, or before that by `CompiledApp.prepare`.
   *
   * @param size number of entries it is built from.
   */
  lazy<T>(size: number, build: () => InSlices<T>): () => T;
}

/** What a parameter takes: the convertor decides the match, the annotation the validation. */
export interface ParamSpec {
  readonly param: TemplateParam;
  /** Null where the handler doesn't declare it. */
  readonly annotation: Annotation | null;
}
