import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { type Driver, launch } from './driver.ts';

/** Every secret is of this shape, so that one look finds them all. */
const SECRET = /s3cret/;
const DOCUMENT = JSON.stringify({ routes: ['GET /things', 'POST /things'] });

let folder = '';
let server: Server;
let host = '';
let asked: (string | undefined)[] = [];
let driver: Driver | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-secrets-'));
  writeFileSync(join(folder, 'headers'), 'X-File: s3cret-file\n');
  server = createServer(({ headers, url }, response) => {
    asked.push(headers.authorization, headers['x-env'] as string, headers['x-file'] as string);
    if (url === '/broken') response.end('{"routes": [');
    else if (url === '/denied') response.writeHead(403).end();
    else response.end(DOCUMENT);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => driver?.close());
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const HEADERS = ['--header', 'X-Env: $TOKEN', '--header', '@headers'];
const env = { TOKEN: 's3cret-env' };
const address = (path: string) => `http://user:s3cret-word@${host}${path}`;

/** All that was written below a folder, names included. */
function written(below: string): string {
  const entries = readdirSync(below, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return entry.isFile() ? `${path}\n${readFileSync(path, 'utf8')}` : path;
    })
    .join('\n');
}

describe('secrets', () => {
  it('are sent, and nowhere to be found: not on screen, in what is remembered, copied, saved or traced', async () => {
    const state = join(folder, 'state');
    const trace = join(folder, 'trace.json');
    asked = [];
    driver = launch([address('/openapi.json?api_key=s3cret-key'), ...HEADERS, '--trace', trace], {
      cwd: folder,
      env: { ...env, XDG_STATE_HOME: state },
      cols: 120,
    });
    await driver.waitFor('Registered Routes ─ 6');
    expect(asked.slice(0, 3)).toEqual([
      `Basic ${Buffer.from('user:s3cret-word').toString('base64')}`,
      's3cret-env',
      's3cret-file',
    ]);
    driver.paste(
      `curl -u me:s3cret-curl -H 'Authorization: Bearer s3cret-bearer' http://me:s3cret-url@api.example/thing`,
    );
    await driver.waitFor('404 Not Found');
    driver.press('alt-p', 'enter');
    await driver.waitFor('200 OK');
    for (const typed of [
      'curl -u me:s3cret-typed http://me:s3cret-typed@api.example/thin',
      '$ curl -u me:s3cret-typed http://api.example/thin',
      'http -a me:s3cret-typed api.example/thin X-Key:s3cret-typed',
      'wget --password s3cret-typed api.example/thin',
      'GET /thin HTTP/1.1 Authorization: s3cret-typed',
      'fetch("http://api.example/thin", {"headers": {"authorization": "s3cret-typed"}})',
      '{"path": "/thin", "token": "s3cret-typed"}',
    ]) {
      driver.press('ctrl-u');
      driver.type(typed);
      await driver.waitFor(/^ +404 Not Found/m);
      driver.press('enter');
      await driver.waitFor(/^ +200 OK/m);
    }
    const shown = driver.raw().split('s3cret-typed').length;
    driver.press('alt-p', 'esc', 'tab', 'down', 'c', 'f2', 'esc', 'ctrl-c');
    expect((await driver.exit()).code).toBe(0);
    // What somebody types is on screen while it is typed, and nothing else is.
    expect(driver.raw().replaceAll(/s(?:3cret-typed)?/g, '')).not.toMatch(SECRET);
    expect(shown).toBe(driver.raw().split('s3cret-typed').length);
    expect(written(state)).toContain('/thin\n');
    expect(written(state)).not.toMatch(SECRET);
    expect(readFileSync(trace, 'utf8')).not.toMatch(SECRET);
  });

  it.each([
    ['/openapi.json', 0],
    ['/broken', 2],
    ['/denied', 2],
    ['/openapi.json more', 2],
  ] as const)('are in no output of any command on %s', async (path, expected) => {
    const words = path.split(' ').map((word, i) => (i === 0 ? address(word) : `http://user:s3cret@${host}/${word}`));
    for (const command of [
      ['list', '--long'],
      ['list', '--json'],
      ['lint', '--disable', 'allow-hides-methods'],
    ]) {
      const { code, stdout, stderr } = await runCli([...command, ...words, ...HEADERS], { env, cwd: folder });
      expect([command, code, stdout + stderr]).toEqual([command, expected, expect.not.stringMatching(SECRET)]);
    }
  });

  it.each([
    ['that cannot be reached', ['list', 'http://user:s3cret@127.0.0.1:1/x']],
    ['that is no address', ['list', 'http://user:s3cret@[x/y']],
    ['with a prefix', ['list', 'routes.yaml', 'b=http://user:s3cret@127.0.0.1:1/x@/b']],
    ['as a file of requests', ['check', 'http://user:s3cret@127.0.0.1:1/x', 'http://user:s3cret@127.0.0.1:1/y']],
    ['as a scenario', ['list', '--scenario', 'http://user:s3cret@127.0.0.1:1/x', join('samples', 'bookshop.yaml')]],
    ['in place of a request', ['explain', 'http://user:s3cret@127.0.0.1:1/x', 'GET']],
  ])('are not in what is said of an address %s', async (_, args) => {
    const { code, stdout, stderr } = await runCli(args);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toMatch(SECRET);
  });
});
