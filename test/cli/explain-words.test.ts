import { describe, expect, it } from 'vitest';
import { explainWords } from '../../src/cli/explain-words.ts';

const FILES = new Set(['routes.yaml', '/tmp/openapi.json', 'app', 'dir/with space.yaml']);
const isFile = (name: string) => FILES.has(name);

describe('explain [SOURCE] METHOD TARGET', () => {
  it.each<[string, string[], string | null, string | null]>([
    ['two words', ['GET', '/x'], null, 'GET /x'],
    ['lower case', ['get', '/x'], null, 'get /x'],
    ['with a source', ['routes.yaml', 'GET', '/x'], 'routes.yaml', 'GET /x'],
    ['one word', ['GET /x'], null, 'GET /x'],
    ['one word with a source', ['routes.yaml', 'GET /x'], 'routes.yaml', 'GET /x'],
    ['a bare target', ['/api/users'], null, '/api/users'],
    ['a bare target with a source', ['routes.yaml', '/api/users'], 'routes.yaml', '/api/users'],
    ['a URL', ['http://localhost:8000/x'], null, 'http://localhost:8000/x'],
    ['a URL with a source', ['routes.yaml', 'https://a.b/x'], 'routes.yaml', 'https://a.b/x'],
    ['a method and a URL', ['GET', 'http://a.b/x'], null, 'GET http://a.b/x'],
    ['an address as source', ['http://127.0.0.1:8000', 'GET', '/x'], 'http://127.0.0.1:8000', 'GET /x'],
    ['an address as source and a bare target', ['http://127.0.0.1:8000', '/x'], 'http://127.0.0.1:8000', '/x'],
    ['standard input', ['-', 'GET', '/x'], '-', 'GET /x'],
    ['a source without ending that exists', ['app', 'GET', '/x'], 'app', 'GET /x'],
    ['a source that does not exist', ['nope.yaml', 'GET', '/x'], 'nope.yaml', 'GET /x'],
    ['a method of its own', ['PURGE', '/x'], null, 'PURGE /x'],
    ['a method of its own with a source', ['routes.yaml', 'PURGE', '/x'], 'routes.yaml', 'PURGE /x'],
    ['curl as one word', ["curl -X POST 'http://a/x'"], null, "curl -X POST 'http://a/x'"],
    ['curl as one word with a source', ['routes.yaml', 'curl http://a/x'], 'routes.yaml', 'curl http://a/x'],
    [
      'curl as many words',
      ['curl', '-X', 'POST', '-H', 'Accept: text/html', 'http://a/x?q=1 2'],
      null,
      "curl -X POST -H 'Accept: text/html' 'http://a/x?q=1 2'",
    ],
    ['curl as many words with a source', ['routes.yaml', 'curl', 'http://a/x'], 'routes.yaml', 'curl http://a/x'],
    ['HTTPie as many words', ['http', 'POST', ':8000/x', 'a=1'], null, 'http POST :8000/x a=1'],
    ['HTTPie with a source', ['routes.yaml', 'http', ':/x', 'q==a b'], 'routes.yaml', "http :/x 'q==a b'"],
    ['Wget with a source', ['routes.yaml', 'wget', '-qO-', 'h/x'], 'routes.yaml', 'wget -qO- h/x'],
    [
      'a line of a log',
      ['127.0.0.1 - - [20/Nov/2026:10:00:00 +0000] "GET /x HTTP/1.1" 404 -'],
      null,
      '127.0.0.1 - - [20/Nov/2026:10:00:00 +0000] "GET /x HTTP/1.1" 404 -',
    ],
    [
      'a line of uvicorn',
      ['routes.yaml', 'INFO: 1.2.3.4:5 - "GET /x HTTP/1.1" 404'],
      'routes.yaml',
      'INFO: 1.2.3.4:5 - "GET /x HTTP/1.1" 404',
    ],
    ['a target with a space', ['GET', '/a', 'b'], null, 'GET /a b'],
    ['a file alone', ['routes.yaml'], 'routes.yaml', null],
    ['an absolute file alone', ['/tmp/openapi.json'], '/tmp/openapi.json', null],
    ['nothing', [], null, null],
  ])('%s', (_, words, source, request) => {
    expect(explainWords(words, isFile)).toEqual({ source, request });
  });
});
