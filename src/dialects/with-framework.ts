import type { FrameworkName, RouteTree, RoutingApp } from '../model/route-tree.ts';

/**
 * The tree as another framework would answer it: only the outermost application changes, with the options that both
 * know kept and the others at the new framework's defaults. The same tree where it is of that framework already.
 */
export function withFramework(tree: RouteTree, name: FrameworkName): RouteTree {
  return tree.app.kind === name ? tree : { ...tree, app: convert(tree.app, name) };
}

function convert(app: RoutingApp, name: FrameworkName): RoutingApp {
  const { id, routes } = app;
  const redirectSlashes = 'redirectSlashes' in app ? app.redirectSlashes : true;
  const base = 'basePath' in app ? app.basePath : 'rootPath' in app ? app.rootPath : '';
  switch (name) {
    case 'starlette':
      return { id, kind: name, routes, redirectSlashes };
    case 'openapi':
      return { id, kind: name, routes, basePath: base, servers: [] };
    case 'fastapi':
      return {
        id,
        kind: name,
        routes,
        redirectSlashes,
        rootPath: base,
        docsUrl: '/docs',
        redocUrl: '/redoc',
        openapiUrl: '/openapi.json',
        swaggerUiOauth2RedirectUrl: '/docs/oauth2-redirect',
      };
  }
}
