import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readHeaders } from '../../src/io/secret-headers.ts';

const folder = mkdtempSync(join(tmpdir(), 'nearmiss-header-'));
const value = join(folder, 'value');
const lines = join(folder, 'lines');
writeFileSync(value, 's3cret\n');
writeFileSync(lines, '# mine\nX-One: 1\n\nX-Two: $TOKEN\n');
afterAll(() => rmSync(folder, { recursive: true }));
const env = { TOKEN: 't0ken', BROKEN: 'a\nX-Evil: 1' };

describe('--header', () => {
  it.each([
    ['a value', ['X-Key: abc'], { 'x-key': 'abc' }],
    ['a colon in the value', ['X-Key: a:b'], { 'x-key': 'a:b' }],
    ['a variable', ['Authorization: Bearer $TOKEN'], { authorization: 'Bearer t0ken' }],
    ['a variable in braces', [`X: $${'{TOKEN}'}s`], { x: 't0kens' }],
    ['a dollar sign', ['X: 5$$'], { x: '5$' }],
    ['the content of a file', [`X: @${value}`], { x: 's3cret' }],
    ['a file of headers', [`@${lines}`, 'X-One: 3'], { 'x-one': '3', 'x-two': 't0ken' }],
  ])('takes %s', (_, options, headers) => {
    expect(readHeaders(options, env)).toEqual({ headers });
  });

  it.each([
    ['no name', ['just-a-secret']],
    ['a missing variable', ['X: $NOPE']],
    ['a missing file', ['X: @/nowhere/at-all']],
    ['a line break in the value', ['X: $BROKEN']],
  ])('refuses %s without showing the value', (_, options) => {
    const read = readHeaders(options, env);
    expect(read).toEqual({ fault: expect.any(String) });
    expect(JSON.stringify(read)).not.toMatch(/secret|t0ken|Evil/);
  });
});
