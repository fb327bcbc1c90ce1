import type { Dialect } from '../dialect.ts';
import { textFits } from '../starlette/convertor-text.ts';
import { parsePath } from '../starlette/path-syntax.ts';
import { buildFastApi } from './register.ts';
import { acceptsAnnotated } from './validate-params.ts';

/** FastAPI 0.162 on Starlette 1.9 and pydantic 2.14, as recorded; rules are cited from the sources of 0.141. */
export const fastapi: Dialect = {
  name: 'fastapi',
  appKinds: ['fastapi', 'apirouter'],
  parsePath,
  build(app, place, registry) {
    if (app.kind !== 'fastapi' && app.kind !== 'apirouter')
      throw new Error(`not an application of FastAPI: ${app.kind}`);
    return buildFastApi(app, place, registry);
  },
  acceptsText: (spec, text) => textFits(spec.param.convertor, text) && acceptsAnnotated(spec, text),
};
