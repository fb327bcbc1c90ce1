import { RULES, type TextRule } from './text-rules.ts';

/**
 * What a routes file may hold, as one table: the validator (validate.ts) and the published JSON Schema (json-schema.ts) are
 * both made from it, so they can't differ. What needs more than one entry to judge (unknown routers, cycles, convertors) is
 * in check-paths.ts and check-includes.ts.
 */
export type AppKind = string;

export type ValueSpec =
  | { readonly type: 'text'; readonly rule?: TextRule; readonly orNull?: true }
  | { readonly type: 'flag' }
  | { readonly type: 'choice'; readonly values: readonly (string | null)[] }
  | { readonly type: 'texts'; readonly rule?: TextRule; readonly atLeastOne?: true }
  | { readonly type: 'annotations' }
  | { readonly type: 'routes' | 'routers' | 'app' };

export interface KeySpec {
  readonly value: ValueSpec;
  readonly required?: true;
  /** For app options: the kinds of application that have it; absent: all. */
  readonly kinds?: readonly AppKind[];
  /** One or two sentences for the person who writes the file; shown by editors. */
  readonly about: string;
}

export type Keys = Readonly<Record<string, KeySpec>>;

const text = (rule?: TextRule): ValueSpec => (rule ? { type: 'text', rule } : { type: 'text' });
const flag: ValueSpec = { type: 'flag' };
const texts: ValueSpec = { type: 'texts' };
const METHODS: KeySpec = {
  value: { type: 'texts', rule: RULES.method, atLeastOne: true },
  required: true,
  about: 'The methods that it answers, like [GET, DELETE].',
};
const docsUrl = (what: string): KeySpec => ({
  value: { type: 'text', rule: RULES.slashOrEmpty, orNull: true },
  kinds: ['fastapi'],
  about: `Where FastAPI serves ${what}; null switches it off.`,
});

const DECLARED: Keys = {
  late: { value: flag, about: 'Registered after everything else in its list, and after its router was included.' },
  source: {
    value: text(RULES.filled),
    about: 'Where the program declares it, as file:line. Without it, the line of this file.',
  },
};

const DOCUMENTED: Keys = {
  name: { value: text(), about: "The route's name, as url_path_for() knows it." },
  tags: { value: texts, about: 'Tags that it is documented under.' },
  summary: { value: text(), about: 'What it does, in one line.' },
  deprecated: { value: flag, about: 'Whether it is documented as deprecated.' },
  security: { value: texts, about: 'Names of the security schemes that it asks for.' },
};

const APP: KeySpec = { value: { type: 'app' }, required: true, about: 'The application that is mounted here.' };
const MOUNT_NAME: KeySpec = { value: text(), about: 'The name of the mount, as url_path_for() knows it.' };

/** The long forms of a route, told apart by the key that names the kind. */
export const FORMS = {
  path: {
    label: 'a route',
    about: 'A route with a function as its handler.',
    keys: {
      path: {
        value: text(),
        required: true,
        about: 'The path as in the program, convertors included, like /files/{rest:path}.',
      },
      methods: METHODS,
      params: {
        value: { type: 'annotations' },
        about: "The handler's annotations of its path parameters. One that is not listed is not validated.",
      },
      plain: {
        value: flag,
        about: 'Registered with add_route: a plain Starlette route, even on a FastAPI application.',
      },
      ...DOCUMENTED,
      ...DECLARED,
    },
  },
  endpoint: {
    label: 'an endpoint class',
    about: 'A Starlette HTTPEndpoint class: it takes every method of its path, and answers 405 itself.',
    keys: {
      endpoint: { value: text(RULES.slash), required: true, about: 'The path of the HTTPEndpoint class.' },
      methods: { ...METHODS, about: 'The methods that the class has handlers for.' },
      ...DOCUMENTED,
      ...DECLARED,
    },
  },
  include: {
    label: 'an include',
    about: 'include_router(router, prefix=...).',
    keys: {
      include: { value: text(RULES.filled), required: true, about: 'The name of a router under `routers`.' },
      prefix: { value: text(RULES.prefix), about: "Put in front of the router's own prefix." },
      ...DECLARED,
    },
  },
  mount: {
    label: 'a mount',
    about: 'mount(path, app): takes everything under its path, and its answer is final.',
    keys: {
      mount: {
        value: text(RULES.slashOrEmpty),
        required: true,
        about: 'The path under which the application is mounted.',
      },
      app: APP,
      name: MOUNT_NAME,
      ...DECLARED,
    },
  },
  host: {
    label: 'a host',
    about: 'host(pattern, app): takes every request for a matching host.',
    keys: {
      host: {
        value: text(RULES.host),
        required: true,
        about: 'The host, without port; may hold parameters: "{tenant}.example.org".',
      },
      app: APP,
      name: MOUNT_NAME,
      ...DECLARED,
    },
  },
  websocket: {
    label: 'a websocket',
    about: 'A websocket route; it never answers an HTTP request.',
    keys: {
      websocket: { value: text(), required: true, about: 'The path of the websocket.' },
      ...DOCUMENTED,
      ...DECLARED,
    },
  },
  frontend: {
    label: 'a frontend',
    about: "FastAPI's app.frontend(): files that are asked last.",
    keys: {
      frontend: { value: text(RULES.slash), required: true, about: 'The path under which the files are served.' },
      files: { value: texts, about: 'The files of its directory, relative, with /.' },
      fallback: {
        value: { type: 'choice', values: ['auto', 'index.html', '404.html', null] },
        about: 'What a browser gets for a path without a file; auto when absent.',
      },
      ...DECLARED,
    },
  },
} as const satisfies Record<string, { label: string; about: string; keys: Keys }>;

export type FormName = keyof typeof FORMS;
export const FORM_NAMES = Object.keys(FORMS) as FormName[];

const ROUTING: readonly AppKind[] = ['fastapi', 'starlette', 'router', 'apirouter', 'openapi'];

/** Options of an application; FastAPI's and Starlette's own names and defaults. */
const OPTIONS: Keys = {
  redirect_slashes: {
    value: flag,
    kinds: ['fastapi', 'starlette', 'router', 'apirouter'],
    about: 'Whether a request that misses by its trailing slash is redirected; true when absent.',
  },
  root_path: {
    value: text(),
    kinds: ['fastapi', 'openapi'],
    about: 'The path prefix that a proxy strips (FastAPI), or the base path in front of every path (openapi).',
  },
  docs_url: docsUrl('Swagger UI (default /docs)'),
  redoc_url: docsUrl('ReDoc (default /redoc)'),
  openapi_url: docsUrl('the OpenAPI document (default /openapi.json), without which there are no docs either'),
  swagger_ui_oauth2_redirect_url: docsUrl("Swagger UI's OAuth2 redirect (default /docs/oauth2-redirect)"),
  routers: {
    value: { type: 'routers' },
    kinds: ROUTING,
    about: 'APIRouters by name. One that nothing includes registers nothing.',
  },
  routes: { value: { type: 'routes' }, kinds: ROUTING, about: 'What the application registers, in order.' },
};

const FRAMEWORK: KeySpec = {
  value: { type: 'choice', values: ['fastapi', 'starlette', 'openapi'] },
  about: 'How requests are answered; fastapi when absent.',
};
const KIND_ABOUT =
  'What the application is; `framework` says the same. router is a starlette.routing.Router, apirouter an APIRouter used as an app.';
const PREFIX: KeySpec = { value: text(RULES.prefix), kinds: ['apirouter'], about: "The router's prefix." };

export const TOP_KEYS: Keys = {
  $schema: { value: text(), about: 'The address of this schema, for editors. Not read.' },
  framework: FRAMEWORK,
  kind: { value: { type: 'choice', values: ROUTING }, about: KIND_ABOUT },
  prefix: PREFIX,
  ...OPTIONS,
  server_root_path: {
    value: text(),
    about: "The server's --root-path, put in front before the application sees the path.",
  },
};

export const APP_KEYS: Keys = {
  kind: {
    value: { type: 'choice', values: [...ROUTING, 'static', 'asgi'] },
    about: `${KIND_ABOUT} static are StaticFiles, asgi anything else.`,
  },
  framework: FRAMEWORK,
  prefix: PREFIX,
  ...OPTIONS,
  files: { value: texts, kinds: ['static'], about: 'The files of the directory, relative, with /.' },
  html: {
    value: flag,
    kinds: ['static'],
    about: 'StaticFiles(html=True): index.html for folders, 404.html for what is missing.',
  },
};

export const ROUTER_KEYS: Keys = {
  prefix: { value: text(RULES.prefix), about: "The router's own prefix." },
  redirect_slashes: { value: flag, about: 'Ignored once the router is included, as in FastAPI.' },
  routes: { value: { type: 'routes' }, about: 'What the router registers wherever it is included.' },
};
