import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResponseCache } from '../../src/io/fetch-document.ts';
import { referencedFiles } from '../../src/io/load-referenced.ts';
import { addressOrigin, type Origin, readSourceBytes } from '../../src/io/source-bytes.ts';
import { watchOrigins } from '../../src/io/watch.ts';

/** A document that changes when it is told to, with and without validators. */
let version = 1;
let asked: IncomingMessage[] = [];
let server: Server;
let origin = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    const body = `routes: [GET /v${version}]`;
    if (request.url === '/plain') return response.end(body);
    if (request.url === '/broken' && version === 2) return response.writeHead(500).end();
    const etag = `"${version}"`;
    if (request.headers['if-none-match'] === etag) return response.writeHead(304).end();
    return response.writeHead(200, { etag }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const read = async (path: string, headers = {}): Promise<Origin> => {
  const source = await readSourceBytes(`${origin}${path}`, { headers });
  if (!('origin' in source)) throw new Error(source.message);
  return source.origin;
};

/** Resolves at the first change that is told, with what is told, then watches no more. */
const changed = (of: Origin, headers = {}) =>
  new Promise<ResponseCache | undefined>((resolve) => {
    const stop = watchOrigins(
      [of],
      (cache) => {
        stop();
        resolve(cache);
      },
      { every: 5, headers },
    );
  });

/** Until the server was asked for a path this often; what watchers of other paths still have under way doesn't count. */
async function untilAsked(times: number, path: string): Promise<readonly IncomingMessage[]> {
  asked = [];
  const ours = () => asked.filter(({ url }) => url === path);
  while (ours().length < times) await new Promise((resolve) => setImmediate(resolve));
  return ours();
}

describe('watching an address', () => {
  it.each(['/etag', '/plain'])('%s: tells of a change, and only of one', async (path) => {
    version = 1;
    let told = false;
    const change = changed(await read(path)).then(() => {
      told = true;
    });
    await untilAsked(4, path);
    expect(told).toBe(false);
    version = 2;
    await change;
  });

  it.each(['/etag', '/plain'])('%s: a change between reading and the first look is noticed', async (path) => {
    version = 1;
    const of = await read(path);
    version = 2;
    await changed(of);
  });

  it('tells when the server fails, once, and when it is back', async () => {
    version = 1;
    const of = await read('/broken');
    let told = 0;
    let wake = () => {};
    const next = () => new Promise<void>((resolve) => (wake = resolve));
    const stop = watchOrigins(
      [of],
      () => {
        told++;
        wake();
      },
      { every: 5 },
    );
    version = 2;
    await next();
    await untilAsked(3, '/broken');
    expect(told).toBe(1);
    version = 1;
    await next();
    stop();
  });

  it('waits for an address that could not be read', async () => {
    version = 2;
    const change = changed(addressOrigin(`${origin}/broken`, null, false));
    await untilAsked(3, '/broken');
    version = 3;
    await change;
  });

  it('asks whether there is anything new', async () => {
    version = 1;
    const change = changed(await read('/news'));
    expect((await untilAsked(2, '/news')).map(({ headers }) => headers['if-none-match'])).toEqual(['"1"', '"1"']);
    version = 2;
    await change;
  });

  it('sends secrets again only to whom they were sent', async () => {
    version = 1;
    const headers = { 'x-key': 'secret' };
    for (const [path, given, expected] of [
      ['/own', headers, 'secret'],
      ['/other', {}, undefined],
    ] as const) {
      const change = changed(await read(path, given), headers);
      expect((await untilAsked(2, path)).map((one) => one.headers['x-key'])).toEqual([expected, expected]);
      version++;
      await change;
    }
  });

  it('sends none to what a source that got none refers to', async () => {
    version = 1;
    const main = await read('/main');
    const others = referencedFiles(main, '.', true, {});
    await others.load(`${origin}/part`);
    const [part] = others.origins();
    const change = changed(part as Origin, { 'x-key': 'secret' });
    expect((await untilAsked(2, '/part')).map((one) => one.headers['x-key'])).toEqual([undefined, undefined]);
    version++;
    await change;
  });

  it.each(['/etag', '/plain'])('%s: hands over the answer that shows the change', async (path) => {
    version = 1;
    const change = changed(await read(path));
    version = 2;
    const cache = (await change) as ResponseCache;
    asked = [];
    const source = await readSourceBytes(`${origin}${path}`, { cache });
    expect('bytes' in source && source.bytes.toString()).toBe('routes: [GET /v2]');
    expect(asked.filter(({ url }) => url === path)).toEqual([]);
    // What comes after it is still seen.
    if (!('origin' in source)) throw new Error(source.message);
    const next = changed(source.origin);
    version = 3;
    await next;
  });

  it.each<[what: string, before: Record<string, string>, after: Record<string, string>]>([
    ['had been got with secrets', { 'x-key': 'secret' }, {}],
    ['had been got without', {}, { 'x-key': 'secret' }],
  ])('hands none over that %s to who asks otherwise', async (_what, before, after) => {
    version = 1;
    const change = changed(await read('/news', before), before);
    version = 2;
    const cache = (await change) as ResponseCache;
    asked = [];
    await readSourceBytes(`${origin}/news`, { cache, headers: after });
    expect(asked.filter(({ url }) => url === '/news').length).toBe(1);
  });

  it('hands nothing over where the server fails', async () => {
    version = 1;
    const change = changed(await read('/broken'));
    version = 2;
    expect(await change).toBeUndefined();
  });
});
