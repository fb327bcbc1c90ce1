import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileBytes } from '../../src/io/read-file.ts';
import { readSourceBytes } from '../../src/io/source-bytes.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-io-'));
  const write = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
  write('plain.yaml', 'routes: [GET /ü]\n');
  write('empty.yaml', '');
  write('image.png', Buffer.from('89504e470d0a1a0a', 'hex'));
  const zipped = gzipSync('routes: [GET /ü]\n');
  write('zipped.yaml.gz', zipped);
  write('zipped-without-saying.yaml', zipped);
  write('twice.yaml.gz', Buffer.concat([zipped, zipped]));
  write('cut.yaml.gz', zipped.subarray(0, -9));
  write('damaged.yaml.gz', Buffer.from(zipped).fill(0x55, 12, 20));
  write('bomb.gz', gzipSync(Buffer.alloc(2_000_000)));
  write('locked.yaml', 'routes: []');
  chmodSync(join(folder, 'locked.yaml'), 0);
  mkdirSync(join(folder, 'folder'));
  symlinkSync('circle', join(folder, 'circle'));
  symlinkSync('plain.yaml', join(folder, 'link.yaml'));
  execFileSync('mkfifo', [join(folder, 'fifo')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file', () => {
  it.each([
    ['plain.yaml', 'routes: [GET /ü]\n'],
    ['empty.yaml', ''],
    ['zipped.yaml.gz', 'routes: [GET /ü]\n'],
    ['zipped-without-saying.yaml', 'routes: [GET /ü]\n'],
    ['twice.yaml.gz', 'routes: [GET /ü]\nroutes: [GET /ü]\n'],
    ['link.yaml', 'routes: [GET /ü]\n'],
    ['image.png', Buffer.from('89504e470d0a1a0a', 'hex')],
  ])('%s is read', async (name, content) => {
    expect(await readSourceBytes(name, { folder })).toEqual({
      name,
      bytes: Buffer.from(content as string),
      origin: { kind: 'file', path: join(folder, name), version: expect.any(String) },
    });
  });

  it.each([
    ['missing.yaml', 'missing-file', 'cannot read missing.yaml: no such file'],
    ['plain.yaml/x', 'unreadable', 'a part of the path is not a folder'],
    ['folder', 'directory', 'cannot read folder: it is a folder'],
    ['cut.yaml.gz', 'bad-gzip', 'cannot read cut.yaml.gz: it is compressed (gzip), and cut off before its end'],
    ['damaged.yaml.gz', 'bad-gzip', 'it is compressed (gzip), and damaged'],
    ['circle', 'unreadable', 'too many symbolic links'],
    ['fifo', 'not-a-file', 'it is a pipe'],
    ['/dev/null', 'not-a-file', 'it is a device'],
    [`${'x'.repeat(300)}.yaml`, 'unreadable', 'the name is too long'],
    ['', 'missing-file', 'empty'],
  ])('%s is refused in words', async (name, code, words) => {
    const problem = await readSourceBytes(name, { folder });
    expect(problem).toMatchObject({ severity: 'error', code });
    expect('message' in problem && problem.message).toContain(words);
    expect('message' in problem && problem.message).not.toContain(folder);
  });

  it.skipIf(process.getuid?.() === 0)('that nobody may read is refused in words', async () => {
    expect(await readSourceBytes('locked.yaml', { folder })).toMatchObject({ code: 'unreadable' });
  });

  it('that would unpack to more than is read is refused', () => {
    expect(readFileBytes(join(folder, 'bomb.gz'), 1_048_576)).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('holds more than 1 MB'),
    });
  });

  it('that is too large is refused before it is read', () => {
    expect(readFileBytes(join(folder, 'plain.yaml'), 5)).toMatchObject({ code: 'too-large' });
  });
});

describe('no source', () => {
  it('means the first of the usual names', async () => {
    const usual = mkdtempSync(join(folder, 'usual-'));
    writeFileSync(join(usual, 'swagger.json'), '{}');
    expect(await readSourceBytes(null, { folder: usual })).toMatchObject({ name: 'swagger.json' });
    writeFileSync(join(usual, 'openapi.json'), '{}');
    expect(await readSourceBytes(null, { folder: usual })).toMatchObject({ name: 'openapi.json' });
    writeFileSync(join(usual, 'routes.yml'), '');
    expect(await readSourceBytes(null, { folder: usual })).toMatchObject({ name: 'routes.yml' });
  });

  it('is an error that lists what was looked for', async () => {
    const problem = await readSourceBytes(null, { folder: join(folder, 'folder') });
    expect(problem).toMatchObject({ code: 'no-source' });
    expect('message' in problem && problem.message).toContain(
      'routes.yaml, routes.yml, openapi.json, openapi.yaml, openapi.yml, swagger.json, swagger.yaml',
    );
  });
});
