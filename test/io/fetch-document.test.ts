import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchDocument } from '../../src/io/fetch-document.ts';
import { readSource } from '../../src/io/read-source.ts';

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
    if (request.url === '/swagger.json') response.end('{"swagger":"2.0"}');
    else response.writeHead(404).end();
  });
  [server, origin] = await listen((request, response) => {
    asked.push(request);
    const at = new URL(request.url ?? '', origin).pathname;
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
    expect(await readSource(`${origin}/moved`)).toMatchObject({
      name: `${origin}/openapi.json`,
      bytes: Buffer.from('{"openapi":"3.1.0"}'),
    });
  });

  it('of a bare origin means /openapi.json', async () => {
    expect(await readSource(origin)).toMatchObject({
      name: `${origin}/openapi.json`,
      origin: { validators: { etag: '"1"' } },
    });
  });

  it('of a bare origin is looked for in the usual places', async () => {
    expect(await readSource(`${otherOrigin}/`)).toMatchObject({ name: `${otherOrigin}/swagger.json` });
  });

  it('names every place it looked in', async () => {
    const [empty, address] = await listen((_, response) => response.writeHead(404).end());
    const problem = await readSource(address);
    empty.close();
    const message = 'message' in problem ? problem.message : '';
    for (const place of ['/openapi.json', '/v1/openapi.json', '/swagger/v1/swagger.json', '/v3/api-docs'])
      expect(message).toContain(place);
    expect(message.match(/answers 404 Not Found/g)).toHaveLength(1);
  });

  it.each([
    ['/html', 'html-answer', 'an HTML page'],
    ['/circle', 'redirects', 'more than 5 times'],
    ['/to-file', 'redirects', 'not followed'],
    ['/secret', 'http-status', '401'],
    ['/nothing', 'http-status', '404 Not Found'],
    ['/cut', 'un', 'cannot rea'],
  ])('%s fails in words', async (path, code, words) => {
    const problem = await problemOf(path);
    expect(problem).toMatch(new RegExp(`^${code}`));
    expect(problem).toContain(words);
  });

  it.each(['/large', '/said-large'])('%s is refused', async (path) => {
    expect(await problemOf(path, { limit: 100 })).toContain('too-large');
  });

  it('that does not answer is given up', async () => {
    expect(await problemOf('/slow', { timeout: 100 })).toContain('did not answer within');
  });

  it('where nothing listens says so', async () => {
    const [closed, address] = await listen(() => {});
    await new Promise((resolve) => closed.close(resolve));
    expect(await readSource(address)).toMatchObject({
      code: 'unreachable',
      message: `cannot reach ${address}/openapi.json: nothing listens there`,
    });
  });

  it('that is https, though the server does not speak it, says so', async () => {
    const problem = await readSource(`${origin.replace('http:', 'https:')}/openapi.json`);
    expect('message' in problem && problem.message).toContain('does not speak TLS');
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

  it('are not in names or messages', async () => {
    const address = origin.replace('//', '//user:hidden@');
    expect(JSON.stringify((await readSource(`${address}/secret`)) as object)).not.toContain('hidden');
    const found = await readSource(address);
    expect('name' in found && found.name).toBe(`${origin}/openapi.json`);
  });
});
