import { afterEach, describe, expect, it } from 'vitest';
import { type Driver, type DriverOptions, launch } from './driver.ts';

const SAMPLE = 'samples/bookshop.yaml';
const ESC = '\u001b';
const open: Driver[] = [];

async function printed(args: readonly string[], options: DriverOptions = {}): Promise<{ raw: string; code: number }> {
  const driver = launch(args, options);
  open.push(driver);
  const { code } = await driver.exit();
  return { raw: driver.raw(), code };
}

afterEach(async () => {
  for (const driver of open.splice(0)) await driver.close();
});

describe('in a terminal', () => {
  it('explain is coloured, and the same text without', async () => {
    const args = ['explain', SAMPLE, 'GET', '/api/user'];
    const coloured = await printed(args);
    const plain = await printed(args, { env: { NO_COLOR: '1' } });
    expect(coloured.code).toBe(1);
    expect(coloured.raw).toContain(`${ESC}[31m`);
    expect(plain.raw).not.toContain(ESC);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is taken out
    expect(coloured.raw.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain.raw);
  });

  it.each([60, 80, 120])('explain fits %i columns', async (cols) => {
    const { raw } = await printed(['explain', SAMPLE, 'GET', '/api/userz/me'], { cols, env: { NO_COLOR: '1' } });
    expect(raw).toContain('404 Not Found');
    for (const line of raw.split('\r\n')) expect(line.length, line).toBeLessThanOrEqual(cols);
  });

  it.each([60, 80])('lint fits %i columns', async (cols) => {
    const { raw } = await printed(['lint', SAMPLE], { cols, env: { NO_COLOR: '1' } });
    const told = raw.split('\r\n').filter((line) => line.startsWith('  '));
    expect(told.length).toBeGreaterThan(10);
    for (const line of told) expect(line.length, line).toBeLessThanOrEqual(cols);
  });

  it('TERM=dumb gets plain text, and the list for an explorer', async () => {
    const { raw } = await printed(['explain', SAMPLE, 'GET', '/api/user'], { env: { TERM: 'dumb' } });
    expect(raw).not.toContain(ESC);
    const listed = await printed([SAMPLE], { env: { TERM: 'dumb' } });
    expect(listed.raw).toMatch(/^GET {5}\/openapi\.json\r\n/);
    expect(listed.raw).not.toContain(ESC);
  });

  it('the list is not coloured: it is for cutting and pasting', async () => {
    expect((await printed(['list', SAMPLE])).raw).not.toContain(ESC);
  });

  it('standard input is not waited for', async () => {
    const { raw, code } = await printed(['list', '-']);
    expect(code).toBe(2);
    expect(raw).toContain('standard input');
  });

  it('without a terminal on standard input the explorer prints the list', async () => {
    const bin = process.execPath;
    const { raw, code } = await printed(['-c', `"${bin}" bin/nearmiss.js ${SAMPLE} < /dev/null`], {
      command: ['bash'],
    });
    expect(code).toBe(0);
    expect(raw).toContain('/openapi.json');
    expect(raw).not.toContain(ESC);
  });

  it.each([
    ['a file that is not there', ['no-such-file.yaml'], 'no such file'],
    ['a folder without a source', [], 'no source given'],
  ])('%s is said at once, with 2, and no screen is opened', async (_, args, words) => {
    const { raw, code } = await printed(args, { cwd: 'test/real-misses', env: { NO_COLOR: '1' } });
    expect(raw).toContain(words);
    expect(raw).not.toContain(`${ESC}[?1049h`);
    expect(code).toBe(2);
  });

  it('with a source piped in the explorer takes its keys from the terminal', async () => {
    const driver = launch(['-c', `cat ${SAMPLE} | "${process.execPath}" bin/nearmiss.js -; stty -a`], {
      command: ['bash'],
    });
    open.push(driver);
    await driver.waitFor('Registered Routes');
    driver.press('esc');
    driver.type('GET /api/user');
    await driver.waitFor('≈1 GET /api/users');
    driver.press('ctrl-c');
    expect((await driver.exit()).code).toBe(0);
    expect(driver.raw()).toMatch(/ icanon .* echo /s);
  });
});
