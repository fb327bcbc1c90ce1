import type { Dialect } from '../dialect.ts';
import { textFits } from '../starlette/convertors.ts';
import { starlettePaths } from '../starlette/path-syntax.ts';
import { PYTHON_SYNTAX } from '../starlette/python-syntax.ts';
import { REDIRECT_SLASHES } from '../starlette/starlette-kinds.ts';
import { FASTAPI_KINDS } from './fastapi-kinds.ts';
import { buildFastApi, registerOrphan } from './register-fastapi.ts';
import { acceptsAnnotated } from './validate-params.ts';

/** FastAPI 0.162 on Starlette 1.9 and pydantic 2.14, as recorded; rules are cited from the sources of 0.141. */
export const fastapi: Dialect = {
  name: 'fastapi',
  label: 'FastAPI',
  kinds: FASTAPI_KINDS,
  paths: starlettePaths,
  ordered: true,
  assertsSlash: false,
  validates: true,
  routers: {
    kind: 'apirouter',
    options: {
      redirect_slashes: { ...REDIRECT_SLASHES, about: 'Ignored once the router is included, as in FastAPI.' },
    },
    // What is Starlette's own goes without its router's prefix (fastapi/routing.py, 0.141.1).
    skipsPrefix: (node) => node.kind === 'mount' || node.kind === 'endpoint' || (node.kind === 'route' && node.plain),
    registerAlone: registerOrphan,
  },
  blindSpots: ['order inside a path', 'convertors', 'mounts', 'hidden routes'],
  routesFile: PYTHON_SYNTAX,
  // The component is added as soon as an operation validates anything, together with its 422 answer (fastapi/openapi/utils.py).
  // In this order, since looking into the components takes longer.
  wroteDocument: (document) => document.validates && document.hasSchema('HTTPValidationError'),
  build: buildFastApi,
  acceptsText: (spec, text) => textFits(spec.param.convertor, text) && acceptsAnnotated(spec, text),
};
