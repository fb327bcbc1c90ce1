import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/dialects/index.ts';
import { readRequestsFile } from '../../../src/formats/requests-file/read-requests-file.ts';
import { writeRequestsFile } from '../../../src/formats/requests-file/write-requests-file.ts';
import { buildTree } from '../../../src/formats/routes-file/build-tree.ts';
import { formatLocation } from '../../../src/model/source.ts';
import { checkRequests, type RequestEntry, startingEntries } from '../../../src/whatif/expectation.ts';
import { randomTree } from '../../whatif/random-app.ts';

const shop = compile(
  buildTree({
    routes: [
      'GET /users',
      { path: '/users/{user_id}', methods: ['GET'], params: { user_id: 'int' } },
      'POST /orders/',
      { host: 'api.example.org', app: { framework: 'starlette', routes: ['GET /here'] } },
    ],
  }),
);

async function entriesOf(text: string): Promise<readonly RequestEntry[]> {
  const { entries, problems } = await readRequestsFile(text, 'r.yaml');
  expect(problems).toEqual([]);
  return entries ?? [];
}

const differences = async (text: string) =>
  checkRequests(shop, await entriesOf(text)).map((result) => result.differences);

describe('expectations', () => {
  it.each<[string, string[]]>([
    ['- GET /users', []],
    ['- GET /user', ['status is 404 (not-found), expected that a route answers it']],
    ['- GET /users/', []],
    ['- {request: GET /users, status: 200, route: /users, params: {}}', []],
    ['- {request: GET /users, status: 404}', ['status is 200, expected 404']],
    ['- {request: GET /nope, route: /users}', ['route is none, expected /users']],
    ['- {request: GET /users, route: null}', ['route is /users, expected none']],
    ['- {method: get, path: /users/5, params: {user_id: 5}}', []],
    ['- {path: /users/5, params: {user_id: "5"}}', ['parameter user_id is 5, expected "5"']],
    [
      '- {path: /users/5, params: {id: 5}}',
      ['there is no parameter id, expected 5', 'parameter user_id is 5, expected none'],
    ],
    ['- {path: /users/x, outcome: invalid-params}', []],
    ['- {request: POST /orders, location: /orders/, status: 307}', []],
    ['- {request: POST /orders, location: null}', ['location is /orders/, expected none']],
    ['- {request: PUT /users, status: 405, allow: GET}', []],
    ['- {request: GET /here, host: api.example.org, expect: {status: 200, route: /here}}', []],
    ['- {request: "http://api.example.org/here", status: 200}', []],
    ['requests: [{request: GET /here, status: 404}]', []],
    ['[{"request": "GET /users", "status": 201}]', ['status is 200, expected 201']],
  ])('%s', async (text, expected) => {
    expect(await differences(text)).toEqual([expected]);
  });
});

describe('faults', () => {
  it.each<[string, string[]]>([
    ['', ['r.yaml:1 empty-file']],
    ['GET /users', ['r.yaml:1:1 wrong-type']],
    ['request: GET /users', ['r.yaml:1:1 unknown-key', 'r.yaml:1:1 missing-key']],
    ['requests: 5', ['r.yaml:1:11 wrong-type']],
    ['- GET', ['r.yaml:1:3 not-a-request']],
    ['- 5\n- [GET /]', ['r.yaml:1:3 wrong-type', 'r.yaml:2:3 wrong-type']],
    ['- {status: 200}', ['r.yaml:1:3 missing-key']],
    ['- {request: GET /, stauts: 200}', ['r.yaml:1:20 unknown-key']],
    ['- {request: GET /, status: "200"}', ['r.yaml:1:28 status']],
    [
      '- {request: GET /, status: 99}\n- {request: GET /, outcome: match}',
      ['r.yaml:1:28 status', 'r.yaml:2:29 unknown-value'],
    ],
    ['- {request: GET /, method: GET}', ['r.yaml:1:20 said-twice']],
    ['- {request: GET /, status: 200, expect: {status: 200}}', ['r.yaml:1:42 said-twice']],
    ['- {request: GET /, params: [1]}', ['r.yaml:1:28 wrong-type']],
    ['- {request: GET /, params: {a: {b: 1}}}', ['r.yaml:1:32 wrong-type']],
    [
      '- {path: 5, method: "G T", name: 1, host: 2, headers: x, route: 1}',
      [
        'r.yaml:1:10 wrong-type',
        'r.yaml:1:21 method',
        'r.yaml:1:34 wrong-type',
        'r.yaml:1:43 wrong-type',
        'r.yaml:1:55 wrong-type',
        'r.yaml:1:65 wrong-type',
      ],
    ],
    ['- {request: GET /, request: GET /a}', ['r.yaml:1:20 duplicate-key']],
    ['- [', ['r.yaml:1:4 yaml-syntax']],
  ])('%j', async (text, expected) => {
    const { entries, problems } = await readRequestsFile(text, 'r.yaml');
    expect(entries).toBeNull();
    const found = problems.map((problem) => `${problem.at ? formatLocation(problem.at) : ''} ${problem.code}`);
    expect(found).toEqual(expected);
  });

  it('suggest what was meant', async () => {
    const { problems } = await readRequestsFile('- {request: GET /, stauts: 200}', 'r.yaml');
    expect(problems[0]?.hint).toContain('did you mean `status`?');
  });

  it('survives aliases that multiply', async () => {
    const headers = Array.from({ length: 2000 }, (_, i) => `h${i}: x`).join(', ');
    const many = Array(2000).fill('- *a').join('\n');
    const { problems } = await readRequestsFile(`- &a {request: GET /, headers: {${headers}}}\n${many}\n`, 'r.yaml');
    expect(problems.map((problem) => problem.code)).toEqual(['alias-bomb']);
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify([value])),
        ),
        async (text) => {
          const { entries, problems } = await readRequestsFile(text, 'r.yaml');
          expect(entries === null).toBe(problems.length > 0);
        },
      ),
    );
  });
});

describe('writing', () => {
  it('the starting file of any application is what reading it gives, and it passes', async () => {
    await fc.assert(
      fc.asyncProperty(randomTree, async (tree) => {
        const app = compile(tree);
        const entries = startingEntries(app);
        const read = await entriesOf(entries.length === 0 ? '- GET /redoc' : writeRequestsFile(entries));
        if (entries.length === 0) return;
        expect(read.map((entry) => ({ ...entry, line: null }))).toEqual(entries);
        expect(checkRequests(app, read).flatMap((result) => result.differences)).toEqual([]);
      }),
    );
  });

  it('any request and expectation survives', async () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('true', '1', '- a', 'a: b', '#', '{x}', "'", 'é\u2028'));
    const scalar = fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());
    const entry = fc.record({
      name: fc.option(text),
      request: fc.record({
        method: fc.constantFrom('GET', 'M-SEARCH', 'POST'),
        path: fc.constantFrom('/', '/a%20b', '/a b', '', '*', '/é', '/a:b', '//x'),
        query: fc.option(fc.constantFrom('', 'a=b&c', 'x#')),
        host: fc.constantFrom('testserver', 'a.example.org:80', ''),
        headers: fc.dictionary(fc.constantFrom('accept', 'x-a'), text),
      }),
      expect: fc.record(
        {
          status: fc.integer({ min: 100, max: 599 }),
          route: fc.option(text),
          params: fc.dictionary(text, scalar),
          location: fc.option(text),
        },
        { requiredKeys: [] },
      ),
      line: fc.constant(null),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 4 }), async (entries) => {
        const hashless = entries.filter(({ request }) => !request.query?.includes('#'));
        if (hashless.length === 0) return;
        const read = await entriesOf(writeRequestsFile(hashless));
        expect(read.map((one) => ({ ...one, line: null }))).toEqual(hashless);
      }),
    );
  });
});
