import type { OpaqueKind, Refusal, RoutingKind } from '../app-kind.ts';
import type { OptionSpec } from '../option.ts';
import { opaqueMatcher, STATIC_OPTIONS, staticMatcher } from './static-files.ts';

export const REDIRECT_SLASHES: OptionSpec<'flag'> = {
  type: 'flag',
  default: true,
  about: 'Whether a request that misses by its trailing slash is redirected; true when absent.',
};

/** Starlette answers neither preflights nor, for methods as given, HEAD: what else does. */
export const CORS_NOTE =
  'browsers send OPTIONS before a cross-origin request (CORS): CORSMiddleware answers it, not a route';

const NO_INCLUDE: Refusal = {
  message: 'Starlette has no include_router',
  expected: 'an application of kind fastapi or apirouter',
  hint: 'mount {kind: router} or {kind: apirouter} instead',
};

const noFrontend = (kind: string): Refusal => ({
  message: `only a FastAPI application or APIRouter has a frontend; this one is ${kind}`,
  expected: 'kind: fastapi or apirouter',
  hint: 'mount {kind: static} instead',
});

export const STARLETTE_OPTIONS = { redirect_slashes: REDIRECT_SLASHES };

const routing = (kind: string, label: string) =>
  ({
    label,
    opaque: null,
    options: STARLETTE_OPTIONS,
    redirect: 'redirect_slashes',
    docs: null,
    builtIn: () => [],
    methodNotes: { OPTIONS: CORS_NOTE },
    refuses: { include: NO_INCLUDE, frontend: noFrontend(kind) },
    bare: { redirect_slashes: false },
  }) as const satisfies RoutingKind;

/** Kinds of application that Starlette has, and what it may mount. */
export const STARLETTE_KINDS = {
  /** `Starlette(...)`; `redirect_slashes` is its router's. */
  starlette: routing('starlette', 'Starlette application'),
  /** A bare `starlette.routing.Router` used as an app: it answers in plain text and raises nothing. */
  router: routing('router', 'starlette.routing.Router'),
  /** `StaticFiles(directory, html=...)`; `files` stands for the directory. */
  static: {
    label: 'StaticFiles',
    options: STATIC_OPTIONS,
    opaque: {
      about: 'static files: whatever is not there is a 404',
      files: ({ files }) => files as readonly string[],
      methods: ['GET', 'HEAD'],
      matcher: staticMatcher,
    },
  } satisfies OpaqueKind,
  /** Any other ASGI application. */
  asgi: {
    label: 'ASGI application',
    options: {},
    opaque: {
      about: 'another application: it answers everything under here',
      files: () => null,
      methods: null,
      matcher: (_app, registration, mounts) => opaqueMatcher(registration, mounts),
    },
  } satisfies OpaqueKind,
} as const;
