import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Driver, launch } from './driver.ts';

let folder = '';
let driver: Driver | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-disk-'));
  writeFileSync(join(folder, 'routes.yaml'), 'routes: [GET /first, GET /second]\n');
  writeFileSync(join(folder, 'file'), '');
});
afterEach(() => driver?.close());
afterAll(() => rmSync(folder, { recursive: true }));

describe('where nothing can be written', () => {
  it('the explorer goes on, says what can’t be kept and why, and what is lost when it is left', async () => {
    driver = launch(['routes.yaml'], {
      cwd: folder,
      cols: 80,
      env: { XDG_STATE_HOME: join(folder, 'file', '\u001b]0;pwned\u0007') },
    });
    await driver.waitFor('Registered Routes');
    driver.type('GET /first');
    await driver.waitFor(/^ +200 OK/m);
    driver.press('alt-p');
    await driver.waitFor(/pins: .*no such file/);
    driver.press('tab', 'down', 'down', 'alt-up');
    await driver.waitFor('± 1 change');
    driver.press('f1');
    await driver.waitFor('ctrl-c');
    driver.press('ctrl-c');
    expect((await driver.exit()).code).toBe(0);
    expect(driver.text()).toMatch(/1 unsaved change lost: cannot write/);
    expect(driver.raw()).not.toContain('\u001b]0;');
  });

  it.each([
    ['a report', ['check', '--junit', 'file/report.xml', 'routes.yaml', 'requests.yaml']],
    ['a file to start from', ['check', '--init', 'routes.yaml', 'file/requests.yaml']],
    ['a trace', ['--trace', 'file/trace.json', 'routes.yaml']],
  ])('%s is refused with the reason', async (_, args) => {
    writeFileSync(join(folder, 'requests.yaml'), '- request: GET /first\n  status: 200\n');
    driver = launch(args, { cwd: folder });
    expect((await driver.exit()).code).toBe(2);
    expect(driver.text()).toMatch(/cannot write file\/[a-z.]+: (?:no such file: )?a part of the path is not a folder/);
  });
});
