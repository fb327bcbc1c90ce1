import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Driver, launch } from './driver.ts';

let folder = '';
let file = '';
let driver: Driver;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-watch-'));
  file = join(folder, 'routes.yaml');
});
afterEach(() => driver.close());
afterAll(() => rmSync(folder, { recursive: true }));

/** Operations of a document that is just large enough to be read beside the keyboard, in a thread. */
const OPERATIONS = 5000;
/** Such a document, with one path more. */
const large = (more: string, operations = OPERATIONS) => {
  const get = { parameters: [{ name: 'id', in: 'path', schema: { type: 'integer' } }], responses: {} };
  const paths = Object.fromEntries(Array.from({ length: operations }, (_, i) => [`/things${i}/{id}`, { get }]));
  return JSON.stringify({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths: { ...paths, [more]: { get } } });
};

const listen = async (server: Server, port = 0) => {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

it('a changed source is read again, and the request stays', async () => {
  writeFileSync(file, 'routes: [GET /first]\n');
  driver = launch(['routes.yaml'], { cwd: folder, cols: 120 });
  await driver.waitFor('/first');
  driver.type('GET /second');
  await driver.waitFor('404 Not Found');

  writeFileSync(file, 'routes: [GET /first, GET /second]\n');
  await driver.waitFor('200 OK');

  // A broken save keeps the last good table, and says so.
  writeFileSync(file, 'routes: [GET /first, }\n');
  await driver.waitFor(/last good/);
  expect(driver.text()).toContain('200 OK');
  // The next key takes the message away, not the fault.
  driver.type('?');
  await driver.waitFor((screen) => screen.includes('line 1: ') && !screen.includes('last good'));
  driver.press('backspace');

  // An editor's atomic save, after the file was away.
  rmSync(file);
  writeFileSync(`${file}.tmp`, 'routes: [GET /third]\n');
  renameSync(`${file}.tmp`, file);
  await driver.waitFor((screen) => screen.includes('/third') && screen.includes('404 Not Found'));

  driver.press('ctrl-c');
  expect((await driver.exit()).code).toBe(0);
  expect(driver.alternate()).toBe(false);
});

it('a large source is read beside the keyboard, again and again', async () => {
  const main = join(folder, 'large.json');
  writeFileSync(main, large('/first/{id}'));
  driver = launch([main]);
  // The screen is there before the document is, and takes what is typed.
  await driver.waitFor('Loading');
  driver.type('GET /first/1');
  await driver.waitFor(/^ +200 OK/m);

  writeFileSync(main, large('/second/{id}'));
  await driver.waitFor(/^ +404 Not Found/m);
  driver.press('ctrl-u');
  driver.type('GET /second/1');
  await driver.waitFor(/^ +200 OK/m);
  driver.press('ctrl-c');
  expect((await driver.exit()).code).toBe(0);
});

it('is left while a large source is still being read', async () => {
  const main = join(folder, 'leave.json');
  writeFileSync(main, large('/first/{id}', 60_000));
  driver = launch([main]);
  await driver.waitFor('Loading');
  driver.press('ctrl-c');
  expect((await driver.exit()).code).toBe(0);
  expect(driver.alternate()).toBe(false);
});

it('a small gateway with a large service, and a document whose parts are large, are read beside the keyboard too', async () => {
  writeFileSync(join(folder, 'gateway.yaml'), 'routes: [GET /first]\n');
  writeFileSync(join(folder, 'service.json'), large('/more/{id}'));
  writeFileSync(join(folder, 'parts.yaml'), 'openapi: 3.1.0\npaths: {$ref: "service.json#/paths"}\n');
  for (const [args, request] of [
    [['gateway.yaml', 'users=service.json@/users'], '/users/more/1'],
    [['parts.yaml'], '/more/1'],
  ] as const) {
    driver = launch(args, { cwd: folder });
    driver.type(`GET ${request}`);
    await driver.waitFor(/^ +200 OK/m);
    driver.press('ctrl-c');
    expect((await driver.exit()).code).toBe(0);
    await driver.close();
  }
});

it('a large address is read beside the keyboard; a server that goes away leaves its last routes until it is back', async () => {
  let version = 1;
  const start = () => createServer((_, response) => response.end(large(`/v${version}/{id}`)));
  let server = start();
  const port = await listen(server);
  // Asked as often however long an answer takes, which on a busy machine is long.
  driver = launch(['--poll', '0.1', `http://user:hidden@127.0.0.1:${port}/openapi.json`]);
  await driver.waitFor(`${OPERATIONS + 1} routes`);
  driver.type('GET /v2/1');
  await driver.waitFor(/^ +404 Not Found/m);

  server.closeAllConnections();
  server.close();
  await driver.waitFor('last good');
  version = 2;
  server = start();
  await listen(server, port);
  await driver.waitFor((screen) => /^ +200 OK/m.test(screen) && !screen.includes('last good'));

  driver.press('ctrl-c');
  expect((await driver.exit()).code).toBe(0);
  server.closeAllConnections();
  server.close();
  expect(driver.raw()).not.toContain('hidden');
});

it('an address is asked once and never again with --poll 0, though a file beside it is watched', async () => {
  const asked = new Map<string, number>();
  const server = createServer(({ url = '' }, response) => {
    asked.set(url, (asked.get(url) ?? 0) + 1);
    response.end(`routes: [GET /answer${asked.get(url)}]`);
  });
  const port = await listen(server);
  const origin = `http://127.0.0.1:${port}`;
  const service = join(folder, 'service.yaml');

  driver = launch(['--poll', '0', `${origin}/once`], { cols: 120 });
  await driver.waitFor('/answer1');
  expect(driver.text()).not.toContain('watching');
  // Without the option it is seen to be asked again in the same time.
  const other = launch([`${origin}/often`], { cols: 120 });
  await other.waitFor('/answer6');
  await other.close();
  expect(asked.get('/once')).toBe(1);
  await driver.close();

  writeFileSync(service, 'routes: [GET /first]\n');
  driver = launch(['--poll', '0', `${origin}/mixed`, 'service=service.yaml@/service'], { cwd: folder, cols: 120 });
  await driver.waitFor((screen) => screen.includes('/answer1') && screen.includes('watching'));
  writeFileSync(service, 'routes: [GET /second]\n');
  await driver.waitFor((screen) => screen.includes('/answer2') && screen.includes('/service/second'));
  await driver.close();
  server.closeAllConnections();
  server.close();
});

describe('a changed address is fetched once: what told of the change is what is read', () => {
  let version = 1;
  /** Paths that were answered in full, in order. */
  let full: string[] = [];
  /** Answers that wait until they are let go; null where none has to. */
  let held: (() => void)[] | null = null;
  let server: Server;
  let origin = '';
  const document = (url: string) => {
    if (url === '/large.json') return large(`/v${version}/{id}`);
    if (url === '/main.yaml') return 'openapi: 3.1.0\npaths: {$ref: "part.yaml#/paths"}\n';
    if (url === '/part.yaml') return `paths: {/v${version}: {get: {}}}\n`;
    return `{"routes": ["GET /v${version}"]}`;
  };
  beforeAll(async () => {
    server = createServer(({ url = '', headers }, response) => {
      if (url === '/moved.json') {
        response.writeHead(307, { location: '/packed.json' }).end();
        return;
      }
      const etag = `"${url === '/main.yaml' ? 0 : version}"`;
      if (headers['if-none-match'] === etag) {
        response.writeHead(304).end();
        return;
      }
      full.push(url);
      const body = document(url);
      const answer = () =>
        url === '/packed.json'
          ? response.writeHead(200, { etag, 'content-encoding': 'gzip' }).end(gzipSync(body))
          : response.writeHead(200, { etag }).end(body);
      if (held === null) answer();
      else held.push(answer);
    });
    origin = `http://127.0.0.1:${await listen(server)}`;
  });
  beforeEach(() => {
    [version, full, held] = [1, [], null];
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each<[what: string, args: readonly string[], first: readonly string[], again: readonly string[]]>([
    ['a document', ['/a.json'], ['/a.json'], ['/a.json']],
    ['a bare address', ['/'], ['/openapi.json'], ['/openapi.json']],
    ['one that came compressed over a redirect', ['/moved.json'], ['/packed.json'], ['/packed.json']],
    ['one that is read in a thread', ['/large.json', '--poll', '0.1'], ['/large.json'], ['/large.json']],
    [
      'a part of one, which itself is read as before',
      ['/main.yaml', '--allow-outside'],
      ['/main.yaml', '/part.yaml'],
      ['/part.yaml', '/main.yaml'],
    ],
  ])('%s', async (_what, [path = '', ...options], first, again) => {
    driver = launch([`${origin}${path}`, ...options], { cols: 120 });
    await driver.waitFor('watching');
    expect(full).toEqual(first);
    driver.type(`GET /v2${path === '/large.json' ? '/1' : ''}`);
    await driver.waitFor(/^ +404 Not Found/m);
    full = [];
    version = 2;
    await driver.waitFor(/^ +200 OK/m);
    expect(full).toEqual(again);
  });

  it('of several sources the one that has changed', async () => {
    writeFileSync(file, 'routes: [GET /first]\n');
    driver = launch([file, `one=${origin}/one@/one`], { cols: 120 });
    await driver.waitFor('/one/v1');
    version = 2;
    await driver.waitFor('/one/v2');
    expect(full).toEqual(['/one', '/one']);
    // A change of another reads it too, since nothing else has told what it holds.
    writeFileSync(file, 'routes: [GET /second]\n');
    await driver.waitFor('/second');
    expect(full).toEqual(['/one', '/one', '/one']);
  });

  it('a slow one is shown after one of its answers', async () => {
    driver = launch([`${origin}/slow.json`], { cols: 120 });
    await driver.waitFor('/v1');
    held = [];
    version = 2;
    while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(driver.text()).toContain('/v1');
    held[0]?.();
    await driver.waitFor('/v2');
    expect(held.length).toBe(1);
  });

  it('an answer that was asked for before what is shown never takes its place', async () => {
    writeFileSync(file, 'routes: [GET /first]\n');
    driver = launch([file, `one=${origin}/one@/one`], { cols: 120 });
    await driver.waitFor('/one/v1');
    const waiting: (() => void)[] = [];
    held = waiting;
    const untilAsked = async (times: number) => {
      while (waiting.length < times) await new Promise((resolve) => setImmediate(resolve));
    };
    version = 2;
    await untilAsked(1);
    version = 3;
    writeFileSync(file, 'routes: [GET /second]\n');
    await untilAsked(2);
    // The look that was under way comes first, and the next one tells that it has been taken in.
    waiting[0]?.();
    await untilAsked(3);
    waiting[1]?.();
    await driver.waitFor('/one/v3');
    await untilAsked(4);
    expect(driver.text()).toContain('/one/v3');
  });
});

it('a hundred saves a second are taken in as they come, the last for certain', async () => {
  writeFileSync(file, 'routes: [GET /first]\n');
  driver = launch([file]);
  await driver.waitFor('Registered Routes');
  let [saves, last] = [0, Number.POSITIVE_INFINITY];
  const timer = setInterval(() => {
    saves++;
    writeFileSync(`${file}.tmp`, `routes: [GET /save${saves}]\n`);
    renameSync(`${file}.tmp`, file);
    if (saves >= last) clearInterval(timer);
  }, 10);
  // They go on until one of them is seen, and for a while after that.
  await driver.waitFor((screen) => /\/save\d+ /.test(screen.slice(screen.indexOf('Registered'))));
  last = saves + 50;
  driver.type(`GET /save${last}`);
  await driver.waitFor(/^ +200 OK/m);
  driver.press('ctrl-c');
  expect((await driver.exit()).code).toBe(0);
});
