import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type Driver, type DriverOptions, launch } from './driver.ts';

const folder = mkdtempSync(join(tmpdir(), 'nearmiss-explorer-'));
const shop = join(folder, 'shop.yaml');
writeFileSync(
  shop,
  `framework: fastapi
routers:
  users:
    prefix: /users
    routes:
      - {path: "", methods: [GET], name: list_users, source: app/users.py:12}
      - {path: "", methods: [POST], name: create_user, source: app/users.py:20}
      - {path: "/{user_id}", methods: [GET, DELETE], params: {user_id: int}, name: get_user, source: app/users.py:31}
routes:
  - GET /api/health
  - {include: users, prefix: /api}
`,
);
afterAll(() => rmSync(folder, { recursive: true }));

const running: Driver[] = [];
afterEach(async () => {
  for (const driver of running.splice(0)) await driver.close();
});

/** The explorer on the shop, loaded, with a state folder of its own. */
async function explorer(options: DriverOptions = {}, source = shop): Promise<Driver> {
  const env = { XDG_STATE_HOME: mkdtempSync(join(folder, 'state-')), ...options.env };
  const driver = launch([source], { cols: 80, rows: 24, ...options, env });
  running.push(driver);
  await driver.waitFor(/Registered Routes ─ [1-9]/);
  return driver;
}

describe('the explorer in a terminal', () => {
  test('leads from a 404 over its cause to the answer, and on to 307, 405 and 422', async () => {
    const screen = await explorer();
    screen.type('GET /api/user');
    await screen.waitFor(/404 Not Found[\s\S]*≈1 GET \/api\/users .*users/);
    screen.press('enter');
    await screen.waitFor(/│ GET \/api\/users +│[\s\S]*200 OK +GET \/api\/users/);
    screen.type('/');
    await screen.waitFor(/307 Temporary Redirect +→ \/api\/users /);
    screen.press('backspace', 'alt-m', 'alt-m');
    await screen.waitFor(/PUT \/api\/users[\s\S]*405 Method Not Allowed +Allow: GET/);
    screen.press('ctrl-u');
    screen.type('/api/users/abc');
    await screen.waitFor(/422 Unprocessable Entity[\s\S]*user_id: "abc" .*int/);
  });

  test('follows a resize down to 60×16 and back, and says so below', async () => {
    const screen = await explorer();
    screen.type('GET /api/user');
    await screen.waitFor('404 Not Found');
    const before = await screen.waitFor(/≈1 GET.*\n.*≈2 GET[\s\S]*≈2 8/);
    screen.resize(60, 16);
    await screen.waitFor((text) => text.includes('≈1 GET /api/users') && text.split('\n').length === 16);
    screen.resize(50, 12);
    await screen.waitFor('60×16');
    screen.resize(80, 24);
    await screen.waitFor((text) => text === before);
  });

  test('reads a pasted curl line over several lines', async () => {
    const screen = await explorer();
    screen.type('GET /old');
    screen.paste(
      "curl -X POST \\\n  'http://localhost:8000/api/users' \\\n  -H 'accept: application/json' \\\n  -d '{}'\n",
    );
    await screen.waitFor(/│ POST \/api\/users +│[\s\S]*200 OK/);
  });

  test('opens the help anywhere and closes it', async () => {
    const screen = await explorer();
    screen.press('f1');
    await screen.waitFor('━━ Keys');
    screen.press('f1');
    await screen.waitFor('Registered Routes');
    screen.press('tab', '?');
    await screen.waitFor('━━ Keys');
    screen.press('esc');
    await screen.waitFor('Registered Routes');
  });

  test.each([
    ['ctrl-c in the request bar', ['ctrl-c']],
    ['ctrl-c in the help', ['f1', 'ctrl-c']],
    ['q in the table', ['tab', 'q']],
  ])('leaves the terminal as it was: %s', async (_, keys) => {
    const screen = await explorer();
    expect(screen.alternate()).toBe(true);
    screen.press(...keys);
    expect(await screen.exit()).toEqual({ code: 0, signal: 0 });
    expect(screen.alternate()).toBe(false);
    expect(screen.text().trim()).toBe('');
    // The last word on the cursor, on pasting and on the screen is that of a shell.
    expect(screen.raw().lastIndexOf('\x1b[?25h')).toBeGreaterThan(screen.raw().lastIndexOf('\x1b[?25l'));
    expect(screen.raw().lastIndexOf('\x1b[?2004l')).toBeGreaterThan(screen.raw().lastIndexOf('\x1b[?2004h'));
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)('restores the terminal on %s', async (signal) => {
    const screen = await explorer();
    process.kill(screen.pid, signal);
    await screen.exit();
    expect(screen.alternate()).toBe(false);
    expect(screen.raw().lastIndexOf('\x1b[?25h')).toBeGreaterThan(screen.raw().lastIndexOf('\x1b[?25l'));
  });

  test('esc never quits', async () => {
    const screen = await explorer();
    screen.press('esc');
    await screen.waitFor('ctrl-c quits');
    screen.type('/api/health');
    await screen.waitFor('200 OK');
  });

  test('loses no key of a burst', async () => {
    const screen = await explorer({ cols: 240 });
    const typed = `GET /${'abcdefghi/'.repeat(20)}`;
    screen.type(typed);
    await screen.waitFor(`│ ${typed} `);
  });

  test('puts the cursor where the caret is', async () => {
    const screen = await explorer();
    screen.type('GET /api');
    await screen.waitFor(() => screen.cursor().row === 2 && screen.cursor().column === 10);
    screen.press('alt-b', 'x');
    await screen.waitFor('│ GET /xapi ');
    await screen.waitFor(() => screen.cursor().row === 2 && screen.cursor().column === 8);
  });

  test('remembers requests over a restart', async () => {
    const env = { XDG_STATE_HOME: mkdtempSync(join(folder, 'state-')) };
    const first = await explorer({ env });
    first.type('GET /api/health');
    await first.waitFor('200 OK');
    first.press('enter');
    await first.waitFor('kept');
    first.press('ctrl-c');
    await first.exit();
    const second = await explorer({ env });
    second.press('up');
    await second.waitFor(/│ GET \/api\/health/);
  });

  test('follows a change of its source, keeps the request, and outlives a broken save', async () => {
    const live = join(folder, 'live.yaml');
    writeFileSync(live, 'routes: [GET /a]\n');
    const screen = await explorer({}, live);
    screen.type('GET /late');
    await screen.waitFor('404 Not Found');
    writeFileSync(live, 'routes: [GET /a, GET /late]\n');
    await screen.waitFor(/200 OK +GET \/late/);
    writeFileSync(live, 'routes: [GET /a, GTE\n');
    await screen.waitFor('last good');
    expect(screen.text()).toContain('200 OK');
    writeFileSync(live, 'routes: [GET /b]\n');
    await screen.waitFor((text) => text.includes('404 Not Found') && text.includes('/b'));
  });

  test('can be left while its source is still on the way', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const screen = launch([`http://127.0.0.1:${port}/openapi.json`], { cols: 80, rows: 24 });
    running.push(screen);
    await screen.waitFor('Loading http://127.0.0.1');
    screen.type('GET /x');
    await screen.waitFor('│ GET /x ');
    screen.press('ctrl-c');
    expect(await screen.exit()).toEqual({ code: 0, signal: 0 });
    expect(screen.alternate()).toBe(false);
    server.closeAllConnections();
    server.close();
  });

  test('writes no colour with NO_COLOR', async () => {
    const screen = await explorer({ env: { NO_COLOR: '1' } });
    screen.type('GET /api/user');
    await screen.waitFor('404 Not Found');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
    expect(screen.raw()).not.toMatch(/\x1b\[[\d;]*\b(?:3[0-7]|4[0-7]|9[0-7]|38|48)\b[\d;]*m/);
  });

  test('shows where a source is wrong, and can be left', async () => {
    const broken = join(folder, 'broken.yaml');
    writeFileSync(broken, 'routes:\n  - pth: /x\n    methods: [GET]\n');
    const driver = launch([broken], { cols: 80, rows: 24 });
    running.push(driver);
    await driver.waitFor('can’t be used');
    driver.press('f2');
    await driver.waitFor(/did you mean/);
    driver.press('esc', 'ctrl-c');
    expect((await driver.exit()).code).toBe(0);
  });
});
