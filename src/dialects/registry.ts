import type { Registration } from '../model/registration.ts';
import { ORDER_STEP } from '../model/registration.ts';
import type { FrameworkName, RouteTree, RoutingApp } from '../model/route-tree.ts';
import type { Dialect, Registry } from './dialect.ts';
import { fastapi } from './fastapi/index.ts';
import { openapi } from './openapi/index.ts';
import { room } from './orders.ts';
import { starlette } from './starlette/index.ts';

/** Every framework that there is. The next one is a folder and a line here. */
export const DIALECTS = { starlette, fastapi, openapi } as const satisfies Record<FrameworkName, Dialect>;

/** The framework that answers for a kind of application. */
export function dialectOf(kind: RoutingApp['kind']): Dialect {
  for (const dialect of Object.values<Dialect>(DIALECTS)) if (dialect.appKinds.includes(kind)) return dialect;
  throw new Error(`no dialect for applications of kind ${kind}`);
}

/**
 * What the dialects register with. Registrations are appended to `into`; those of the earlier state that are no more are put
 * into `gone`.
 */
export function registryFor(
  tree: RouteTree,
  into: Registration[],
  earlier: RouteTree | null = null,
  gone: Set<Registration> = new Set(),
): Registry {
  const routers = new Map(tree.routers.map((router) => [router.name, router]));
  let order = 0;
  let step = ORDER_STEP;
  let off = 0;
  let failed = false;
  const registry: Registry = {
    router: (name) => routers.get(name) ?? null,
    add({ node, kind, path, methods, automatic, name, nest }) {
      const registration: Registration = {
        order,
        node,
        kind,
        path,
        methods,
        automatic,
        name,
        nest,
        disabled: off > 0,
      };
      order += step;
      into.push(registration);
      return registration;
    },
    switchOff(by) {
      off += by;
    },
    build: (app, place) => dialectOf(app.kind).build(app, place, registry),
    between(low, high, count) {
      const found = room(low, high, count);
      if (found === null) failed = true;
      else ({ first: order, step } = found);
    },
    drop(registration) {
      gone.add(registration);
    },
    replace(registration, node) {
      gone.add(registration);
      const replaced = { ...registration, node };
      into.push(replaced);
      return replaced;
    },
    giveUp() {
      failed = true;
    },
    get failed() {
      return failed;
    },
    routersChanged: earlier !== null && tree.routers.some((router, i) => router !== earlier.routers[i]),
  };
  return registry;
}
