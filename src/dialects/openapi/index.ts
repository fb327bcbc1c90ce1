import type { PathTemplate } from '../../model/path-template.ts';
import type { Dialect } from '../dialect.ts';
import { parseKey, parseParts } from './path-syntax.ts';
import { buildOpenApi } from './register.ts';
import { checkValue } from './schema-check.ts';

/** A server that follows its OpenAPI document (3.1, 4.8.8): concrete paths before templated ones, everything checked. */
export const openapi = {
  name: 'openapi',
  appKinds: ['openapi'],
  parsePath: (path: string): PathTemplate => parseKey(path),
  /** The parts of a full path, slashes inside the literals. */
  parts: parseParts,
  build(app, place, registry) {
    if (app.kind !== 'openapi') throw new Error(`not an OpenAPI document: ${app.kind}`);
    return buildOpenApi(app, place, registry);
  },
  acceptsText: ({ annotation }, text) =>
    text !== '' && !text.includes('/') && (annotation === null || checkValue(annotation, text) !== null),
} as const satisfies Dialect & { parts: unknown };
