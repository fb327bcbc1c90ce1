import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/dialects/index.ts';
import { readRequestsFile } from '../../../src/formats/requests-file/read-requests-file.ts';
import { updateRequestsFile } from '../../../src/formats/requests-file/update-requests-file.ts';
import { buildTree } from '../../../src/formats/routes-file/build-tree.ts';
import { checkRequests, type RequestEntry, updatedExpectation } from '../../../src/whatif/expectation.ts';
import { runs } from '../../support/runs.ts';

const shop = compile(
  buildTree({
    routes: [
      'GET /users',
      { path: '/users/{user_id}', methods: ['GET'], params: { user_id: 'int' } },
      { path: '/f/{x}/{y}', methods: ['GET'], params: { x: 'float', y: 'str' } },
      'POST /orders/',
    ],
  }),
);

async function entriesOf(text: string): Promise<readonly RequestEntry[]> {
  const { entries, problems } = await readRequestsFile(text, 'r.yaml');
  expect(problems).toEqual([]);
  return entries ?? [];
}

async function update(text: string): Promise<string | null> {
  const entries = await entriesOf(text);
  const now = entries.map((entry) => ({
    ...entry,
    expect: updatedExpectation(entry.expect, shop.resolve(entry.request)),
  }));
  const updated = await updateRequestsFile(text, now);
  if (updated === null) return null;
  const again = await entriesOf(updated);
  expect(again.map(({ expect }) => expect)).toEqual(now.map(({ expect }) => expect));
  expect(again.map(({ request, name }) => ({ request, name }))).toEqual(
    entries.map(({ request, name }) => ({ request, name })),
  );
  expect(checkRequests(shop, again).flatMap(({ differences }) => differences)).toEqual([]);
  return updated;
}

const CASES: readonly (readonly [what: string, text: string, updated: string])[] = [
  ['a status', '- request: GET /users\n  status: 404\n', '- request: GET /users\n  status: 200\n'],
  [
    'what is right',
    '-   {  request: "GET /users" ,status: 200}   # c\n\n\n',
    '-   {  request: "GET /users" ,status: 200}   # c\n\n\n',
  ],
  [
    'comments and blanks',
    '# top\n\n-   request:   GET /users   # one\n    status:   404    # was gone\n    # below\n\n# end\n',
    '# top\n\n-   request:   GET /users   # one\n    status:   200    # was gone\n    # below\n\n# end\n',
  ],
  [
    'no break at the end',
    '- request: GET /users\n  route: /x',
    '- request: GET /users\n  route: /users\n  status: 200',
  ],
  [
    'a request alone',
    '- GET /users\n- GET /nope\n',
    '- request: GET /users\n  status: 200\n  route: /users\n- request: GET /nope\n  status: 404\n',
  ],
  ['one with a comment', '-  GET /nope  # gone\n# x\n', '-  request: GET /nope  # gone\n   status: 404\n# x\n'],
  ['one in quotes', "- 'GET /nope'\n", "- request: 'GET /nope'\n  status: 404\n"],
  ['one behind a tab', '-\tGET /nope\n', '- request: GET /nope\n  status: 404\n'],
  ['one on the next line', '-\n  GET /nope\n', '-\n  request: GET /nope\n  status: 404\n'],
  ['one with an anchor', '- &a GET /nope\n', '- request: &a GET /nope\n  status: 404\n'],
  [
    'one on several lines',
    '- >-\n  GET\n  /nope\n- GET /users\n',
    '- request: GET /nope\n  status: 404\n- request: GET /users\n  status: 200\n  route: /users\n',
  ],
  [
    'one in brackets',
    '[GET /nope, {request: GET /users, status: 1}]'.replace('1}', '201}'),
    '[{request: GET /nope, status: 404}, {request: GET /users, status: 200}]',
  ],
  [
    'an indented list',
    'requests:\n    - GET /nope\n    - request: GET /users\n      route: x\n',
    'requests:\n    - request: GET /nope\n      status: 404\n    - request: GET /users\n      route: /users\n      status: 200\n',
  ],
  [
    'CRLF',
    '- GET /nope\r\n- request: GET /users # é\r\n  route: x\r\n',
    '- request: GET /nope\r\n  status: 404\r\n- request: GET /users # é\r\n  route: /users\r\n  status: 200\r\n',
  ],
  [
    'lone CRs',
    '- GET /nope\r- request: GET /users # x\r  route: x\r',
    '- request: GET /nope\r  status: 404\r- request: GET /users # x\r  route: /users\r  status: 200\r',
  ],
  [
    'all kinds of line ends',
    '- GET /nope\r\n- GET /none\n- GET /no\r- GET /nope',
    '- request: GET /nope\r\n  status: 404\r\n- request: GET /none\n  status: 404\n- request: GET /no\r  status: 404\r- request: GET /nope\r  status: 404',
  ],
  [
    'expectations apart',
    '- request: GET /users/5\n  expect: # c\n    route: x\n    params: {user_id: 6}\n',
    '- request: GET /users/5\n  expect: # c\n    route: /users/{user_id}\n    params: {user_id: 5}\n    status: 200\n',
  ],
  ['and in braces', '- {request: GET /nope, expect: {}}\n', '- {request: GET /nope, expect: {status: 404}}\n'],
  [
    'braces on several lines',
    '- {\n  request: GET /users,\n  route: x # r\n  }\n',
    '- {\n  request: GET /users,\n  route: /users,\n  status: 200 # r\n  }\n',
  ],
  ['a last comma', '- {request: GET /users, route: x,}\n', '- {request: GET /users, route: /users, status: 200,}\n'],
  [
    'parameters in lines',
    '- request: GET /f/1.5/b\n  params: # all\n    x: 2.5 # x\n    y: "c"\n  status: 200\n',
    '- request: GET /f/1.5/b\n  params: # all\n    x: 1.5 # x\n    y: b\n  status: 200\n',
  ],
  [
    'parameters of other names',
    '- request: GET /f/1.5/b\n  params: # all\n    a: 1\n  status: 200\n',
    '- request: GET /f/1.5/b\n  params: {x: 1.5, "y": b} # all\n  status: 200\n',
  ],
  [
    'an empty value',
    '- request: GET /users\n  route:\n  status: 200\n',
    '- request: GET /users\n  route: /users\n  status: 200\n',
  ],
  [
    'a folded value',
    '- request: GET /users\n  route: >-\n    /x\n  status: 200\n',
    '- request: GET /users\n  route: /users\n  status: 200\n',
  ],
  [
    'an outcome',
    '- request: GET /nope\n  outcome: matched\n',
    '- request: GET /nope\n  outcome: not-found\n  status: 404\n',
  ],
  [
    'a redirect',
    '- request: POST /orders\n  route: /orders\n',
    '- request: POST /orders\n  route: null\n  status: 307\n  location: /orders/\n',
  ],
  [
    'nothing left to follow',
    '- request: GET /users\n  location: /x\n',
    '- request: GET /users\n  location: null\n  status: 200\n',
  ],
  [
    'no parameters, said so',
    '- request: GET /users\n  params: {}\n  status: 200\n',
    '- request: GET /users\n  params: {}\n  status: 200\n',
  ],
  [
    'an anchored value',
    '- request: GET /users\n  status: &s 404\n- request: GET /nope\n  status: *s\n',
    '- request: GET /users\n  status: &s 200\n- request: GET /nope\n  status: 404\n',
  ],
  [
    'an alias that was wrong',
    '- request: GET /users\n  status: &s 200\n- request: GET /nope\n  status: *s\n',
    '- request: GET /users\n  status: &s 200\n- request: GET /nope\n  status: 404\n',
  ],
  [
    'shared expectations',
    '- request: GET /users\n  expect: &e {status: 404}\n- request: GET /nope\n  expect: *e\n',
    '- request: GET /users\n  expect: &e {status: 200}\n- request: GET /nope\n  expect: {status: 404}\n',
  ],
  [
    'the same entry twice',
    '- &a {request: GET /users, status: 404}\n- *a\n',
    '- &a {request: GET /users, status: 200}\n- *a\n',
  ],
  [
    'merged expectations',
    '- &a {request: GET /users, status: 404}\n- {<<: *a, request: GET /nope}\n',
    '- &a {request: GET /users, status: 200}\n- {<<: *a, request: GET /nope, status: 404}\n',
  ],
  [
    'JSON',
    '[\n  "GET /nope",\n  {\n    "request": "GET /users",\n    "route": "x"\n  }\n]\n',
    '[\n  {"request": "GET /nope", "status": 404},\n  {\n    "request": "GET /users",\n    "route": "/users",\n    "status": 200\n  }\n]\n',
  ],
  [
    'JSON in one line',
    '{"requests":[{"request":"GET /users/5","params":{}}]}',
    '{"requests":[{"request":"GET /users/5","params":{"user_id":5}, "status": 200}]}',
  ],
  ['quoted keys', '- "request": GET /users\n  \'status\': 404\n', '- "request": GET /users\n  \'status\': 200\n'],
  [
    'document marks',
    '%YAML 1.2\n---\n- GET /nope\n...\n',
    '%YAML 1.2\n---\n- request: GET /nope\n  status: 404\n...\n',
  ],
  [
    'a key without value at the end',
    '- request: GET /users\n  status: 200\n  route:',
    '- request: GET /users\n  status: 200\n  route: /users',
  ],
];

describe('updating a requests file', () => {
  it.each(CASES)('%s', async (_what, text, updated) => {
    expect(await update(text)).toBe(updated);
    expect(await update(updated)).toBe(updated);
  });

  it.each(CASES)('%s, with CRLF', async (_what, text, updated) => {
    const crlf = (one: string) => one.replaceAll(/\r\n?|\n/g, '\r\n');
    expect(await update(crlf(text))).toBe(crlf(updated));
  });

  it.each([
    ['explicit keys', '- ? request\n  : GET /nope\n'],
    ['a request that is an alias of another', '- request: &r GET /nope\n  status: 200\n- *r\n'],
    ['a list that is an alias', 'requests: &l [GET /nope]\n'],
  ])('%s: changes what it can, or nothing', async (_what, text) => {
    const updated = await update(text);
    if (updated !== null) expect(updated).toContain('404');
  });

  it('any file says what is, and what it doesn’t say stays byte for byte', async () => {
    const end = fc.constantFrom('\n', '\r\n', '\r');
    const comment = fc.constantFrom('', ' # é', '  #: - {', '\t# tab');
    const value = {
      status: fc.constantFrom('200', '404', '0xc8'),
      route: fc.constantFrom('/users', '"/x"', "'it''s'", '', 'null', '/users/{user_id}'),
      params: fc.constantFrom('{}', '{ user_id: 5 }', '{user_id: "5"}', 'null'),
      location: fc.constantFrom('/orders/', '', '~'),
      allow: fc.constantFrom('GET', '""'),
    };
    const request = fc.constantFrom(
      'GET /users',
      'GET /users/5',
      'POST /orders',
      'POST /users',
      '"GET /nope"',
      'GET /f/1.50/a%20b',
    );
    const pairs = fc.record(value, { requiredKeys: [] }).map(Object.entries);
    const entry = fc.oneof(
      fc.tuple(request, comment, end).map(([one, note, eol]) => `- ${one}${note}${eol}`),
      fc
        .tuple(request, pairs, comment, end, fc.nat(3))
        .map(([one, said, note, eol, more]) =>
          [['request', one], ...said]
            .map(
              ([key, text], i) =>
                `${i === 0 ? `-${' '.repeat(more)} ` : ' '.repeat(more + 2)}${key}: ${text}${note}${eol}`,
            )
            .join(''),
        ),
      fc.tuple(request, pairs, comment, end).map(([one, said, note, eol]) => {
        const all = [['request', one], ...said].filter(
          ([, text]) => !/\{user/.test(text ?? '') || /^\{/.test(text ?? ''),
        );
        return `- {${all.map(([key, text]) => `${key}: ${text}`).join(', ')}}${note}${eol}`;
      }),
      fc.tuple(comment, end).map(([note, eol]) => `${note.trim()}${eol}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 6 }), async (entries) => {
        const text = entries.join('');
        fc.pre(/^-/m.test(text.replaceAll('\r', '\n')));
        const updated = await update(text);
        expect(updated).not.toBeNull();
        const comments = (one: string) => one.match(/#.*/g);
        expect(comments(updated ?? '')).toEqual(comments(text));
        expect(await update(updated ?? '')).toBe(updated);
      }),
      { numRuns: runs(100) },
    );
  });
});
