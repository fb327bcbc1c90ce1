import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { notMeant, textOfStream } from '../hostile/escapes.ts';
import { unsafeIn } from '../hostile/unsafe.ts';
import { type Driver, launch } from './driver.ts';

const EVIL = '\u009b31m\u009d0;pwned\u009c\u202e';
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const latin = (text: string) => Buffer.from(text, 'latin1');

/** What a server may say, byte by byte; each path answers with one. */
const ANSWERS: Readonly<Record<string, Buffer>> = {
  '/status': latin(`HTTP/1.1 404 \u009b31m\u009d0;pwned\u009c ${'x'.repeat(3000)}\r\ncontent-length: 0\r\n\r\n`),
  '/redirect': utf8(`HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/${EVIL}\r\ncontent-length: 0\r\n\r\n`),
  '/scheme': utf8('HTTP/1.1 302 Found\r\nlocation: javascript:alert(1)\r\ncontent-length: 0\r\n\r\n'),
  '/type': latin('HTTP/1.1 200 OK\r\ncontent-type: text/html; \u009b31m\r\ncontent-length: 1\r\n\r\nx'),
  '/escape': utf8('HTTP/1.1 200 \u001b]0;pwned\u0007\r\ncontent-length: 1\r\n\r\nx'),
  '/header': utf8('HTTP/1.1 200 OK\r\n\u001b]0;pwned\u0007: x\r\ncontent-length: 1\r\n\r\nx'),
  '/headers': utf8(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}\r\n`),
  '/length': utf8('HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\nx'),
  '/chunks': utf8('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\u001b]0;x\u0007\r\n'),
  '/nothing': utf8('\u001b]0;pwned\u0007\u009b31m'),
  '/empty': utf8(''),
  '/document': utf8(
    `HTTP/1.1 200 OK\r\netag: "\u00e9"\r\nconnection: close\r\n\r\n{"routes": ["GET /${EVIL}", {"path": "/x", "methods": ["${EVIL}"]}]}`,
  ),
  '/page': utf8(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n<!DOCTYPE html><title>\u001b]0;pwned\u0007</title>`),
};

let server: Server;
let origin = '';
let driver: Driver;
beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (asked) => {
      const path = /^GET (\S+)/.exec(asked.toString())?.[1] ?? '';
      socket.end(ANSWERS[path.replace(/[?#].*/, '')] ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => driver.close());
afterAll(() => server.close());

function expectMeantOnly(raw: string): void {
  expect(raw).not.toBe('');
  expect(raw).not.toContain('bug in nearmiss');
  expect(notMeant(raw)).toEqual([]);
  for (const text of textOfStream(raw)) expect([unsafeIn(text), text]).toEqual([null, text]);
}

describe('a hostile server', () => {
  it.each(Object.keys(ANSWERS).filter((path) => path !== '/document'))('%s, listed', async (path) => {
    driver = launch(['list', `${origin}${path}`]);
    expect((await driver.exit()).code).toBe(2);
    expectMeantOnly(driver.raw());
  });

  it.each(['/document', '/status', '/nothing', '/document?\u202e'])('%s, explored', async (path) => {
    driver = launch([`${origin}${path}`], { cols: 120 });
    await driver.waitFor(/can’t be used|1 error|Registered Routes ─/);
    driver.press('f2', 'esc', 'ctrl-c');
    expect((await driver.exit()).code).toBe(0);
    expectMeantOnly(driver.raw());
  });
});
