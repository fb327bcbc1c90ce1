import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type Driver, launch } from './driver.ts';

const ROUTES = 24_000;
const folder = mkdtempSync(join(tmpdir(), 'nearmiss-large-'));
/** Large enough to be read beside the keyboard. */
const large = join(folder, 'large.json');
const paths = Object.fromEntries(
  Array.from({ length: ROUTES / 2 }, (_, i) => {
    const operation = { operationId: `op_${i}`, responses: { 200: { description: 'done' } } };
    return [
      `/area-${i % 40}/things-${i}/{thing_id}`,
      { get: operation, delete: { ...operation, operationId: `d_${i}` } },
    ];
  }),
);
writeFileSync(large, JSON.stringify({ openapi: '3.1.0', info: { title: 'Large', version: '1' }, paths }));
afterAll(() => rmSync(folder, { recursive: true }));

const running: Driver[] = [];
afterEach(async () => {
  for (const driver of running.splice(0)) await driver.close();
});

function start(): Driver {
  const env = { XDG_STATE_HOME: mkdtempSync(join(folder, 'state-')) };
  const driver = launch([large], { cols: 240, rows: 30, env });
  running.push(driver);
  return driver;
}

test('a large source opens with every route, and can be searched and filtered', async () => {
  const screen = start();
  await screen.waitFor(`Registered Routes ─ ${ROUTES}`);
  screen.type('GET /area-7/thigns-1007/5');
  await screen.waitFor(/404 Not Found[\s\S]*≈1 GET \/area-7\/things-1007\//);
  screen.press('tab', 'tab');
  screen.type('/things-1007');
  await screen.waitFor(/Registered Routes ─ \d+ of 24000[\s\S]*\/area-7\/things-1007\//);
});

test('a burst of typing into a large source loses no key', async () => {
  const screen = start();
  await screen.waitFor(`Registered Routes ─ ${ROUTES}`);
  const text = `GET /area-7/${Array.from({ length: 38 }, (_, i) => `x${i % 10}y-`).join('')}${'z'.repeat(36)}`;
  expect(text.length).toBe(200);
  for (const letter of text) screen.type(letter);
  await screen.waitFor(`│ ${text} `);
});

test('a large source can be left while it is read', async () => {
  const screen = start();
  await screen.waitFor('Registered Routes');
  screen.press('ctrl-c');
  expect((await screen.exit()).code).toBe(0);
});
