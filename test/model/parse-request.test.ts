import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRequest, formatTarget, isRequestFault, parseRequest } from '../../src/model/parse-request.ts';
import { makeRequest } from '../../src/model/request.ts';

type Want = [method: string, target: string, host?: string, headers?: Record<string, string>];

const CASES: readonly [what: string, text: string, want: Want][] = [
  ['a request line', 'GET /api/users', ['GET', '/api/users']],
  ['spaces around it', '  DELETE   /api/users/1  ', ['DELETE', '/api/users/1']],
  ['a bare target', '/api/users?page=2', ['GET', '/api/users?page=2']],
  ['a common method in lower case', 'post /x', ['POST', '/x']],
  ['an unknown method as it stands', 'purge /x', ['purge', '/x']],
  ['a method nobody registered', 'PROPFIND /dav/', ['PROPFIND', '/dav/']],
  ['a target without its slash', 'users', ['GET', 'users']],
  ['the same with a method', 'GET users', ['GET', 'users']],
  ['the asterisk form', 'OPTIONS *', ['OPTIONS', '*']],
  ['a start line with its version', 'GET /x HTTP/1.1', ['GET', '/x']],
  ['a fragment is never sent', '/x#top', ['GET', '/x']],
  ['spaces and letters beyond ASCII are encoded', 'GET /café/a b', ['GET', '/caf%C3%A9/a%20b']],
  ['half a surrogate pair is a replacement character', '/\ud83d', ['GET', '/%EF%BF%BD']],
  ['escapes and mistakes stay', '/a%2Fb/%zz/{id}', ['GET', '/a%2Fb/%zz/{id}']],
  ['two slashes at the start are a path', '//api/users', ['GET', '//api/users']],
  ['a URL', 'https://api.example.org:8443/v1/users?x=1#y', ['GET', '/v1/users?x=1', 'api.example.org:8443']],
  ['a URL without path', 'http://example.org', ['GET', '/', 'example.org']],
  ['a URL without path but with query', 'http://example.org?a=1', ['GET', '/?a=1', 'example.org']],
  ['a URL with user information', 'http://me:pw@example.org/x', ['GET', '/x', 'example.org']],
  ['a method and a URL', 'PUT http://localhost:8000/x', ['PUT', '/x', 'localhost:8000']],
  ['a URL without scheme', 'localhost:8000/api/users', ['GET', '/api/users', 'localhost:8000']],
  ['an address without scheme', '127.0.0.1/api', ['GET', '/api', '127.0.0.1']],
  ['the head of a raw request', 'GET /x HTTP/1.1\r\nHost: a.example.org\r\nAccept: text/html\r\nCookie: s', ['GET', '/x', 'a.example.org', { accept: 'text/html' }]],

  ['curl', 'curl http://localhost/x', ['GET', '/x', 'localhost']],
  ['curl behind a prompt', '$ curl localhost:8000/x', ['GET', '/x', 'localhost:8000']],
  ['curl -X', "curl -X DELETE 'http://h/x?a=1&b=2'", ['DELETE', '/x?a=1&b=2', 'h']],
  ['curl -XPOST run together', 'curl -sSLXPATCH "http://h/x"', ['PATCH', '/x', 'h']],
  ['curl --request', 'curl --request PUT --url http://h/x', ['PUT', '/x', 'h']],
  ['curl sends the method as it stands', 'curl -X get http://h/x', ['get', '/x', 'h']],
  ['curl -d', "curl http://h/x -d '{\"a\": 1}'", ['POST', '/x', 'h']],
  ['curl -d with a method', "curl -X PUT http://h/x -d@file", ['PUT', '/x', 'h']],
  ['curl --json', "curl --json '{}' http://h/x", ['POST', '/x', 'h', { accept: 'application/json' }]],
  ['curl -F', 'curl -F file=@a.png http://h/up', ['POST', '/up', 'h']],
  ['curl -T', 'curl -T a.txt http://h/a.txt', ['PUT', '/a.txt', 'h']],
  ['curl -I', 'curl -I http://h/x', ['HEAD', '/x', 'h']],
  ['curl -G', "curl -G http://h/x?a=1 -d q=shoes --data-urlencode 'n=2'", ['GET', '/x?a=1&q=shoes&n=2', 'h']],
  ['curl headers', "curl -H 'Host: t.example.org' -H \"Accept: text/html\" -H 'X: y' http://h/x", ['GET', '/x', 't.example.org', { accept: 'text/html' }]],
  ['curl options with values before the URL', 'curl -o out.json -u me:pw -A agent --max-time 5 http://h/x', ['GET', '/x', 'h']],
  ['curl over several lines', "curl -X POST \\\n  'http://h/api/users' \\\r\n  -H 'accept: application/json' \\\n  -d ''", ['POST', '/api/users', 'h', { accept: 'application/json' }]],
  ['curl as a browser copies it', "curl $'http://h/it\\'s\\u002fx' --compressed", ['GET', "/it's/x", 'h']],
  ['curl into a pipe', 'curl -s http://h/x | jq .', ['GET', '/x', 'h']],
  ['curl with a quote still open', "curl 'http://h/us", ['GET', '/us', 'h']],
  ['curl removes dot segments', 'curl http://h/a/b/../c/./d', ['GET', '/a/c/d', 'h']],
  ['curl --path-as-is', 'curl --path-as-is http://h/a/../b', ['GET', '/a/../b', 'h']],
  ['curl without scheme', 'curl api.example.org/x', ['GET', '/x', 'api.example.org']],

  ['lone CRs, as a terminal pastes line ends', 'GET /x HTTP/1.1\rHost: a.example.org\rAccept: text/html\r', ['GET', '/x', 'a.example.org', { accept: 'text/html' }]],
  ['a request with a body', 'POST /x HTTP/1.1\r\nhost: h\r\nContent-Length: 2\r\n\r\nHost: no', ['POST', '/x', 'h']],
  ['one as curl -v shows it', '> PUT /x?a=1 HTTP/2\n> Host: a.example.org\n> Authorization: Bearer s\n> accept: text/html\n>\n', ['PUT', '/x?a=1', 'a.example.org', { accept: 'text/html' }]],
  ['a raw request that lost its line ends', 'GET /x HTTP/1.1 Host: h', ['GET', '/x']],
  ['an absolute form', 'GET http://h/x HTTP/1.1\nUser-Agent: x', ['GET', '/x', 'h']],
  ['HTTPie', 'http :8000/items', ['GET', '/items', 'localhost:8000']],
  ['HTTPie with a method', 'http POST :8000/items', ['POST', '/items', 'localhost:8000']],
  ['HTTPie sends the method in upper case', 'http delete :/items/5', ['DELETE', '/items/5', 'localhost']],
  ['HTTPie with data', "$ http :8000/items name=x 'count:=3'", ['POST', '/items', 'localhost:8000', { accept: 'application/json, */*;q=0.5' }]],
  ['HTTPie with a form', 'http -f example.org/up name=x file@a.png', ['POST', '/up', 'example.org']],
  ['HTTPie with a query', "http GET :8000/search q=='a b' page==2", ['GET', '/search?q=a+b&page=2', 'localhost:8000']],
  ['HTTPie with headers', 'http :8000/x Host:t.example.org Accept:text/html Authorization:Bearer', ['GET', '/x', 't.example.org', { accept: 'text/html' }]],
  ['HTTPie with credentials', 'https -a me:pw --session=s --follow api.example.org/v1/x', ['GET', '/v1/x', 'api.example.org']],
  ['HTTPie with user information', 'http me:pw@h:80/x', ['GET', '/x', 'h:80']],
  ['HTTPie with a URL', 'https PATCH https://h/x?a=1 b==2 c=3', ['PATCH', '/x?a=1&b=2', 'h', { accept: 'application/json, */*;q=0.5' }]],
  ['HTTPie with what is left of a URL', 'http ://h/x', ['GET', '/x', 'h']],
  ['HTTPie with a body as it is', "http PUT :/x --raw '{}'", ['PUT', '/x', 'localhost', { accept: 'application/json, */*;q=0.5' }]],
  ['HTTPie without a path', 'http :8000', ['GET', '/', 'localhost:8000']],
  ['HTTPie over several lines', 'http POST :8000/x \\\n  a=1', ['POST', '/x', 'localhost:8000', { accept: 'application/json, */*;q=0.5' }]],
  ['HTTPie with escaped separators', "http :/x 'a\\:b==c'", ['GET', '/x?a%3Ab=c', 'localhost']],
  ['xh', 'xh put :3000/x a=b', ['PUT', '/x', 'localhost:3000', { accept: 'application/json, */*;q=0.5' }]],
  ['Wget', 'wget -qO- http://h/x', ['GET', '/x', 'h']],
  ['Wget without scheme', '# wget -O out.json --user me --password pw h:8000/x', ['GET', '/x', 'h:8000']],
  ['Wget with data', "wget --post-data='a=1' --header='Accept: text/html' --header 'X: y' http://h/x", ['POST', '/x', 'h', { accept: 'text/html' }]],
  ['Wget with a method', 'wget --method=put --body-file f http://h/x', ['PUT', '/x', 'h']],
  ['Wget that only looks', 'wget --spider -t 3 http://h/a/../x', ['HEAD', '/x', 'h']],
  ['a path that begins like a client', 'httpx /x', ['httpx', '/x']],
  ['a URL that is being typed', 'http', ['GET', 'http']],


  ['a combined log line', '10.0.0.9 - bob [10/Oct/2025:13:55:36 -0700] "GET /api/user?x=1 HTTP/1.1" 404 22 "http://ref/" "Mozilla/5.0"', ['GET', '/api/user?x=1']],
  ['a log line of uvicorn', 'INFO:     127.0.0.1:54321 - "POST /api/users/ HTTP/1.1" 307 Temporary Redirect', ['POST', '/api/users/']],
  ['a log line of traefik', '10.0.0.9 - - [20/Nov/2026:10:00:00 +0000] "POST /x HTTP/1.1" 404 19 "-" "-" 1 "shop@docker" "http://10.0.0.1:80" 2ms', ['POST', '/x']],
  ['a log line that quotes nothing', '[2026-11-20 10:00:00 +0000] [7] [INFO] 1.2.3.4 GET /api/user?x=1 HTTP/1.1 404', ['GET', '/api/user?x=1']],
  ['a log line in JSON', '{"level": "info", "method": "put", "path": "/api/user", "status": 404}', ['PUT', '/api/user']],
  ['caddy’s', '{"ts":1,"request":{"method":"GET","host":"a.example.org","uri":"/x?y=1","headers":{}},"status":404}', ['GET', '/x?y=1', 'a.example.org']],
  ['traefik’s', '{"RequestMethod":"DELETE","RequestHost":"h","RequestPath":"/x","DownstreamStatus":404}', ['DELETE', '/x', 'h']],
  ['nginx’s, its query apart', '{"request_method":"GET","request_uri":"/x","query":"a=1"}', ['GET', '/x?a=1']],
  ['one with a request line', '{"remote_addr":"1.1.1.1","request":"PUT /api/user HTTP/1.1","status":404}', ['PUT', '/api/user']],
  ['one of a cloud', '{"httpRequest":{"requestMethod":"GET","requestUrl":"https://h/x?y"},"severity":"INFO"}', ['GET', '/x?y', 'h']],
  ['one without a method', '{"url":"/x"}', ['GET', '/x']],
  ['JSON that says nothing of a request', '{"a":1}', ['GET', '{"a":1}']],
  ['a path in braces', '{"path"', ['GET', '{"path"']],
  ['a test client', 'response = client.post("/api/users", json={"a": 1})', ['POST', '/api/users']],
  ['one in a class, with an f-string', "r = await self.client.get(f'/api/users/{user_id}')", ['GET', '/api/users/{user_id}']],
  ['requests', "requests.delete('http://h/x?a=1', timeout=3)", ['DELETE', '/x?a=1', 'h']],
  ['httpx', 'httpx.request("PATCH", "https://h/x")', ['PATCH', '/x', 'h']],
  ['fetch as a browser copies it', 'fetch("https://h/x", {\n  "headers": {"accept": "*/*"},\n  "method": "PUT"\n});', ['PUT', '/x', 'h']],
  ['fetch alone', 'const got = await fetch(`/x/{id}`)', ['GET', '/x/{id}']],
  ['axios', "axios.get('/x')", ['GET', '/x']],
  ['a path with brackets is one', '/find(name.get("/x"))', ['GET', '/find(name.get("/x"))']],
  ['a method with one too', 'GET /f.get("/x")', ['GET', '/f.get("/x")']],
  ['no path in it', 'settings.get("DEBUG")', ['GET', 'settings.get("DEBUG")']],
  ['a quoted request alone', '"GET /x HTTP/1.1"', ['GET', '/x']],
]; // biome-ignore format: a table

describe('parseRequest', () => {
  test.each(CASES)('%s', (_, text, [method, target, host, headers]) => {
    const expected = makeRequest(method, target, { ...(host ? { host } : {}), headers: headers ?? {} });
    expect(parseRequest(text)).toEqual(expected);
  });

  test.each([
    ['', 'empty'],
    ['  \n ', 'empty'],
    ['G', 'no-target'],
    ['GET', 'no-target'],
    ['get ', 'no-target'],
    ['DEL', 'no-target'],
    ['http://', 'bad-url'],
    ['curl', 'no-url'],
    ['curl -X POST', 'no-url'],
    ['wget', 'no-url'],
    ['wget -q', 'no-url'],
    ['http -v', 'no-url'],
  ])('%j is a fault: %s', (text, code) => {
    const parsed = parseRequest(text);
    expect(isRequestFault(parsed) ? parsed.fault : parsed).toBe(code);
  });

  test('is total', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.constantFrom('curl', 'http', 'wget'), fc.string({ unit: 'binary' })).map((words) => words.join(' ')),
    );
    fc.assert(fc.property(anything, (text) => void parseRequest(text)));
  });

  test('what it gives can always travel in a request line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseRequest(text);
        if (!isRequestFault(parsed)) expect(formatTarget(parsed)).toMatch(/^[\u0021-\u007e]*$/);
      }),
    );
  });
});

describe('formatRequest', () => {
  const target = fc.string({ unit: fc.constantFrom(...'abz/09-._~%{}\'"$`\\;&=?:@ é') }).map((text) => `/${text}`);
  test('is read back as the same request', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'POST', 'DELETE', 'purge'),
        target,
        fc.constantFrom('testserver', 'a.example.org', 'localhost:8000'),
        fc.constantFrom<Record<string, string>>({}, { accept: "it's/*" }),
        (method, path, host, headers) => {
          const request = parseRequest(`${method} ${path}`);
          if (isRequestFault(request)) return;
          const sent = { ...request, host, headers };
          expect(parseRequest(formatRequest(sent))).toEqual(sent);
        },
      ),
    );
  });
});
