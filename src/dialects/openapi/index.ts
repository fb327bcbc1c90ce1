import type { Dialect } from '../dialect.ts';
import { PYTHON_SYNTAX } from '../starlette/python-syntax.ts';
import { openApiPaths } from './key-syntax.ts';
import { OPENAPI_KINDS } from './openapi-kinds.ts';
import { buildOpenApi } from './register-document.ts';
import { checkValue } from './schema-check.ts';

/** A server that follows its OpenAPI document (3.1, 4.8.8): concrete paths before templated ones, everything checked. */
export const openapi: Dialect = {
  name: 'openapi',
  label: 'OpenAPI',
  kinds: OPENAPI_KINDS,
  paths: openApiPaths,
  ordered: false,
  assertsSlash: false,
  validates: true,
  routers: null,
  blindSpots: [],
  routesFile: PYTHON_SYNTAX,
  // Any document can be read as this; the frameworks before it in the registry come first.
  wroteDocument: () => true,
  build: buildOpenApi,
  acceptsText: ({ annotation }, text) =>
    text !== '' && !text.includes('/') && (annotation === null || checkValue(annotation, text) !== null),
};
