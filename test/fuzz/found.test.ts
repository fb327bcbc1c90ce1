import { describe, expect, it } from 'vitest';
import { answerLine } from '../../src/cli/answer-json.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { lint } from '../../src/diagnosis/lint/run-rules.ts';
import { compile } from '../../src/dialects/index.ts';
import { readSource } from '../../src/formats/read-source.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { formatRequest, isRequestFault, parseRequest } from '../../src/model/parse-request.ts';
import { makeRequest } from '../../src/model/request.ts';
import { exampleRequest } from '../../src/session/example.ts';
import { fitMiddle } from '../../src/session/screen.ts';
import { cellWidth } from '../../src/session/text-width.ts';
import { unsafeIn } from '../hostile/unsafe.ts';

const app = compile(buildTree({ framework: 'fastapi', routes: ['GET /users', 'POST /users/{user_id}'] }));

/** What fuzzing has found, so that it stays found. */
describe('found by fuzzing', () => {
  it.each(['constructor', 'hasOwnProperty', '__proto__', 'toString'])('a method called %s', (method) => {
    expect(diagnose(app, makeRequest(method, '/users')).resolution.status).toBe(405);
  });

  it.each([
    ['an empty host', "curl -H 'Host: ' -H 'Accept: text/html' http://h/"],
    ['a host that ends a URL', "curl -H 'Host: ?' http://h/"],
    ['a host with a path', 'GET /x HTTP/1.1\r\nHost: a/b\r\n'],
    ['a host of nothing but a mark', 'GET / HTTP/1.1\r\nHost: \ufeff\r\n'],
    ['a method with a blank', "curl -X 'A B' http://h/x"],
    ['a method in lower case', 'curl -X get http://h/x'],
    ['a method called curl', 'curl -X curl http://h/x'],
    ['a URL with something behind it', 'https://example.org 404'],
  ])('a request with %s is written as it was read', (_, text) => {
    const request = parseRequest(text);
    expect(isRequestFault(request)).toBe(false);
    if (!isRequestFault(request)) expect(parseRequest(formatRequest(request))).toEqual(request);
  });

  it('a value with a `toString` of its own where a flag should stand', async () => {
    const { problems } = await readSource('{"redirect_slashes":[{"toString":0}],"routes":[]}', { name: 'r.json' });
    expect(problems.map(({ code }) => code)).toEqual(['wrong-type']);
  });

  it('half a surrogate pair in a path and in a value', () => {
    const halves = compile(
      buildTree({
        framework: 'fastapi',
        routes: ['GET /\ud800/{x}', 'GET /{a}/{b}', { path: '/x/{c}', methods: ['GET'], params: { c: 'enum:\udc00' } }],
      }),
    );
    expect(lint(halves).length).toBeGreaterThan(0);
    for (const row of halves.rows) expect(exampleRequest(row).path).toMatch(/^\//);
  });

  it('a path of wide characters that is cut in the middle', () => {
    for (let width = 8; width < 60; width++) {
      const cut = fitMiddle('/🦊🦊🦊🦊🦊/{id}/👩‍👩‍👧👩‍👩‍👧/書書書書/🦊🦊🦊x🦊🦊/𝒙𝒙𝒙', width);
      expect([unsafeIn(cut), cellWidth(cut)]).toEqual([null, width]);
    }
  });

  it('a URL with nothing but blanks for a host', () =>
    expect(parseRequest('ws://  x')).toMatchObject({ fault: 'bad-url' }));

  it('a flood of marks in JSON', () => {
    const line = answerLine(diagnose(app, makeRequest('GET', `/users/Z${'\u0301'.repeat(50)}\uffff`)));
    expect(unsafeIn(line)).toBeNull();
    expect(JSON.parse(line)).toMatchObject({ path: `/users/Z${'\u0301'.repeat(50)}\uffff` });
  });
});
