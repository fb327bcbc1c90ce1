import { describe, expect, it } from 'vitest';
import { codes, read, readFiles, routesOf, yaml } from './support.ts';

const schemas = {
  Id: { type: 'integer', minimum: 1 },
  Color: { type: 'string', enum: ['red', 'blue'] },
  Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }] },
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The annotation of `{x}` where its parameter has this schema. */
function annotation(schema: unknown, openapi = '3.1.0') {
  const paths = { '/{x}': { get: { parameters: [{ in: 'path', name: 'x', required: true, schema }] } } };
  return routesOf(read({ openapi, paths, components: { schemas } }))[0]?.params.x ?? null;
}

describe('annotations of path parameters', () => {
  it.each<[schema: unknown, annotation: unknown]>([
    [{ type: 'integer' }, { kind: 'int' }],
    [{ type: 'number', format: 'double' }, { kind: 'float' }],
    [{ type: 'boolean' }, { kind: 'bool' }],
    [{ type: 'string' }, { kind: 'str' }],
    [{ type: 'string', format: 'uuid' }, { kind: 'uuid' }],
    [{ type: 'string', format: 'date' }, { kind: 'date' }],
    [{ type: 'string', format: 'date-time' }, { kind: 'datetime' }],
    [{ type: 'string', format: 'byte' }, { kind: 'str' }],
    [{ type: ['integer', 'null'] }, { kind: 'int' }],
    [{ type: ['integer', 'number'] }, { kind: 'float' }],
    [{ type: ['integer', 'string'] }, { kind: 'str' }],
    [{ type: ['integer', 'array'] }, null],
    [{ type: 'array', items: { type: 'integer' } }, null],
    [{ type: 'object' }, null],
    [{}, null],
    [true, null],
    [null, null],
    [undefined, null],
    [{ enum: ['a', 'b'] }, { kind: 'enum', values: ['a', 'b'] }],
    [
      { type: 'integer', enum: [1, 2, null] },
      { kind: 'enum', values: ['1', '2'] },
    ],
    [{ const: 'v1' }, { kind: 'literal', values: ['v1'] }],
    [{ anyOf: [{ const: 'a' }, { const: 'b' }] }, { kind: 'literal', values: ['a', 'b'] }],
    [ref('Id'), { kind: 'int', constraints: { minimum: 1 } }],
    [
      { ...ref('Id'), maximum: 9 },
      { kind: 'int', constraints: { minimum: 1, maximum: 9 } },
    ],
    [ref('Color'), { kind: 'enum', values: ['red', 'blue'] }],
    [ref('Loop'), null],
    [ref('Missing'), null],
    [{ anyOf: [ref('Id'), { type: 'null' }] }, { kind: 'int', constraints: { minimum: 1 } }],
    [{ oneOf: [{ type: 'integer' }, { type: 'string', format: 'uuid' }] }, null],
    [{ oneOf: [{ type: 'integer' }, { type: 'string' }] }, { kind: 'str' }],
    [{ oneOf: [{ type: 'integer' }, {}] }, null],
    [{ allOf: [{ type: 'integer' }, { minimum: 3 }, { minimum: 2 }] }, { kind: 'int', constraints: { minimum: 3 } }],
    [{ allOf: [{ type: 'string' }, { format: 'uuid', type: 'string' }] }, { kind: 'uuid' }],
    [
      { type: 'integer', minimum: 1, exclusiveMaximum: 9, multipleOf: 2 },
      { kind: 'int', constraints: { minimum: 1, exclusiveMaximum: 9, multipleOf: 2 } },
    ],
    [
      { type: 'integer', minimum: 1, exclusiveMinimum: true },
      { kind: 'int', constraints: { exclusiveMinimum: 1 } },
    ],
    [
      { type: 'integer', minimum: 1, exclusiveMinimum: false },
      { kind: 'int', constraints: { minimum: 1 } },
    ],
    [{ type: 'integer', minimum: 'x', maximum: Number.NaN }, { kind: 'int' }],
    [
      { type: 'string', minLength: 2, maxLength: 3, pattern: '^a' },
      { kind: 'str', constraints: { minLength: 2, maxLength: 3, pattern: '^a' } },
    ],
    [{ pattern: '^a' }, { kind: 'str', constraints: { pattern: '^a' } }],
    [{ type: 'string', pattern: '' }, { kind: 'str' }],
    [
      { anyOf: [{ type: 'number' }, { type: 'string', pattern: '^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$' }] },
      { kind: 'decimal' },
    ],
  ])('%j', (schema, expected) => {
    expect(annotation(schema)).toEqual(expected);
  });

  it('are in the parameter itself in Swagger 2.0', () => {
    const parameters = [{ in: 'path', name: 'x', type: 'integer', minimum: 1, exclusiveMinimum: true }];
    const [route] = routesOf(read({ swagger: '2.0', paths: { '/{x}': { get: { parameters } } } }));
    expect(route?.params.x).toEqual({ kind: 'int', constraints: { exclusiveMinimum: 1 } });
  });

  it('come from the path, overridden by the operation', () => {
    const [first, second] = routesOf(
      read(
        yaml(`
/{a}/{b}:
  parameters:
    - {in: path, name: a, schema: {type: integer}}
    - {in: path, name: b, schema: {type: integer}}
    - {in: query, name: c, schema: {type: integer}}
  get: {parameters: [{in: path, name: b, schema: {type: boolean}}, {in: header, name: a, schema: {type: string}}]}
  put: {}
`),
      ),
    );
    expect([first?.params, second?.params]).toEqual([
      { a: { kind: 'int' }, b: { kind: 'bool' } },
      { a: { kind: 'int' }, b: { kind: 'int' } },
    ]);
  });

  it('are left open for parameters that are serialised', () => {
    const parameters = '[{in: path, name: x, content: {application/json: {schema: {type: integer}}}}]';
    const result = read(yaml(`/{x}: {get: {parameters: ${parameters}}}`));
    expect([routesOf(result)[0]?.params, codes(result)]).toEqual([{}, []]);
  });

  it('are found through parameters and schemas in other files', () => {
    const result = readFiles({
      'api.yaml': yaml("/{x}: {get: {parameters: [{$ref: 'p.yaml#/x'}]}}"),
      'p.yaml': "x: {in: path, name: x, schema: {$ref: 's/id.yaml'}}",
      's/id.yaml': "$ref: '../api.yaml#/info'\ntype: string\nformat: uuid\n",
    });
    expect(routesOf(result)[0]?.params).toEqual({ x: { kind: 'uuid' } });
  });

  it('are plain data whatever their names', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const parameters = names.map((name) => ({ in: 'path', name, schema: { type: 'integer' } }));
    const path = names.map((name) => `/{${name}}`).join('');
    const [route] = routesOf(read({ openapi: '3.0.0', paths: { [path]: { get: { parameters } } } }));
    expect(Object.keys(route?.params ?? {})).toEqual(names);
    expect(({} as Record<string, unknown>).kind).toBeUndefined();
  });

  it('are the same whichever parameter is read first, where references nest to the limit', () => {
    // Each refers to the next: `S0` is read to its end, `S0` three schemas deeper isn't.
    const chain = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`S${i}`, { allOf: [ref(`S${i + 1}`), { minLength: i + 1 }] }]),
    );
    const components = { schemas: { ...chain, S12: { type: 'string', maxLength: 99 } } };
    const deeper = { allOf: [{ allOf: [{ allOf: [ref('S0')] }] }] };
    const item = (schema: unknown) => ({ get: { parameters: [{ in: 'path', name: 'x', schema }] } });
    const both = [
      ['/a/{x}', item(ref('S0'))],
      ['/b/{x}', item(deeper)],
    ] as const;
    const [first, second] = [both, both.toReversed()].map((paths) =>
      routesOf(read({ openapi: '3.1.0', paths: Object.fromEntries(paths), components }))
        .toSorted((a, b) => (a.path < b.path ? -1 : 1))
        .map((route) => route.params.x),
    );
    expect(first).toEqual([
      { kind: 'str', constraints: { minLength: 12, maxLength: 99 } },
      { kind: 'str', constraints: { minLength: 9 } },
    ]);
    expect(second).toEqual(first);
  });

  it('are one object where they are equal', () => {
    const op = { parameters: [{ in: 'path', name: 'x', schema: { type: 'integer', minimum: 1 } }] };
    const [a, b] = routesOf(read({ openapi: '3.0.0', paths: { '/a/{x}': { get: op }, '/b/{x}': { get: op } } }));
    expect(a?.params).toBe(b?.params);
  });
});
