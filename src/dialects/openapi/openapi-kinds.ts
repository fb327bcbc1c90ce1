import type { RoutingKind } from '../app-kind.ts';

export const OPENAPI_OPTIONS = {
  base_path: {
    type: 'base-path',
    default: '',
    about: 'The base path in front of every path (openapi).',
    key: 'root_path',
  },
  /** The document's servers, the chosen one first. */
  servers: { type: 'texts', default: [], about: 'The servers of the document.', key: null },
} as const;

export const OPENAPI_KINDS = {
  /** An OpenAPI document read as an application. */
  openapi: {
    label: 'OpenAPI document',
    opaque: null,
    options: OPENAPI_OPTIONS,
    redirect: null,
    docs: null,
    builtIn: () => [],
    methodNotes: {},
    refuses: {
      frontend: {
        message: 'OpenAPI knows no frontend: this one answers nothing',
        expected: null,
        hint: null,
        ignored: true,
      },
    },
    bare: null,
  },
} as const satisfies Record<string, RoutingKind>;
