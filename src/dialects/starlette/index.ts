import type { Dialect } from '../dialect.ts';
import { textFits } from './convertors.ts';
import { starlettePaths } from './path-syntax.ts';
import { PYTHON_SYNTAX } from './python-syntax.ts';
import { buildStarlette } from './register-starlette.ts';
import { STARLETTE_KINDS } from './starlette-kinds.ts';

/** Starlette 1.9, as recorded; rules are cited from the sources of 1.3. */
export const starlette: Dialect = {
  name: 'starlette',
  label: 'Starlette',
  kinds: STARLETTE_KINDS,
  paths: starlettePaths,
  ordered: true,
  assertsSlash: true,
  validates: false,
  routers: null,
  blindSpots: ['order inside a path', 'convertors', 'mounts', 'hidden routes'],
  routesFile: PYTHON_SYNTAX,
  wroteDocument: () => false,
  build: buildStarlette,
  acceptsText: ({ param }, text) => textFits(param.convertor, text),
};
