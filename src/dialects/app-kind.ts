import type { Registration } from '../model/registration.ts';
import type { App, Options, RouteNode } from '../model/route-tree.ts';
import type { AppMatcher } from './app-matcher.ts';
import type { OptionSpecs } from './option.ts';

/** A kind of application: what `kind` of a routes file names. */
export type AppKind = RoutingKind | OpaqueKind;

interface KindBase {
  /** What people call one: "FastAPI application", "APIRouter". */
  readonly label: string;
  /** Its options in the order in which people are shown them. */
  readonly options: OptionSpecs;
}

/** An application that holds routes. */
export interface RoutingKind extends KindBase {
  readonly opaque: null;
  /** The option, a flag, that decides whether a slash too many or too few is redirected; null where it never is. */
  readonly redirect: string | null;
  /** Its documentation pages; null where there are none. */
  readonly docs: DocsOptions | null;
  /** Routes that the framework registers before any other, given the application's options. */
  builtIn(options: Options): readonly BuiltInRoute[];
  /** What a request gets told that asks with a method no route has, by method: who answers it instead. */
  readonly methodNotes: Readonly<Partial<Record<string, string>>>;
  /** Nodes that it can't hold, and what a routes file that has one is told. */
  readonly refuses: Readonly<Partial<Record<RouteNode['kind'], Refusal>>>;
  /** Options with which it adds nothing to the applications that it mounts; null where it always does. */
  readonly bare: Options | null;
}

/** An application of which only its place is known: it answers everything below its mount. */
export interface OpaqueKind extends KindBase {
  readonly opaque: OpaqueBehaviour;
}

export interface OpaqueBehaviour {
  /** What it answers, for the details of its mount. */
  readonly about: string;
  /** Paths that it answers, relative; null where that's unknown. */
  files(options: Options): readonly string[] | null;
  /** The methods that it answers; null for all. */
  readonly methods: readonly string[] | null;
  /** Answers in the name of the mount that holds it. */
  matcher(app: App, registration: Registration, mounts: readonly string[]): AppMatcher;
}

/** A route that a framework adds by itself. */
export interface BuiltInRoute {
  readonly name: string;
  readonly path: string;
}

/** The options of type `address` that move documentation pages. */
export interface DocsOptions {
  readonly pages: readonly string[];
  /** The one without which there are no pages at all. */
  readonly needs: string;
}

/** Why an application can't hold a node. */
export interface Refusal {
  readonly message: string;
  readonly expected: string | null;
  readonly hint: string | null;
  /** It's left out rather than refused: a warning is enough. */
  readonly ignored?: true;
}
