import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const ROUTES = 'routes: [GET /a, {path: "/b/{id}", methods: [GET], params: {id: int}}]\n';
let folder = '';
const file = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-check-'));
  writeFileSync(file('routes.yaml'), ROUTES);
});
afterEach(() => rmSync(folder, { recursive: true }));

const check = (...args: string[]) => runCli(['check', ...args], { cwd: folder });

describe('check', () => {
  it('starts a file from the routes, and finds it right', async () => {
    const made = await check('--init', 'requests.yaml');
    expect({ code: made.code, stdout: made.stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(file('requests.yaml'), 'utf8')).toContain('request: GET /a\n');
    expect(await check('requests.yaml')).toEqual({ code: 0, stdout: '6 passed\n', stderr: '' });
    const again = await check('--init', 'requests.yaml');
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('requests.yaml');
  });

  it('exits with 1 on a difference, and says which', async () => {
    writeFileSync(
      file('requests.yaml'),
      '- {request: GET /a, status: 200}\n- {request: GET /b/x, status: 200, name: one thing}\n- GET /c\n',
    );
    const { code, stdout } = await check('routes.yaml', 'requests.yaml');
    expect(code).toBe(1);
    expect(stdout).toContain('✗ one thing  requests.yaml:2\n  status is 422, expected 200');
    expect(stdout).toContain('✗ GET /c  requests.yaml:3');
    expect(stdout).toContain('1 passed, 2 failed');
    const rows = JSON.parse((await check('requests.yaml', '--json')).stdout);
    expect(rows.map(({ passed }: { passed: boolean }) => passed)).toEqual([true, false, false]);
  });

  it('writes JUnit XML', async () => {
    writeFileSync(file('requests.yaml'), '- {request: GET /a, status: 200}\n- {request: "GET /<&>", status: 200}\n');
    expect((await check('requests.yaml', '--junit', 'out/report.xml')).code).toBe(1);
    const xml = readFileSync(file('out/report.xml'), 'utf8');
    expect(xml).toContain('<testsuite name="requests.yaml" tests="2" failures="1"');
    expect(xml).toContain('name="GET /&#60;&#38;&#62;"');
    expect(xml.match(/<testcase /g)).toHaveLength(2);
  });

  it.each([
    [
      'a byte order mark',
      Buffer.from('\ufeff# é\r\n- GET /nope\r\n'),
      '\ufeff# é\r\n- request: GET /nope\r\n  status: 404\r\n',
    ],
    ['UTF-16', Buffer.from('\ufeff# é\n- GET /nope\n', 'utf16le'), '\ufeff# é\n- request: GET /nope\n  status: 404\n'],
  ])('--update keeps %s', async (what, bytes, updated) => {
    writeFileSync(file('encoded.yaml'), bytes);
    expect((await check('encoded.yaml', '--update')).code).toBe(0);
    expect(readFileSync(file('encoded.yaml'))).toEqual(Buffer.from(updated, what === 'UTF-16' ? 'utf16le' : 'utf8'));
  });

  it.each([
    ['bytes that are no text', Buffer.from('- GET /caf\xe9\n', 'latin1'), 'not UTF-8'],
    ['aliases of requests', Buffer.from('- request: &r GET /nope\n  status: 200\n- *r\n'), 'can’t'],
  ])('--update never destroys %s', async (_what, bytes, words) => {
    writeFileSync(file('kept.yaml'), bytes);
    const { code, stderr } = await check('kept.yaml', '--update');
    expect(code).toBe(2);
    expect(stderr.replace("'", '’')).toContain(words);
    expect(readFileSync(file('kept.yaml'))).toEqual(bytes);
  });

  it('--update writes what is, and leaves the rest as it was', async () => {
    writeFileSync(file('requests.yaml'), '# mine\n- request: GET /b/x # why\n  status: 200\n');
    expect((await check('requests.yaml', '--update')).code).toBe(0);
    const text = readFileSync(file('requests.yaml'), 'utf8');
    expect(text).toContain('# mine');
    expect(text).toContain('# why');
    expect(text).toContain('status: 422');
    expect((await check('requests.yaml')).code).toBe(0);
  });

  it.each<[string, string[], string]>([
    ['a file that is not there', ['nope.yaml'], 'no such file'],
    ['no file at all', [], 'file'],
    ['too many words', ['a', 'b', 'c'], 'check'],
    ['--init and --update', ['--init', '--update', 'x.yaml'], '--init'],
  ])('refuses %s with 2', async (_, args, words) => {
    const { code, stderr } = await check(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  it('shows what is wrong with a file, and changes nothing', async () => {
    const text = '- {request: GET /a, staus: 200}\n';
    writeFileSync(file('requests.yaml'), text);
    const { code, stderr } = await check('requests.yaml', '--update', '--junit', 'report.xml');
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean `status`?');
    expect(readFileSync(file('requests.yaml'), 'utf8')).toBe(text);
    expect(existsSync(file('report.xml'))).toBe(false);
  });
});
