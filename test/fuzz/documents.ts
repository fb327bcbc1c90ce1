import fc from 'fast-check';
import { stringify } from 'yaml';
import { routesFile } from '../formats/routes-file/arbitrary.ts';
import { damaged, longText, text } from './texts.ts';

const WORDS = [
  ...['openapi', 'swagger', 'info', 'paths', 'webhooks', 'servers', 'url', 'variables', 'default', 'host', 'basePath', 'components'],
  ...['parameters', 'pathItems', 'schemas', '$ref', 'in', 'path', 'name', 'id', 'schema', 'type', 'integer', 'string', 'number'],
  ...['get', 'post', 'query', 'additionalOperations', 'tags', 'security', 'responses', '422', 'operationId', 'enum', 'const', 'pattern'],
  ...['format', 'minimum', 'allOf', 'anyOf', 'oneOf', 'items', 'explode', 'style', 'simple', 'label', 'matrix'],
  ...['framework', 'fastapi', 'starlette', 'routes', 'routers', 'prefix', 'include', 'mount', 'app', 'kind', 'static', 'asgi', 'files'],
  ...['methods', 'params', 'source', 'late', 'plain', 'websocket', 'endpoint', 'frontend', 'fallback', 'redirect_slashes', 'root_path'],
  ...['scenario', 'base', 'edits', 'move', 'above', 'remove', 'disable', 'add', 'to', 'request', 'status', 'route', 'requests', 'expect', 'headers', 'host', 'outcome', 'allow', 'location'],
  ...['__proto__', 'constructor', 'toString', '', '#', '/', '<<', '3.1.0', '2.0', '#/paths/~1a', 'x.yaml#/y', '../up.yaml', 'http://h/x'],
  ...['/a/{id}', '/{id}', '/a', '/{a}/{b}.json', '/{id:path}', '/x:verb', '{a}-{b}-{c}', '(a+)+$', '^(([a-z])+.)+[A-Z]$', '(a|a)*b', '\\1'],
]; // biome-ignore format: a table reads better packed

const word = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...WORDS) }, { weight: 1, arbitrary: text });

/** Any value that JSON can hold, made of words that mean something. */
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(word, fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(word, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

const pattern = fc.oneof(
  fc.constantFrom('(a+)+$', '^(\\w+\\s?)*$', '([a-zA-Z]+)*\\d', '(a|aa)+$', '(.*a){20}', '^(?=(a+))\\1b', '[', '(?<n>', '\\p{L}+', '.{0,99999}', 'a{1000}{1000}'),
  text,
); // biome-ignore format: a table reads better packed
const pathKey = fc
  .array(fc.oneof(fc.constantFrom('users', 'v1', '{id}', '{id}.json', '{a}-{b}', '{a}{b}{c}{d}', ':id', '<id>', '{id:path}', '{*rest}', '', '{', 'x:y', '('), text), { maxLength: 5 })
  .map((segments) => `/${segments.join('/')}`); // biome-ignore format: a table reads better packed
const schema = fc.oneof(
  fc.record(
    {
      type: fc.constantFrom('integer', 'string', 'number', 'boolean', 'array', ['string', 'null'], 'nonsense'),
      format: fc.constantFrom('uuid', 'date', 'date-time', 'int32', 'x'),
      pattern,
      enum: fc.array(fc.oneof(text, fc.integer(), fc.constant(null)), { maxLength: 4 }),
      minimum: fc.oneof(fc.integer(), fc.double()),
      maxLength: fc.oneof(fc.nat(), fc.constant(-1)),
      items: anything,
      $ref: word,
    },
    { requiredKeys: [] },
  ),
  anything,
);
const parameter = fc.record(
  {
    in: fc.constantFrom('path', 'query', 'header', 'body'),
    name: fc.oneof(fc.constantFrom('id', 'a', 'b', 'c'), text),
    required: fc.boolean(),
    style: fc.constantFrom('simple', 'label', 'matrix', 'form'),
    explode: fc.boolean(),
    schema,
  },
  { requiredKeys: ['in', 'name'] },
);
const operation = fc.record(
  {
    operationId: text,
    summary: longText,
    tags: fc.array(text, { maxLength: 3 }),
    deprecated: fc.boolean(),
    security: fc.array(fc.dictionary(text, fc.constant([]), { maxKeys: 2 }), { maxLength: 2 }),
    parameters: fc.oneof(
      { weight: 4, arbitrary: fc.array(parameter, { maxLength: 4 }) },
      { weight: 1, arbitrary: anything },
    ),
    servers: fc.array(fc.record({ url: fc.oneof(text, pathKey) }), { maxLength: 2 }),
    responses: fc.constantFrom({ 422: {} }, { 200: { description: 'ok' } }, null),
  },
  { requiredKeys: [] },
);
const pathItem = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.dictionary(
      fc.constantFrom('get', 'post', 'put', 'delete', 'query', 'trace', 'x-y', 'GET', 'parameters'),
      operation,
      {
        maxKeys: 4,
        noNullPrototype: true,
      },
    ),
  },
  { weight: 1, arbitrary: anything },
  {
    weight: 1,
    arbitrary: fc.record({ $ref: fc.oneof(word, fc.constantFrom('#/paths/~1users', '#/components/pathItems/a')) }),
  },
);

/** OpenAPI documents: of every version, mostly sound. */
const openApi = fc.record(
  {
    openapi: fc.constantFrom('3.0.0', '3.1.0', '3.2.0', 3, '9', null),
    swagger: fc.constantFrom('2.0', 2, 2.0),
    info: fc.oneof(fc.constant({ title: 't', version: '1' }), anything),
    servers: fc.array(
      fc.record(
        { url: fc.oneof(text, fc.constant('https://{h}/{v}'), pathKey), variables: anything },
        { requiredKeys: ['url'] },
      ),
      { maxLength: 3 },
    ),
    basePath: text,
    security: anything,
    components: fc.oneof(
      fc.record({
        parameters: fc.dictionary(text, parameter, { maxKeys: 2 }),
        pathItems: fc.dictionary(fc.constantFrom('a', 'b'), pathItem),
      }),
      anything,
    ),
    paths: fc.dictionary(fc.oneof({ weight: 8, arbitrary: pathKey }, { weight: 1, arbitrary: text }), pathItem, {
      maxKeys: 6,
      noNullPrototype: true,
    }),
    webhooks: anything,
  },
  { requiredKeys: ['openapi', 'paths'] },
);

const requestsFile = fc.record(
  {
    requests: fc.array(
      fc.oneof(
        text,
        fc.record(
          {
            name: text,
            request: text,
            method: word,
            path: text,
            host: text,
            status: fc.oneof(fc.integer(), word),
            route: text,
            params: anything,
            location: text,
          },
          { requiredKeys: [] },
        ),
        anything,
      ),
      { maxLength: 4 },
    ),
  },
  { requiredKeys: ['requests'] },
);
const place = fc.oneof(
  text,
  fc.array(fc.oneof(text, fc.constantFrom('router users', 'GET /users', 'mount /m')), { maxLength: 3 }),
);
const scenarioFile = fc.record(
  {
    scenario: text,
    base: text,
    edits: fc.array(
      fc.oneof(
        fc.record(
          { move: place, above: place, below: place, to: fc.constantFrom('top', 'bottom', 1) },
          { requiredKeys: ['move'] },
        ),
        fc.record({ remove: place }),
        fc.record({ disable: place }),
        fc.record({ enable: place }),
        fc.record({ duplicate: place }),
        fc.record({ add: fc.oneof(text, anything), into: place }, { requiredKeys: ['add'] }),
        fc.record({ include: text, prefix: text, into: place }, { requiredKeys: ['include'] }),
        anything,
      ),
      { maxLength: 4 },
    ),
  },
  { requiredKeys: ['edits'] },
);

/** A value with one or two places in it put to something else. */
function twisted(source: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(source, fc.array(fc.tuple(fc.nat(400), anything), { maxLength: 2 })).map(([value, twists]) =>
    twists.reduce((whole: unknown, [at, put]) => {
      const json = JSON.stringify(whole);
      if (json === undefined) return put;
      let count = 0;
      JSON.parse(json, (_, old) => {
        count++;
        return old;
      });
      let seen = 0;
      return JSON.parse(json, (_, old) => (seen++ === at % count ? put : old)) as unknown;
    }, value),
  );
}

/** The text of a value, in JSON or in YAML of several styles. */
function written(source: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc.tuple(source, fc.constantFrom('json', 'indented', 'yaml', 'flow', 'quoted')).map(([value, style]) => {
    if (style === 'json') return JSON.stringify(value) ?? '';
    if (style === 'indented') return JSON.stringify(value, null, 2) ?? '';
    if (style === 'flow') return stringify(value, { collectionStyle: 'flow' });
    return stringify(value, style === 'quoted' ? { defaultStringType: 'QUOTE_DOUBLE' } : {});
  });
}

const asText = (source: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 2, arbitrary: written(source) },
    { weight: 2, arbitrary: written(twisted(source)) },
    { weight: 1, arbitrary: damaged(written(source)) },
  );

export const routesFileText = asText(routesFile);
export const openApiText = asText(openApi);
export const requestsFileText = asText(requestsFile);
export const scenarioFileText = asText(scenarioFile);
/** A text that need not be any document at all. */
export const anyText = fc.oneof(longText, written(anything), damaged(written(anything)));

/** Bytes: noise, texts in several encodings, and texts with a few bytes exchanged. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .tuple(
      fc.oneof(anyText, routesFileText, openApiText),
      fc.constantFrom<BufferEncoding>('utf8', 'utf16le', 'latin1'),
      fc.boolean(),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }),
    )
    .map(([content, encoding, mark, changes]) => {
      const bytes = new Uint8Array(Buffer.from(mark ? `\ufeff${content}` : content, encoding));
      for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
      return bytes;
    }),
);
