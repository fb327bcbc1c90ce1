import type { Options } from '../../model/route-tree.ts';
import type { BuiltInRoute } from '../app-kind.ts';

/**
 * The routes that `FastAPI.setup` adds before any other (fastapi/applications.py). Without the schema there are no pages,
 * without Swagger UI there is no OAuth2 redirect.
 */
export function docsRoutes(options: Options): readonly BuiltInRoute[] {
  const { openapi_url: schema, docs_url: docs, swagger_ui_oauth2_redirect_url: oauth2, redoc_url: redoc } = options;
  if (!schema) return [];
  const routes: BuiltInRoute[] = [{ name: 'openapi', path: String(schema) }];
  if (docs) {
    routes.push({ name: 'swagger_ui_html', path: String(docs) });
    if (oauth2) routes.push({ name: 'swagger_ui_redirect', path: String(oauth2) });
  }
  if (redoc) routes.push({ name: 'redoc_html', path: String(redoc) });
  return routes;
}
