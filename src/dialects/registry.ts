import type { Registration } from '../model/registration.ts';
import type { App, FrameworkName, Options, RouteTree, RoutingApp } from '../model/route-tree.ts';
import type { AppKind, RoutingKind } from './app-kind.ts';
import type { Dialect, Registry } from './dialect.ts';
import { fastapi } from './fastapi/index.ts';
import { finish, type InSlices } from './in-slices.ts';
import { openapi } from './openapi/index.ts';
import type { OptionSpecs } from './option.ts';
import { starlette } from './starlette/index.ts';

/**
 * Every framework that there is; the next one is a folder and a line here. The first answers for a source that doesn't name
 * one. Of an OpenAPI document the first is the author whose signs it bears.
 */
export const DIALECTS: readonly Dialect[] = [fastapi, starlette, openapi];

export const FRAMEWORK_NAMES: readonly FrameworkName[] = DIALECTS.map(({ name }) => name);

/** The framework, and the kind of its applications, where a source doesn't name one. */
export const DEFAULT_FRAMEWORK = (DIALECTS[0] as Dialect).name;

/** Every kind of application, by name, those of a framework together. */
export const APP_KINDS: ReadonlyMap<string, AppKind> = new Map(DIALECTS.flatMap(({ kinds }) => Object.entries(kinds)));

/** A kind of application by its name. */
export function appKind(kind: string): AppKind {
  return APP_KINDS.get(kind) ?? missing(`kind of application ${kind}`);
}

const BY_NAME = new Map(DIALECTS.map((dialect) => [dialect.name, dialect]));
const BY_KIND = new Map(DIALECTS.flatMap((dialect) => Object.keys(dialect.kinds).map((kind) => [kind, dialect])));

/** A framework by its name. */
export function dialectNamed(name: FrameworkName): Dialect {
  return BY_NAME.get(name) ?? missing(`framework ${name}`);
}

/** The framework that answers for a kind of application. */
export function dialectOf(kind: string): Dialect {
  return BY_KIND.get(kind) ?? missing(`kind of application ${kind}`);
}

/** The framework that a registration belongs to. */
export const dialectFor = ({ mountContext }: Registration): Dialect => dialectNamed(mountContext.framework);

/** What kind of application one is. */
export function kindOf(app: RoutingApp): RoutingKind;
export function kindOf(app: App): AppKind;
export function kindOf({ kind }: App): AppKind {
  return appKind(kind);
}

/** The framework that reads the declared routers of a tree: its own, or the first one that has routers. */
export function routerDialect({ app }: { readonly app: { readonly kind: string } }): Dialect {
  const own = dialectOf(app.kind);
  return [own, ...DIALECTS].find(({ routers }) => routers !== null) ?? own;
}

/** Options that a declared router may have, in any framework. */
export const routerOptions: OptionSpecs = Object.assign({}, ...DIALECTS.map(({ routers }) => routers?.options));

/** A kind of application that can add nothing to what it mounts, and the options that make it so. */
export function bareKind(): { readonly kind: string; readonly options: Options } {
  for (const [kind, { opaque, ...rest }] of APP_KINDS) {
    if (opaque === null && 'bare' in rest && rest.bare !== null) return { kind, options: rest.bare };
  }
  return missing('kind of application that adds nothing');
}

function missing(what: string): never {
  throw new Error(`no ${what}`);
}

/** What compiling a tree collects: registrations in order, and values that are built later. */
export interface Compilation {
  readonly registry: Registry;
  readonly declared: readonly Registration[];
  /** All values of `Registry.lazy`. */
  readonly lazy: readonly Lazy[];
}

/** See `Registry.lazy`. */
export interface Lazy {
  readonly size: number;
  isBuilt(): boolean;
  build(): InSlices<void>;
}

export function startCompilation(tree: RouteTree): Compilation {
  const routers = new Map(tree.routers.map((router) => [router.name, router]));
  const declared: Registration[] = [];
  const lazy: Lazy[] = [];
  let off = 0;
  const registry: Registry = {
    router: (name) => routers.get(name) ?? null,
    add({ node, kind, path, methods, automatic, name, mountContext }) {
      const order = declared.length;
      const registration = { order, node, kind, path, methods, automatic, name, mountContext, disabled: off > 0 };
      declared.push(registration);
      return registration;
    },
    switchOff(by) {
      off += by;
    },
    *build(app, holder, place) {
      if ('routes' in app) return yield* dialectOf(app.kind).build(app, place, registry);
      const { opaque } = appKind(app.kind);
      return opaque ? opaque.matcher(app, holder, place.mounts) : missing(`routes of the ${app.kind} application`);
    },
    lazy<T>(size: number, build: () => InSlices<T>) {
      let built: { readonly value: T } | null = null;
      lazy.push({
        size,
        isBuilt: () => built !== null,
        *build() {
          built ??= { value: yield* build() };
        },
      });
      return () => {
        built ??= { value: finish(build()) };
        return built.value;
      };
    },
  };
  return { registry, declared, lazy };
}
