import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tolerantYaml } from '../../../src/formats/text/precise-yaml.ts';
import { parseYaml } from '../../../src/formats/text/yaml-document.ts';
import { runs } from '../../support/runs.ts';
import { codes, listed, read, routesOf, yaml } from './support.ts';

describe('traps', () => {
  it('of aliases stay small', () => {
    const levels = Array.from(
      { length: 60 },
      (_, i) => `  l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`,
    );
    const text = `openapi: 3.1.0\nx:\n  l0: &l0 [lol]\n${levels.join('\n')}\npaths: {/a: {get: {tags: *l60, security: *l60, parameters: *l60}}}`;
    expect(listed(read(text))).toEqual(['GET /a']);
  });

  it('of aliases that hold themselves end', () => {
    expect(
      listed(read('openapi: 3.1.0\npaths: &p\n  /a: &i\n    get: &g {parameters: [*g, *i, *p]}\n    put: *i\n')),
    ).toEqual(['GET /a', 'PUT /a']);
  });

  it('of depth are refused or read', () => {
    expect(read('['.repeat(200_000)).tree).toBeNull();
    expect(read(`a: ${'{a: '.repeat(5000)}`).tree).toBeNull();
    expect(read(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`).tree).toBeNull();
    expect(
      read(`{"openapi":"3.0.0","x":${'['.repeat(50_000)}${']'.repeat(50_000)},"paths":{"/a":{"get":{}}}}`).tree,
    ).not.toBeNull();
  });

  it('of schemas that refer to themselves end', () => {
    const schemas = {
      A: { allOf: Array(20).fill({ $ref: '#/components/schemas/B' }) },
      B: { anyOf: Array(20).fill({ $ref: '#/components/schemas/A' }) },
    };
    const parameters = [{ in: 'path', name: 'x', schema: { $ref: '#/components/schemas/A' } }];
    const result = read({ openapi: '3.1.0', paths: { '/{x}': { get: { parameters } } }, components: { schemas } });
    expect(routesOf(result)[0]?.params).toEqual({});
  });

  it('of names change no prototype', () => {
    const text =
      '{"openapi":"3.1.0","__proto__":{"polluted":1},"paths":{"__proto__":{"get":{"__proto__":{"polluted":1}}},"/a":{"$ref":"#/__proto__/polluted"},"/b":{"$ref":"#/constructor/prototype"}}}';
    const result = read(text);
    expect(listed(result)).toEqual(['GET /__proto__']);
    expect(codes(result)).toEqual(['no-leading-slash', 'missing-target', 'missing-target']);
    expect('polluted' in {}).toBe(false);
  });

  it('of size are cut in messages', () => {
    const result = read(yaml(`/${'a'.repeat(100_000)}: {get: {}}\n/b: {get: {}}`));
    expect([listed(result), codes(result)]).toEqual([['GET /b'], ['path-too-long']]);
    expect(result.problems[0]?.message.length).toBeLessThan(300);
  });

  it('of many merged keys end', () => {
    const anchors = Array.from(
      { length: 200 },
      (_, i) =>
        `k${i}: &k${i} {a${i}: 1, <<: [${Array.from({ length: Math.min(i, 20) }, (_, j) => `*k${i - j - 1}`)}]}`,
    );
    expect(
      read(`${anchors.join('\n')}\nopenapi: 3.1.0\npaths: {/a: {get: {}}}`).problems.length,
    ).toBeGreaterThanOrEqual(0);
  });
});

/** Words that mean something to the reader, so that random documents reach deep into it. */
const word = fc.constantFrom(
  ...[
    'openapi',
    'swagger',
    'paths',
    '/a/{id}',
    '/b',
    '$ref',
    '#/paths/~1b',
    '#/components/parameters/p',
    'x.yaml',
    '../y#/z',
  ],
  ...[
    'get',
    'post',
    'query',
    'additionalOperations',
    'parameters',
    'in',
    'path',
    'name',
    'id',
    'schema',
    'type',
    'integer',
  ],
  ...[
    'servers',
    'url',
    'variables',
    '/v1',
    '{x}',
    'components',
    'schemas',
    'security',
    'tags',
    'anyOf',
    'allOf',
    'enum',
    'const',
  ],
  ...[
    '__proto__',
    'constructor',
    '',
    '#',
    '/',
    '<<',
    '3.1.0',
    '2.0',
    'webhooks',
    'responses',
    '422',
    'format',
    'pattern',
  ],
);
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null), fc.string()),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof({ weight: 5, arbitrary: word }, { weight: 1, arbitrary: fc.string() }), tie('value'), {
      maxKeys: 6,
      noNullPrototype: true,
    }),
  ),
}));

/** A sound document in which one value somewhere was replaced. */
const mutated = fc.tuple(fc.nat(200), anything).map(([at, value]) => {
  const text = JSON.stringify({
    openapi: '3.2.0',
    servers: [{ url: 'https://{h}/v1', variables: { h: { default: 'x' } } }],
    security: [{ key: [] }],
    paths: {
      '/a/{id}': {
        servers: [{ url: '/v2' }],
        parameters: [{ $ref: '#/components/parameters/id' }],
        get: { operationId: 'a', tags: ['t'], responses: { 422: {} } },
      },
      '/b': { $ref: '#/components/pathItems/b', summary: 's', additionalOperations: { COPY: {} } },
      '/c/{x}': {
        post: {
          parameters: [
            { in: 'path', name: 'x', schema: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] } },
          ],
        },
      },
    },
    components: {
      parameters: { id: { in: 'path', name: 'id', schema: { $ref: '#/components/schemas/Id' } } },
      schemas: { Id: { allOf: [{ type: 'string' }] } },
      pathItems: { b: { get: {}, put: { deprecated: true } } },
    },
  });
  let seen = 0;
  return JSON.parse(text, (_key, old) => (seen++ === at % 90 ? value : old)) as unknown;
});

function holds(text: string, file = 'api.yaml'): void {
  const result = read(text, { file, resolve: () => text, yaml: { parse: parseYaml, tolerant: tolerantYaml } });
  const errors = result.problems.filter((problem) => problem.severity === 'error');
  expect(result.tree === null).toBe(errors.length > 0);
  for (const problem of result.problems) expect(problem.message).not.toMatch(/undefined|\[object/);
  for (const route of routesOf(result)) {
    expect(route.path.startsWith('/')).toBe(true);
    expect(route.source?.line).toBeGreaterThan(0);
    for (const text of [route.name, route.summary, ...route.tags, ...route.security])
      expect(typeof text).toBe('string');
  }
}

describe('whatever the text', () => {
  it('reads any JSON value', () => {
    fc.assert(
      fc.property(anything, (value) => holds(JSON.stringify(value))),
      { numRuns: runs(200) },
    );
  });

  it('reads any paths', () => {
    const paths = fc.dictionary(word, fc.dictionary(word, anything, { noNullPrototype: true }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(paths, (value) => holds(JSON.stringify({ openapi: '3.2.0', paths: value }, null, 1))),
      { numRuns: runs(200) },
    );
  });

  it('reads a document with one value exchanged', () => {
    fc.assert(
      fc.property(mutated, (value) => holds(JSON.stringify(value))),
      { numRuns: runs(300) },
    );
  });

  it('reads a text with a piece missing or added', () => {
    const base = yaml(
      '/a/{id}:\n  parameters: &p [{in: path, name: id, schema: {type: integer}}]\n  get: {tags: [x]}\n/b:\n  put: {parameters: *p, summary: "y"}',
    );
    const edit = fc.tuple(
      fc.nat(base.length),
      fc.nat(12),
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          '*p',
          '&p',
          '<<: ',
          '!!binary ',
          '- ',
          '"',
          "'",
          '\t',
          '? ',
          '|\n',
          '\u0000',
          '\ud800',
          '---\n',
          '%YAML 9\n',
        ),
      ),
    );
    fc.assert(
      fc.property(edit, ([at, cut, put]) => holds(base.slice(0, at) + put + base.slice(at + cut))),
      { numRuns: runs(300) },
    );
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => holds(text)),
      { numRuns: runs(150) },
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'{}[]:,"\'\\\n -&*!|>%@`#?\tab1\u0000'), { maxLength: 80 }), (units) =>
        holds(units.join('')),
      ),
      { numRuns: runs(300) },
    );
  });
});
