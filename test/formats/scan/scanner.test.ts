import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readOpenApi } from '../../../src/formats/openapi/read-openapi.ts';
import { parseYaml } from '../../../src/formats/openapi/yaml-document.ts';
import { readSource } from '../../../src/formats/read-source.ts';
import { roomFor, scanAll } from '../../../src/formats/scan/scanner.ts';
import { runs } from '../../support/runs.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** What the scanner writes down of a path item. */
function digest(item: string): unknown {
  const bytes = bytesOf(item);
  const scanner = scanAll(bytes, 0, true);
  if (scanner?.pathItem(0) !== bytes.length) throw new Error(`not crossed: ${item}`);
  const text = new TextDecoder().decode(scanner.tape());
  expect(text.at(-1)).toBe(',');
  return JSON.parse(text.slice(0, -1));
}

const PATH = { name: 'a', in: 'path', schema: { description: 'b' } };

describe('what the scanner writes down of a path item', () => {
  it.each<[what: string, given: unknown, written: unknown]>([
    ['what a route needs', { get: { operationId: 'a', tags: ['b'] } }, { get: { operationId: 'a', tags: ['b'] } }],
    ['no description', { get: { description: 'a', summary: 'b' } }, { get: { summary: 'b' } }],
    ['no body', { post: { tags: ['a'], requestBody: { a: [] } } }, { post: { tags: ['a'] } }],
    ['no callbacks', { post: { callbacks: { a: {} }, tags: ['a'] } }, { post: { tags: ['a'] } }],
    ['nothing of what it takes and gives', { get: { consumes: ['a'], produces: ['b'] } }, { get: {} }],
    ['no documents elsewhere', { get: { externalDocs: { url: 'a' } } }, { get: {} }],
    ['no extension', { get: { 'x-code': [{}] } }, { get: {} }],
    ['no answers', { get: { responses: { 200: {} } } }, { get: { responses: {} } }],
    ['answers to what is invalid', { get: { responses: { 200: 1, 422: {} } } }, { get: { responses: { 422: 0 } } }],
    ['answers that are a list', { get: { responses: [422] } }, { get: { responses: [422] } }],
    [
      'all of the item itself',
      { description: 'a', 'x-a': {}, servers: [] },
      { description: 'a', 'x-a': {}, servers: [] },
    ],
    ['all of what is no method', { documents: { description: 'a' } }, { documents: { description: 'a' } }],
    [
      'path parameters of the operation, without what they are for',
      { get: { parameters: [{ ...PATH, description: 'c', example: 1, examples: {}, 'x-a': 1 }, 1, []] } },
      { get: { parameters: [PATH, 1, []] } },
    ],
    [
      'path parameters of the item',
      { parameters: [{ ...PATH, description: 'c' }], get: {} },
      { parameters: [PATH], get: {} },
    ],
    [
      'other parameters only by their numbers',
      { parameters: [{ name: 'b', in: 'query' }, { name: 'nowhere' }, PATH] },
      { parameters: [{}, {}, PATH] },
    ],
    [
      'nothing of other parameters alone',
      { get: { parameters: [{ in: 'query' }, { in: 'body' }] } },
      { get: { parameters: [] } },
    ],
    [
      'parameters that are elsewhere or broken',
      { parameters: [{ $ref: '#/a', in: 'query' }, { in: ['query', 'path'] }] },
      { parameters: [{ $ref: '#/a', in: 'query' }, { in: ['query', 'path'] }] },
    ],
    ['parameters that are a mapping', { parameters: { description: 'a' } }, { parameters: { description: 'a' } }],
    ['a list', [{ get: { description: 'a' } }], [{ get: { description: 'a' } }]],
    ['null', null, null],
    ['a text', '{"get":1}', '{"get":1}'],
    ['nothing', {}, {}],
  ])('%s', (_what, given, written) => {
    expect(digest(JSON.stringify(given))).toEqual(written);
    expect(digest(JSON.stringify(given, null, '\t'))).toEqual(written);
  });

  it.each<[what: string, item: string]>([
    ['a code that is spelt with an escape', '{"get":{"responses":{"\\u0034\\u00322":"a"}}}'],
    ['a key that is spelt with an escape', '{"get":{"descri\\u0070tion":"a"}}'],
    ['a parameter with a key that is spelt with an escape', '{"parameters":[{"in":"query","\\u0069n":"path"}]}'],
    ['a parameter with a place that is spelt with an escape', '{"parameters":[{"name":"a","in":"p\\u0061th"}]}'],
    ['a parameter whose last place is the path', '{"parameters":[{"in":"query","in":"path"}]}'],
  ])('nothing is left out for %s', (_what, item) => {
    expect(digest(item)).toEqual(JSON.parse(item));
  });

  it.each([
    '{"get":{"responses":{"200":1,}}}',
    '{"get":{"parameters":[{"a"}]}}',
    '{"get":{}',
    '{"get":{}}}',
    '{"parameters":[1,]}',
    '[1',
    '',
  ])('refuses %s', (item) => {
    const bytes = bytesOf(item);
    expect(scanAll(bytes, 0)?.pathItem(0)).not.toBe(bytes.length);
  });

  it('tells the reader as much as the whole text does', async () => {
    const word = fc.constantFrom('a', 'id', 'in', 'path', 'query', '$ref', '#/x', 'x-a', '422');
    const value = fc.jsonValue({ maxDepth: 2 });
    const parameter = fc.record(
      {
        name: word,
        in: fc.oneof(word, fc.constantFrom('path', 'query')),
        schema: fc.record({ type: word }),
        description: word,
      },
      { requiredKeys: [] },
    );
    const parameters = fc.oneof(fc.array(fc.oneof(parameter, parameter, value), { maxLength: 3 }), value);
    const responses = fc.oneof(fc.dictionary(fc.constantFrom('200', '422', 'default', 'x-a'), value), value);
    const operation = fc.record(
      {
        operationId: word,
        summary: word,
        description: word,
        tags: value,
        parameters,
        responses,
        requestBody: value,
        callbacks: value,
      },
      { requiredKeys: [] },
    );
    const item = fc.record(
      {
        get: operation,
        post: fc.oneof(operation, value),
        parameters,
        summary: value,
        description: value,
        'x-a': value,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(item, fc.constantFrom(undefined, 1, '\t'), async (item, indent) => {
        const text = JSON.stringify({ openapi: '3.1.0', paths: { '/{id}': item } }, null, indent);
        const { document } = parseYaml('a.json', text, undefined);
        if (document === null) throw new Error(`no YAML: ${text}`);
        const whole = await readOpenApi(document, { file: 'a.json' });
        const { tree, problems } = await readSource(bytesOf(text), { name: 'a.json' });
        expect(tree).toEqual(whole.tree);
        const said = (all: typeof problems) => all.map(({ code, message }) => [code, message]);
        expect(said(problems)).toEqual(said(whole.problems));
      }),
      { numRuns: runs(200) },
    );
  });
});

/** More keys than anybody notes the places of, and one that is found twice. */
const CROWDED = `{"openapi":"3.0.0","paths":{"/a":{${Array.from({ length: 80 }, (_, i) => `"x-${i}":0`).join()},"get":{},"get":{}}}}`;

describe('a document in the memory of a scanner', () => {
  const document = (extra: string) =>
    `{"openapi":"3.0.0",\n"info":{"description":"${extra}"},\n"components":{"parameters":{"id":{"name":"id","in":"path","schema":{"type":"integer"}}}},
    "paths":{"/items/{id}":{"get":{"parameters":[{"$ref":"#/components/parameters/id"}]},\n"post":1}}}`;

  it('is read as any other', async () => {
    const bytes = bytesOf(document('x'.repeat(2 ** 20)));
    const room = roomFor(bytes.length + 1);
    room.set(bytes);
    const read = await readSource(room.subarray(0, bytes.length), { name: 'a.json' });
    expect(read).toEqual(await readSource(bytes, { name: 'a.json' }));
    expect(await readSource(room.subarray(0, bytes.length), { name: 'a.json' }), 'once more').toEqual(read);
    expect(read.problems.map(({ code, at }) => [code, at?.line, at?.column])).toEqual([['bad-operation', 5, 1]]);
  });

  it('says where a key stands that is one of very many', async () => {
    const { tree, problems } = await readSource(bytesOf(CROWDED), { name: 'a.json' });
    expect(tree).not.toBeNull();
    expect(problems.map(({ code, at }) => [code, at?.line])).toEqual([['duplicate-key', 1]]);
  });
});

describe('without WebAssembly', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it('JSON is read by the reader for YAML', async () => {
    const text = '{"openapi":"3.0.0",\n"paths":{"/a":{\n"get":{}}}}';
    vi.stubGlobal('WebAssembly', undefined);
    vi.resetModules();
    const { readSource } = await import('../../../src/formats/read-source.ts');
    const { tree, problems } = await readSource(bytesOf(text), { name: 'a.json' });
    expect(problems).toEqual([]);
    expect(JSON.stringify(tree)).toContain('"line":3');
    const broken = await readSource(bytesOf(text.slice(1)), { name: 'a.json' });
    expect(broken.tree).toBeNull();
  });
});
