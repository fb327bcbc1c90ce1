import type { Dialect } from '../dialect.ts';
import { textFits } from '../starlette/convertor-text.ts';
import { starlettePaths } from '../starlette/path-syntax.ts';
import { PYTHON_SYNTAX } from '../starlette/python-syntax.ts';
import { API_ROUTERS } from './api-routers.ts';
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
  routers: { ...API_ROUTERS, registerAlone: registerOrphan },
  blindSpots: ['order inside a path', 'convertors', 'mounts', 'hidden routes'],
  // The component is added as soon as an operation validates anything, together with its 422 answer (fastapi/openapi/utils.py).
  // In this order, since looking into the components takes longer.
  routesFile: PYTHON_SYNTAX,
  wroteDocument: (document) => document.validates && document.hasSchema('HTTPValidationError'),
  build: buildFastApi,
  acceptsText: (spec, text) => textFits(spec.param.convertor, text) && acceptsAnnotated(spec, text),
};
