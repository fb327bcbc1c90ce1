import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Driver, launch } from './driver.ts';

const folder = mkdtempSync(join(tmpdir(), 'nearmiss-watch-'));
const file = join(folder, 'routes.yaml');
let driver: Driver;
afterEach(async () => {
  await driver.close();
  rmSync(folder, { recursive: true });
});

it('a changed source is read again, and the request stays', async () => {
  writeFileSync(file, 'routes: [GET /first]\n');
  driver = launch([file]);
  await driver.waitFor('/first');
  driver.type('GET /second');
  await driver.waitFor('404 Not Found');

  writeFileSync(file, 'routes: [GET /first, GET /second]\n');
  await driver.waitFor('200 OK');

  // A broken save keeps the last good table, and says so.
  writeFileSync(file, 'routes: [GET /first, }\n');
  await driver.waitFor('last good routes');
  expect(driver.text()).toContain('200 OK');

  // An editor's atomic save, after the file was away.
  rmSync(file);
  writeFileSync(`${file}.tmp`, 'routes: [GET /third]\n');
  renameSync(`${file}.tmp`, file);
  await driver.waitFor((screen) => screen.includes('/third') && screen.includes('404 Not Found'));

  driver.press('ctrl-c');
  expect((await driver.exit()).code).toBe(0);
  expect(driver.alternate()).toBe(false);
});
