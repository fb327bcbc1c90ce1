import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../support/runs.ts';
import { read, routesOf } from './support.ts';

/** What is read of a document, places aside. */
function facts(text: string) {
  const result = read(text);
  const routes = routesOf(result).map(({ source: _, ...route }) => route);
  return { routes, framework: result.tree?.app.kind, codes: result.problems.map(({ code }) => code).sort() };
}

const long = 'words that say a lot. '.repeat(10);
const marked = { schemas: { HTTPValidationError: {} } };
const document = (operation: object, more: object = {}) => ({
  openapi: '3.2.0',
  paths: { '/a/{id}': { get: { operationId: 'x', ...operation }, ...more } },
  components: marked,
});

/** JSON skips what no route needs; YAML, of which flow style is a superset, does not. */
describe('JSON and YAML say the same', () => {
  it.each<[what: string, document: object]>([
    ['of long answers', document({ responses: { 200: { description: long } } })],
    [
      'of an answer that validates',
      document({ responses: { 200: { description: long }, 422: { description: long } } }),
    ],
    ['of 422 deeper in an answer', document({ responses: { 200: { description: long, 422: {} } } })],
    ['of answers that are a list', document({ responses: [long, { 422: long }] })],
    ['of bodies and callbacks', document({ requestBody: { x: long }, callbacks: { x: long }, description: long })],
    ['of methods with names of fields', document({}, { additionalOperations: { responses: { tags: [long] }, x: {} } })],
    ['of what stands beside a reference', document({ $ref: '#/x', summary: 's', responses: { 422: { x: long } } })],
    ['of parameters in odd order', document({ parameters: [{ schema: { type: 'integer' }, in: 'path', name: 'id' }] })],
    ['of extensions', document({ 'x-a': { tags: [long] }, tags: ['t'] }, { 'x-b': { x: long }, description: long })],
  ])('%s', (_what, given) => {
    const text = JSON.stringify(given);
    expect(facts(text)).toEqual(facts(`# YAML\n${text}`));
    const escaped = text.replace(
      /"(responses|422|get|requestBody)":/g,
      (_, key: string) => `"\\u00${key.charCodeAt(0).toString(16)}${key.slice(1)}":`,
    );
    expect(facts(escaped)).toEqual(facts(text));
  });

  it('of any operation', () => {
    const word = fc.constantFrom(
      'tags',
      'responses',
      '422',
      'parameters',
      'in',
      'path',
      'id',
      '$ref',
      'security',
      'x-y',
      long,
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        word,
        fc.constantFrom<unknown>(null, true, 1.5),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(word, tie('value'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(word, value, { maxKeys: 6 }), fc.nat(2), (operation, indent) => {
        const text = JSON.stringify(document(operation), null, indent);
        expect(facts(text)).toEqual(facts(`# YAML\n${text}`));
      }),
      { numRuns: runs(100) },
    );
  });
});
