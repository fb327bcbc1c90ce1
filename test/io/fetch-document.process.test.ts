import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchDocument } from '../../src/io/fetch-document.ts';
import { shownSource } from '../../src/io/shown-address.ts';
import { readSourceBytes } from '../../src/io/source-bytes.ts';

const DOCUMENT = '{"openapi":"3.1.0","paths":{}}';
const asked: IncomingMessage[] = [];
let server: Server;
let other: Server;
let origin = '';
let otherOrigin = '';

const listen = async (listener: RequestListener): Promise<[Server, string]> => {
  const made = createServer(listener);
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return [made, `http://127.0.0.1:${(made.address() as AddressInfo).port}`];
};

beforeAll(async () => {
  [other, otherOrigin] = await listen((request, response) => {
    asked.push(request);
    if (request.url === '/to-us') response.writeHead(307, { location: `${origin}/openapi.json` }).end();
    else if (request.url === '/swagger.json') response.end('{"swagger":"2.0"}');
    else response.writeHead(404).end();
  });
  [server, origin] = await listen((request, response) => {
    asked.push(request);
    const at = new URL(request.url ?? '', origin).pathname;
    const encoded = (encoding: string, body: Buffer) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
    const redirect = (location: string) => response.writeHead(302, { location }).end();
    if (at === '/openapi.json') response.writeHead(200, { etag: '"1"' }).end('{"openapi":"3.1.0"}');
    else if (at === '/same') response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 200).end('new');
    else if (at === '/html') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>');
    else if (at === '/moved') redirect('/openapi.json');
    else if (at === '/away') redirect(`${otherOrigin}/swagger.json`);
    else if (at === '/circle') redirect('/circle');
    else if (at === '/to-file') redirect('file:///etc/passwd');
    else if (at === '/secret') response.writeHead(401).end();
    else if (at === '/large') response.end('x'.repeat(1000));
    else if (at === '/said-large') response.writeHead(200, { 'content-length': '1000' }).end('x'.repeat(1000));
    else if (at === '/cut') {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('x');
      response.socket?.destroy();
    } else if (/^\/status\//.test(at)) response.writeHead(Number(at.slice(8)), { 'retry-after': '7' }).end();
    else if (at === '/back') redirect(`${otherOrigin}/to-us`);
    else if (at === '/nowhere') redirect('http://[');
    else if (at === '/br') encoded('br', brotliCompressSync(DOCUMENT));
    else if (at === '/gzip') encoded('gzip', gzipSync(DOCUMENT));
    else if (at === '/not-gzip') encoded('gzip', Buffer.from(DOCUMENT));
    else if (at === '/gzip-cut') encoded('gzip', gzipSync(DOCUMENT).subarray(0, 24));
    else if (at === '/gzip-head') encoded('gzip', gzipSync(DOCUMENT).subarray(0, 10));
    else if (at === '/br-cut') encoded('br', brotliCompressSync(DOCUMENT.repeat(2)).subarray(0, 30));
    else if (at === '/file.gz') response.end(gzipSync(DOCUMENT));
    else if (at === '/file-cut.gz') response.end(gzipSync(DOCUMENT).subarray(0, 20));
    else if (at === '/gzip-bracketless') encoded('gzip', gzipSync('openapi: 3.1.0'));
    else if (at === '/bomb') encoded('gzip', gzipSync(Buffer.alloc(50_000_000)));
    else if (at === '/endless') {
      const more = () => response.write('x'.repeat(60_000), more);
      more();
    } else if (at === '/drops') {
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(timer));
    } else if (at !== '/slow') response.writeHead(404).end();
  });
});
afterAll(() => {
  for (const each of [server, other]) {
    each.closeAllConnections();
    each.close();
  }
});

const problemOf = async (path: string, options = {}) => {
  const fetched = await fetchDocument(`${origin}${path}`, options);
  return fetched.kind === 'problem' ? `${fetched.problem.code}: ${fetched.problem.message}` : fetched.kind;
};

describe('an address', () => {
  it('gives its document, redirects followed', async () => {
    expect(await readSourceBytes(`${origin}/moved`)).toMatchObject({
      name: `${origin}/openapi.json`,
      bytes: Buffer.from('{"openapi":"3.1.0"}'),
    });
  });

  it('of a bare origin means /openapi.json', async () => {
    expect(await readSourceBytes(origin)).toMatchObject({
      name: `${origin}/openapi.json`,
      origin: { validators: { etag: '"1"' } },
    });
  });

  it('of a bare origin is looked for in the usual places', async () => {
    expect(await readSourceBytes(`${otherOrigin}/`)).toMatchObject({ name: `${otherOrigin}/swagger.json` });
  });

  it('tells how many places it has tried, and what they answered', async () => {
    const [empty, address] = await listen((_, response) => response.writeHead(404).end());
    const problem = await readSourceBytes(address);
    empty.close();
    expect(problem).toMatchObject({
      message: expect.stringContaining('tried 13 usual places; all answered 404 Not Found'),
      hint: expect.stringContaining('openapi_url=None'),
    });
    const [mixed, other] = await listen((request, response) =>
      response.writeHead(request.url === '/v3/api-docs' ? 500 : 404).end(),
    );
    const { message } = (await readSourceBytes(other)) as { message: string };
    mixed.close();
    for (const place of ['/openapi.json', '/swagger/v1/swagger.json', '/v3/api-docs: 500'])
      expect(message).toContain(place);
    expect(message.match(/404 Not Found/g)).toHaveLength(1);
  });

  it.each([
    ['/html', 'html-answer', 'an HTML page'],
    ['/circle', 'redirects', 'more than 5 times'],
    ['/to-file', 'redirects', 'not followed'],
    ['/secret', 'http-status', '401'],
    ['/nothing', 'http-status', '404 Not Found'],
    ['/cut', 'un', 'connection closed early'],
    ['/nowhere', 'redirects', 'an invalid address'],
    ['/not-gzip', 'unreadable', 'compressed as its headers claim'],
    ['/gzip-cut', 'cut-off', 'sent an incomplete response, compressed as (gzip)'],
    ['/gzip-head', 'cut-off', 'sent an incomplete response'],
    ['/br-cut', 'cut-off', 'compressed as (br)'],
    ['/file-cut.gz', 'bad-gzip', 'it is compressed (gzip), and cut off before its end'],
    ['/bomb', 'too-large', 'larger than 1 MB'],
    ['/endless', 'too-large', 'larger than 1 MB'],
  ])('%s fails in words', async (path, code, words) => {
    const problem = await problemOf(path, { limit: 1024 * 1024 });
    expect(problem).toMatch(new RegExp(`^${code}`));
    expect(problem).toContain(words);
  });

  it.each(['/large', '/said-large'])('%s is refused', async (path) => {
    expect(await problemOf(path, { limit: 100 })).toContain('too-large');
  });

  it.each([
    [204, '204 No Content: there is no document', 'the document itself'],
    [401, '401 Unauthorized', '--header "Authorization'],
    [403, '403 Forbidden', '--header "Authorization'],
    [404, '404 Not Found', 'usual places'],
    [429, '429 Too Many Requests', 'retry after 7 s'],
    [500, '500 Internal Server Error', 'see its log'],
    [503, '503 Service Unavailable', 'retry after 7 s'],
    [302, '302 Found', 'without a location'],
  ])('that answers %i says so, and what to do', async (status, words, hint) => {
    const found = await fetchDocument(`${origin}/status/${status}`);
    expect(found).toMatchObject({ kind: 'problem', reached: true, problem: { code: 'http-status' } });
    const problem = found.kind === 'problem' ? found.problem : null;
    expect(problem?.message).toContain(words);
    expect(problem?.hint).toContain(hint);
  });

  it('that is compressed and no JSON is left to its reader', async () => {
    expect(await problemOf('/gzip-bracketless')).toBe('document');
  });

  it.each(['/gzip', '/br', '/file.gz'])('%s is unpacked', async (path) => {
    expect(await fetchDocument(`${origin}${path}`)).toMatchObject({ bytes: Buffer.from(DOCUMENT) });
  });

  it('that sends a drop now and then is given up', async () => {
    expect(await problemOf('/drops', { bodyTimeout: 100 })).toMatch(/^timeout: .* did not send a complete response/);
  });

  it('nobody waits for any more is let go', async () => {
    const signal = AbortSignal.timeout(30);
    expect((await fetchDocument(`${origin}/drops`, { signal })).kind).toBe('problem');
  });

  it('that does not answer is given up', async () => {
    expect(await problemOf('/slow', { timeout: 100 })).toContain('did not respond within');
  });

  it('where nothing listens says so', async () => {
    const [closed, address] = await listen(() => {});
    await new Promise((resolve) => closed.close(resolve));
    expect(await readSourceBytes(address)).toMatchObject({
      code: 'unreachable',
      message: `cannot reach ${address}/openapi.json: connection refused`,
    });
  });

  it('that is https, though the server does not speak it, says so', async () => {
    const problem = await readSourceBytes(`${origin.replace('http:', 'https:')}/openapi.json`);
    expect('message' in problem && problem.message).toContain('not a TLS server');
  });

  it('says when nothing changed', async () => {
    const validators = { etag: '"1"', lastModified: null };
    expect((await fetchDocument(`${origin}/same`, { validators })).kind).toBe('unchanged');
  });
});

describe('secrets', () => {
  it('go to the source’s own origin and to no other', async () => {
    asked.length = 0;
    await fetchDocument(`${origin.replace('//', '//user:pa%20ss@')}/away`, { headers: { 'x-key': 'secret' } });
    expect(asked.map(({ url, headers }) => [url, headers['x-key'], headers.authorization])).toEqual([
      ['/away', 'secret', `Basic ${Buffer.from('user:pa ss').toString('base64')}`],
      ['/swagger.json', undefined, undefined],
    ]);
  });

  it('stay at home once another origin has said where to go, even back', async () => {
    asked.length = 0;
    await fetchDocument(`${origin}/back`, { headers: { 'x-key': 'secret' } });
    expect(asked.map(({ url, headers }) => [url, headers['x-key']])).toEqual([
      ['/back', 'secret'],
      ['/to-us', undefined],
      ['/openapi.json', undefined],
    ]);
  });

  it.each([
    ['http://u:p@h/x?api_key=1&page=2', 'http://h/x?api_key=***&page=2'],
    ['http://h/x?X-Amz-Signature=abc&token=d&monkey=e', 'http://h/x?X-Amz-Signature=***&token=***&monkey=e'],
    ['http://u:p@[bad/x', 'http://[bad/x'],
    ['routes@2.yaml', 'routes@2.yaml'],
  ])('%s is shown as %s', (source, name) => expect(shownSource(source)).toBe(name));

  it('are not in names or messages', async () => {
    const address = origin.replace('//', '//user:hidden@');
    expect(JSON.stringify((await readSourceBytes(`${address}/secret`)) as object)).not.toContain('hidden');
    const found = await readSourceBytes(address);
    expect('name' in found && found.name).toBe(`${origin}/openapi.json`);
  });
});
