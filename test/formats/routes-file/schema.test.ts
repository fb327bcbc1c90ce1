import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REQUESTS_FILE } from '../../../src/formats/requests-file/requests-file-spec.ts';
import { ROUTES_FILE } from '../../../src/formats/routes-file/routes-file-spec.ts';
import { SCENARIO_FILE } from '../../../src/formats/scenario-file/scenario-file-spec.ts';
import { jsonSchema } from '../../../src/formats/validation/json-schema.ts';
import { validateFile } from '../../../src/formats/validation/validate-file.ts';
import { collectFaults } from '../../../src/model/file-fault.ts';
import { runs } from '../../support/runs.ts';
import { routesFile, trickyText } from './arbitrary.ts';

const schema = jsonSchema(ROUTES_FILE);
const accepts = new Ajv2020({ allErrors: false, strict: false }).compile(schema);
const reads = (value: unknown) => validateFile(value, ROUTES_FILE, collectFaults(10).report);

describe('the schema', () => {
  it.each([
    ['routes-file', ROUTES_FILE],
    ['requests-file', REQUESTS_FILE],
    ['scenario-file', SCENARIO_FILE],
  ])(
    'of a %s is what the reader validates with, and describes every key (npx vitest run -u writes it)',
    async (name, file) => {
      const published = jsonSchema(file);
      await expect(`${JSON.stringify(published, null, 2)}\n`).toMatchFileSnapshot(
        `../../../schema/${name}.schema.json`,
      );
      new Ajv2020({ strict: false }).compile(published);
      const bare: string[] = [];
      const walk = (value: unknown, path: string) => {
        if (typeof value !== 'object' || value === null) return;
        for (const [key, inner] of Object.entries(value)) {
          const rule = path.includes('/if') || path.includes('/then') || path.includes('/not');
          if (
            path.endsWith('/properties') &&
            !rule &&
            typeof (inner as { description?: unknown }).description !== 'string'
          )
            bare.push(`${path}/${key}`);
          walk(inner, `${path}/${key}`);
        }
      };
      walk(published, '');
      expect(bare).toEqual([]);
    },
  );

  it.each([
    [true, {}],
    [true, { routes: [] }],
    [true, { $schema: 'x', framework: 'starlette', routes: ['GET /'] }],
    [true, { routes: [{ mount: '', app: { kind: 'asgi' } }] }],
    [true, { routes: [{ mount: '/', app: {} }] }],
    [true, { kind: 'apirouter', prefix: '/x' }],
    [true, { docs_url: null, openapi_url: '' }],
    [true, { routes: [{ frontend: '/', fallback: null }] }],
    [false, null],
    [false, []],
    [false, 'GET /'],
    [false, { routes: {} }],
    [false, { routes: [null] }],
    [false, { routes: ['GET'] }],
    [false, { routes: ['GET '] }],
    [false, { routes: [' GET /'] }],
    [false, { routes: ['GET, POST /'] }],
    [false, { routes: [{}] }],
    [false, { routes: [{ path: '/' }] }],
    [false, { routes: [{ path: '/', methods: [] }] }],
    [false, { routes: [{ path: '/', methods: 'GET' }] }],
    [false, { routes: [{ path: '/', methods: ['GET'], mount: '/', app: {} }] }],
    [false, { routes: [{ path: '/', methods: ['GET'], params: { id: 'integer' } }] }],
    [false, { routes: [{ path: '/', methods: ['GET'], params: { id: 'enum:' } }] }],
    [false, { routes: [{ include: '' }] }],
    [false, { routes: [{ include: 'x', prefix: '/x/' }] }],
    [false, { routes: [{ host: '/x', app: {} }] }],
    [false, { routes: [{ mount: '/', app: { kind: 'fastapi', framework: 'fastapi' } }] }],
    [false, { routes: [{ mount: '/', app: { kind: 'static', docs_url: null } }] }],
    [false, { routes: [{ mount: '/', app: { files: [] } }] }],
    [false, { framework: 'starlette', docs_url: null }],
    [false, { framework: 'openapi', redirect_slashes: true }],
    [false, { framework: 'flask' }],
    [false, { routers: { a: null } }],
    [false, { routers: { a: { tags: [] } } }],
    [false, { redirect_slashes: 'yes' }],
    [false, JSON.parse('{"__proto__": {}}')],
    [false, { constructor: 1 }],
  ])('both say %s to %j', (expected, value) => {
    expect([reads(value), accepts(value)]).toEqual([expected, expected]);
  });

  it('agrees with the reader on every file that has no fault', () => {
    fc.assert(
      fc.property(routesFile, (file) => {
        expect(reads(file)).toBe(true);
        expect(accepts(file)).toBe(true);
      }),
    );
  });

  it('agrees with the reader on files with something changed', () => {
    let refused = 0;
    fc.assert(
      fc.property(routesFile, fc.nat(), fc.nat(), mutation, (file, where, what, replacement) => {
        const mutated = mutate(structuredClone(file), where, what, replacement);
        const read = reads(mutated);
        if (!read) refused++;
        expect(accepts(mutated)).toBe(read);
      }),
      { numRuns: runs(250) },
    );
    expect(refused).toBeGreaterThan(100);
  });
});

const KEYS = [
  'path',
  'methods',
  'include',
  'mount',
  'host',
  'app',
  'kind',
  'framework',
  'routes',
  'routers',
  'prefix',
  'files',
  'late',
  'docs_url',
  'x',
];
const mutation: fc.Arbitrary<unknown> = fc.oneof(
  trickyText,
  fc.constantFrom(null, true, 0, [], {}, '/x', '/x/', 'GET /', 'starlette', 'static', ['GET'], ['GET /'], [1], {
    kind: 'asgi',
  }),
);

/** Changes, removes or adds one entry somewhere in a value. */
function mutate(value: unknown, where: number, what: number, replacement: unknown): unknown {
  const places: [Record<string, unknown>, string][] = [];
  const walk = (inner: unknown) => {
    if (typeof inner !== 'object' || inner === null) return;
    for (const key of Object.keys(inner)) {
      places.push([inner as Record<string, unknown>, key]);
      walk((inner as Record<string, unknown>)[key]);
    }
  };
  walk(value);
  const [owner, key] = places[where % places.length] as [Record<string, unknown>, string];
  const action = what % 4;
  if (action === 0) owner[key] = replacement;
  else if (action === 1 && !Array.isArray(owner)) delete owner[key];
  else if (action === 2 && !Array.isArray(owner)) owner[KEYS[what % KEYS.length] as string] = replacement;
  else owner[key] = [owner[key]];
  return value;
}
