import type { FrameworkName, Route, RouteTree, RoutingApp } from '../../model/route-tree.ts';
import type { Operation } from './operations.ts';
import type { Server } from './servers.ts';
import { own } from './values.ts';

/** What an OpenAPI document that FastAPI wrote doesn't show, in words for the header. */
const FASTAPI_BLIND_SPOTS: readonly string[] = ['order inside a path', 'convertors', 'mounts', 'hidden routes'];

/**
 * The framework that wrote a document: FastAPI shows by the component `HTTPValidationError` (fastapi/openapi/utils.py), which it
 * adds as soon as an operation validates anything, together with that operation's 422 answer.
 */
export function frameworkOf(root: unknown, operations: readonly Operation[]): FrameworkName {
  // In this order, since looking into the components takes longer.
  if (!operations.some((operation) => operation.validates)) return 'openapi';
  return own(own(own(root, 'components'), 'schemas'), 'HTTPValidationError') === undefined ? 'openapi' : 'fastapi';
}

/** An application with one route for each operation, in document order. Ids count up, so the same text gives the same ids. */
export function buildTree(
  operations: readonly Operation[],
  framework: FrameworkName,
  servers: readonly Server[],
): RouteTree {
  const basePath = servers[0]?.basePath ?? '';
  const routes = operations.map(({ route }, i) => {
    route.id = i + 1;
    return route;
  });
  return {
    app: appOf(framework, routes, basePath, servers),
    routers: [],
    serverRootPath: '',
    blindSpots: framework === 'openapi' ? [] : FASTAPI_BLIND_SPOTS,
  };
}

function appOf(
  kind: FrameworkName,
  routes: readonly Route[],
  basePath: string,
  servers: readonly Server[],
): RoutingApp {
  if (kind === 'openapi') return { id: 0, kind, routes, basePath, servers: servers.map((server) => server.url) };
  if (kind === 'starlette') return { id: 0, kind, routes, redirectSlashes: true };
  return {
    id: 0,
    kind,
    routes,
    redirectSlashes: true,
    rootPath: basePath,
    docsUrl: '/docs',
    redocUrl: '/redoc',
    openapiUrl: '/openapi.json',
    swaggerUiOauth2RedirectUrl: '/docs/oauth2-redirect',
  };
}
