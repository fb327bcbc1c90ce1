import type { Dialect } from '../dialect.ts';
import { textFits } from './convertor-text.ts';
import { parsePath } from './path-syntax.ts';
import { buildStarlette } from './register.ts';

/** Starlette 1.9, as recorded; rules are cited from the sources of 1.3. */
export const starlette: Dialect = {
  name: 'starlette',
  appKinds: ['starlette', 'router'],
  parsePath,
  build(app, place, registry) {
    if (app.kind !== 'starlette' && app.kind !== 'router')
      throw new Error(`not an application of Starlette: ${app.kind}`);
    return buildStarlette(app, place, registry);
  },
  acceptsText: ({ param }, text) => textFits(param.convertor, text),
};
