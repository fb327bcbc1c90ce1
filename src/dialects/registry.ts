import type { Registration } from '../model/registration.ts';
import type { FrameworkName, RouteTree, RoutingApp } from '../model/route-tree.ts';
import { type Building, finish } from './building.ts';
import type { Dialect, Registry } from './dialect.ts';
import { fastapi } from './fastapi/index.ts';
import { openapi } from './openapi/index.ts';
import { starlette } from './starlette/index.ts';

/** Every framework that there is. The next one is a folder and a line here. */
export const DIALECTS = { starlette, fastapi, openapi } as const satisfies Record<FrameworkName, Dialect>;

/** The framework that answers for a kind of application. */
export function dialectOf(kind: RoutingApp['kind']): Dialect {
  for (const dialect of Object.values<Dialect>(DIALECTS)) if (dialect.appKinds.includes(kind)) return dialect;
  throw new Error(`no dialect for applications of kind ${kind}`);
}

/** What compiling a tree collects: registrations in order, and what is built later. */
export interface Compilation {
  readonly registry: Registry;
  readonly declared: readonly Registration[];
  /** Everything asked for by `Registry.lazy`. */
  readonly lazy: readonly Lazy[];
}

/** See `Registry.lazy`. */
export interface Lazy {
  readonly size: number;
  isBuilt(): boolean;
  build(): Building<void>;
}

export function startCompilation(tree: RouteTree): Compilation {
  const routers = new Map(tree.routers.map((router) => [router.name, router]));
  const declared: Registration[] = [];
  const lazy: Lazy[] = [];
  let off = 0;
  const registry: Registry = {
    router: (name) => routers.get(name) ?? null,
    add({ node, kind, path, methods, automatic, name, nest }) {
      const order = declared.length;
      const registration = { order, node, kind, path, methods, automatic, name, nest, disabled: off > 0 };
      declared.push(registration);
      return registration;
    },
    switchOff(by) {
      off += by;
    },
    build: (app, place) => dialectOf(app.kind).build(app, place, registry),
    lazy<T>(size: number, build: () => Building<T>) {
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
