import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type Driver, type DriverOptions, launch } from './driver.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nearmiss-whatif-'));
afterAll(() => rmSync(folder, { recursive: true }));

const running: Driver[] = [];
afterEach(async () => {
  for (const driver of running.splice(0)) await driver.close();
});

/** A folder with the bookshop in it, and a state folder of its own. */
function shop(): { cwd: string; env: Record<string, string> } {
  const cwd = mkdtempSync(join(folder, 'shop-'));
  copyFileSync(join(ROOT, 'samples/bookshop.yaml'), join(cwd, 'bookshop.yaml'));
  return { cwd, env: { XDG_STATE_HOME: join(cwd, 'state') } };
}

async function explorer(args: readonly string[], options: DriverOptions): Promise<Driver> {
  const driver = launch(args, { cols: 100, rows: 30, ...options });
  running.push(driver);
  await driver.waitFor(/Registered Routes ─ [1-9]/);
  return driver;
}

/** What the command line says, exit code or not. */
function explain(cwd: string, ...args: readonly string[]): { status: number; route: string | null } {
  const bin = join(ROOT, 'bin/nearmiss.js');
  let output: string;
  try {
    output = execFileSync(process.execPath, [bin, 'explain', '--json', ...args], { cwd, encoding: 'utf8' });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  return JSON.parse(output);
}

describe('what if, in a terminal', () => {
  test('the whole way: move, undo, include, switch redirects off, pins, save, leave, reopen, the same on the command line', async () => {
    const { cwd, env } = shop();
    const before = readFileSync(join(cwd, 'bookshop.yaml'), 'utf8');
    const screen = await explorer(['bookshop.yaml'], { cwd, env });
    screen.type('GET /api/users/me');
    await screen.waitFor(/422 Unprocessable Entity/);
    // Onto the shadowed route, by the filter, and up above the four that take its path.
    screen.press('tab', 'tab', '/');
    screen.type('read_me');
    await screen.waitFor(/Registered Routes ─ 1 of/);
    screen.press('enter', 'K', 'K', 'K');
    await screen.waitFor(/200 OK +GET \/api\/users\/me[\s\S]*\[Impact 3\]/);
    await screen.waitFor(/GET \/api\/users\/me +422 \/api\/users\/\{user_id\} .*→ 200 \/api\/users\/me/);
    expect(screen.text()).toContain('± 3 changes*');
    screen.press('u', 'u', 'u');
    await screen.waitFor(/422 Unprocessable Entity[\s\S]*\[Impact 0\]/);
    screen.press('U', 'U', 'U');
    await screen.waitFor('± 3 changes*');

    // The forgotten router, from the near miss that names it.
    screen.press('esc');
    await screen.waitFor('Registered Routes ─ 49');
    screen.press('esc', 'ctrl-u');
    screen.type('GET /billing/invoices');
    await screen.waitFor(/404 Not Found[\s\S]*include router billing/);
    screen.press('enter');
    await screen.waitFor(/200 OK +GET \/billing\/invoices[\s\S]*\[Impact/);

    // A pin that the slash setting changes.
    screen.press('ctrl-u');
    screen.type('GET /api/books/');
    await screen.waitFor('307 Temporary Redirect');
    screen.press('alt-p', 'ctrl-t', 'right');
    await screen.waitFor(/\[Pins 1\][\s\S]*GET \/api\/books\/ +307/);
    screen.press('f4');
    await screen.waitFor(/redirect_slashes +on/);
    screen.press('enter');
    await screen.waitFor(/redirect_slashes +off/);
    screen.press('esc');
    await screen.waitFor(/\[Pins 1\/1\][\s\S]*GET \/api\/books\/ +307 to \/api\/books → 404/);

    screen.press('ctrl-s', 'enter');
    await screen.waitFor('❯ bookshop.scenario.yaml');
    screen.press('enter');
    await screen.waitFor(/saved .*bookshop\.scenario\.yaml/);
    await screen.waitFor(/± 5 changes(?!\*)/);
    screen.press('ctrl-c');
    expect((await screen.exit()).code).toBe(0);
    expect(readFileSync(join(cwd, 'bookshop.yaml'), 'utf8')).toBe(before);

    const again = await explorer(['bookshop.yaml', '--scenario', 'bookshop.scenario.yaml'], { cwd, env });
    await again.waitFor(/\[Changes 5\]/);
    const asked = ['GET /api/users/me', 'GET /billing/invoices', 'GET /api/books/', 'GET /api/users/7'];
    for (const request of asked) {
      again.press('ctrl-u');
      again.type(request);
      const { status, route } = explain(
        cwd,
        'bookshop.yaml',
        '--scenario',
        'bookshop.scenario.yaml',
        ...request.split(' '),
      );
      await again.waitFor((text) => text.includes(`│ ${request} `) && new RegExp(`^ +${status} `, 'm').test(text));
      if (route !== null) expect(again.text()).toContain(route);
    }
    again.press('ctrl-c');
    await again.exit();
  });

  test('unsaved changes are offered at the next start, and pins are there', async () => {
    const { cwd, env } = shop();
    const first = await explorer(['bookshop.yaml'], { cwd, env });
    first.type('GET /api/users/me');
    await first.waitFor('apply');
    first.press('alt-p', 'enter');
    await first.waitFor(/200 OK[\s\S]*\[Impact 3\]/);
    first.press('ctrl-c');
    await first.exit();
    const second = await explorer(['bookshop.yaml'], { cwd, env });
    await second.waitFor(/1 unsaved change/);
    expect(second.text()).not.toContain('± 1 change');
    second.press('ctrl-y');
    await second.waitFor(/± 1 change\*/);
    second.press('ctrl-t', 'left');
    await second.waitFor(/\[Pins 1\/1\]/);
    second.press('ctrl-c');
    await second.exit();
  });

  test('survives a kill: what was changed is offered, and no file is half written', async () => {
    const { cwd, env } = shop();
    const first = await explorer(['bookshop.yaml'], { cwd, env });
    first.press('tab', 'x', 'x', 'x');
    const state = join(cwd, 'state/nearmiss/sources');
    first.press('down', 'down', 'down', 'down', 'x');
    await first.waitFor('± 1 change*');
    const kept = () => existsSync(state) && readdirSync(state).some((name) => name.endsWith('.scenario.yaml'));
    await expect.poll(kept, { timeout: 10_000 }).toBe(true);
    process.kill(first.pid, 'SIGKILL');
    await first.exit();
    expect(readdirSync(state).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const second = await explorer(['bookshop.yaml'], { cwd, env });
    await second.waitFor(/1 unsaved change/);
  });

  test('a source that changes keeps the changes that fit, and names the others', async () => {
    const { cwd, env } = shop();
    const live = join(cwd, 'live.yaml');
    writeFileSync(live, 'routes: [GET /a, GET /b, GET /c]\n');
    const screen = await explorer(['live.yaml'], { cwd, env });
    screen.press('tab', 'G', 'x', '<');
    await screen.waitFor('± 2 changes*');
    writeFileSync(live, 'routes: [GET /a, GET /b, GET /late]\n');
    await screen.waitFor(/1 of 2 changes/);
    screen.press('ctrl-t', 'left');
    await screen.waitFor(/can’t be applied.*GET \/c/);
    writeFileSync(live, 'routes: [GET /a, GET /b, GET /c, GET /late]\n');
    await screen.waitFor('± 2 changes*');
  });

  test('refuses to write over the source, and asks before it writes over anything else', async () => {
    const { cwd, env } = shop();
    writeFileSync(join(cwd, 'mine.yaml'), 'precious\n');
    const screen = await explorer(['bookshop.yaml'], { cwd, env });
    const save = (name: string) => {
      screen.press('ctrl-s', 'down', 'enter', 'ctrl-u');
      screen.type(name);
      screen.press('enter');
    };
    save('./bookshop.yaml');
    await screen.waitFor('is the source, which is never overwritten');
    screen.press('esc', 'esc');
    save('mine.yaml');
    await screen.waitFor(/mine\.yaml exists/);
    expect(readFileSync(join(cwd, 'mine.yaml'), 'utf8')).toBe('precious\n');
    screen.press('enter');
    await screen.waitFor(/saved .*mine\.yaml/);
    expect(readFileSync(join(cwd, 'mine.yaml'), 'utf8')).toContain('framework: fastapi');
  });

  test('the tour is there at the first start, and not at the second', async () => {
    const { cwd, env } = shop();
    const first = await explorer(['bookshop.yaml'], { cwd, env });
    await first.waitFor('tour 1/5');
    first.type('GET /api/healt');
    await first.waitFor('tour 2/5');
    first.press('enter');
    await first.waitFor('tour 3/5');
    first.press('tab', 'J');
    await first.waitFor('tour 4/5');
    first.press('u');
    await first.waitFor('tour 5/5');
    first.press('ctrl-c');
    await first.exit();
    const second = await explorer(['bookshop.yaml'], { cwd, env });
    await second.waitFor('● watching');
    expect(second.text()).not.toContain('tour');
  });
});
