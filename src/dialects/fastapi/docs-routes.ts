import type { FastApiApp } from '../../model/route-tree.ts';

/** A route that `FastAPI.setup` adds before any other (fastapi/applications.py). */
export interface DocsRoute {
  readonly name: string;
  readonly path: string;
}

/** Without the schema there are no pages, without Swagger UI there is no OAuth2 redirect. An empty URL counts as none. */
export function docsRoutes(app: FastApiApp): readonly DocsRoute[] {
  const { openapiUrl, docsUrl, swaggerUiOauth2RedirectUrl: oauth2, redocUrl } = app;
  if (!openapiUrl) return [];
  const routes: DocsRoute[] = [{ name: 'openapi', path: openapiUrl }];
  if (docsUrl) {
    routes.push({ name: 'swagger_ui_html', path: docsUrl });
    if (oauth2) routes.push({ name: 'swagger_ui_redirect', path: oauth2 });
  }
  if (redocUrl) routes.push({ name: 'redoc_html', path: redocUrl });
  return routes;
}
