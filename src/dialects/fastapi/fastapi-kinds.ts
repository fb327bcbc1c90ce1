import type { Options } from '../../model/route-tree.ts';
import type { BuiltInRoute, RoutingKind } from '../app-kind.ts';
import type { OptionSpec } from '../option.ts';
import { CORS_NOTE, REDIRECT_SLASHES } from '../starlette/starlette-kinds.ts';

const address = (path: string, what: string): OptionSpec<'address'> => ({
  type: 'address',
  default: path,
  about: `Where FastAPI serves ${what}; null switches it off.`,
});

/** FastAPI's own option names and defaults (fastapi/applications.py). */
const FASTAPI_OPTIONS = {
  redirect_slashes: REDIRECT_SLASHES,
  root_path: { type: 'root-path', default: '', about: 'The path prefix that a proxy strips (FastAPI).' },
  docs_url: address('/docs', 'Swagger UI (default /docs)'),
  redoc_url: address('/redoc', 'ReDoc (default /redoc)'),
  openapi_url: address(
    '/openapi.json',
    'the OpenAPI document (default /openapi.json), without which there are no docs either',
  ),
  swagger_ui_oauth2_redirect_url: address(
    '/docs/oauth2-redirect',
    "Swagger UI's OAuth2 redirect (default /docs/oauth2-redirect)",
  ),
} as const;

export const API_ROUTER_OPTIONS = {
  redirect_slashes: REDIRECT_SLASHES,
  prefix: { type: 'prefix', default: '', about: "The router's prefix." },
} as const;

export const FASTAPI_KINDS = {
  /** `FastAPI(...)`. */
  fastapi: {
    label: 'FastAPI application',
    opaque: null,
    options: FASTAPI_OPTIONS,
    redirect: 'redirect_slashes',
    docs: { pages: ['docs_url', 'redoc_url', 'openapi_url'], needs: 'openapi_url' },
    builtIn: docsRoutes,
    methodNotes: {
      OPTIONS: CORS_NOTE,
      // APIRoute takes its methods as they are given; Starlette's Route adds HEAD to GET (FastAPI 0.141.1 routing.py, Starlette 1.3.1 routing.py).
      HEAD: "FastAPI doesn't answer HEAD for GET routes; Starlette does",
    },
    refuses: {},
    bare: null,
  },
  /** A `fastapi.APIRouter` used as an app (mounted, not included). */
  apirouter: {
    label: 'APIRouter',
    opaque: null,
    options: API_ROUTER_OPTIONS,
    redirect: 'redirect_slashes',
    docs: null,
    builtIn: () => [],
    methodNotes: { OPTIONS: CORS_NOTE },
    refuses: {},
    bare: null,
  },
} as const satisfies Record<string, RoutingKind>;

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
