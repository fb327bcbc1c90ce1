import type { Registration } from '../model/registration.ts';
import type { FrameworkName, RouteTree, RoutingApp } from '../model/route-tree.ts';
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

/** What the dialects register with; registrations are appended to `into`. */
export function registryFor(tree: RouteTree, into: Registration[]): Registry {
  const routers = new Map(tree.routers.map((router) => [router.name, router]));
  const registry: Registry = {
    router: (name) => routers.get(name) ?? null,
    add({ node, kind, path, methods, automatic, name, nest }) {
      const registration: Registration = {
        order: into.length,
        node,
        kind,
        path,
        methods,
        automatic,
        name,
        nest,
        disabled: false,
      };
      into.push(registration);
      return registration;
    },
    build: (app, place) => dialectOf(app.kind).build(app, place, registry),
  };
  return registry;
}
