/**
 * The routes file's shape after validation: the types that `schema/routes-file.schema.json` describes to editors.
 * Keys keep the frameworks' own names. `build-tree.ts` turns it into a RouteTree.
 */
export interface RoutesFile extends AppOptions {
  /** For editors; not read. */
  $schema?: string;
  /** `kind` and `framework` say the same thing; at most one is given, FastAPI where none is. */
  framework?: 'fastapi' | 'starlette' | 'openapi';
  kind?: 'fastapi' | 'starlette' | 'router' | 'apirouter' | 'openapi';
  prefix?: string;
  server_root_path?: string;
  /** Router names are those of the whole file, wherever they are declared. */
  routers?: Record<string, RouterShape>;
  routes?: RouteShape[];
}

/** FastAPI's own option names and defaults; `redirect_slashes` is Starlette's too, `root_path` is OpenAPI's base path. */
export interface AppOptions {
  redirect_slashes?: boolean;
  root_path?: string;
  docs_url?: string | null;
  redoc_url?: string | null;
  openapi_url?: string | null;
  swagger_ui_oauth2_redirect_url?: string | null;
}

export interface RouterShape {
  prefix?: string;
  redirect_slashes?: boolean;
  routes?: RouteShape[];
}

/** `METHOD[,METHOD] PATH`, or one of the long forms, told apart by the key that names the kind. */
export type RouteShape =
  | string
  | FunctionShape
  | EndpointShape
  | IncludeShape
  | MountShape
  | HostShape
  | WebSocketShape
  | FrontendShape;

interface Documented {
  name?: string;
  tags?: string[];
  summary?: string;
  deprecated?: boolean;
  security?: string[];
}

interface Declared {
  late?: boolean;
  /** `file.py:12`: where the program declares it. Without it, the routes file's own line. */
  source?: string;
}

interface FunctionShape extends Documented, Declared {
  path: string;
  methods: string[];
  params?: Record<string, string>;
  plain?: boolean;
}
interface EndpointShape extends Documented, Declared {
  endpoint: string;
  methods: string[];
}
interface IncludeShape extends Declared {
  include: string;
  prefix?: string;
}
interface MountShape extends Declared {
  mount: string;
  app: AppShape;
  name?: string;
}
interface HostShape extends Declared {
  host: string;
  app: AppShape;
  name?: string;
}
interface WebSocketShape extends Documented, Declared {
  websocket: string;
}
interface FrontendShape extends Declared {
  frontend: string;
  files?: string[];
  fallback?: 'auto' | 'index.html' | '404.html' | null;
}

/** `kind` and `framework` say the same thing; at most one is given, FastAPI where none is. */
export interface AppShape extends AppOptions {
  kind?: 'fastapi' | 'starlette' | 'router' | 'apirouter' | 'static' | 'asgi' | 'openapi';
  framework?: 'fastapi' | 'starlette' | 'openapi';
  prefix?: string;
  files?: string[];
  html?: boolean;
  routers?: Record<string, RouterShape>;
  routes?: RouteShape[];
}
