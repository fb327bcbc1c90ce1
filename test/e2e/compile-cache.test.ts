import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = `nearmiss.cjs-${process.version}-${process.arch}`;

/** The compiled code that is kept between runs of a copy of what is published. */
describe('the cache of compiled code', () => {
  let folder = '';
  let cache = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nearmiss-cache-'));
    cpSync(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true });
    cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => {
    rmSync(join(folder, 'cache'), { recursive: true, force: true });
    cache = join(folder, 'cache', 'nearmiss');
  });

  const command = (...words: readonly string[]) => [join(folder, 'bin', 'nearmiss.js'), ...words];
  const EXPLAIN = ['explain', join(ROOT, 'samples/bookshop.yaml'), 'GET', '/api/user'];
  const run = (
    words: readonly string[] = EXPLAIN,
    env: NodeJS.ProcessEnv = { XDG_CACHE_HOME: join(folder, 'cache') },
  ) => {
    const { PATH } = process.env;
    const { stdout, stderr, signal } = spawnSync(process.execPath, command(...words), {
      encoding: 'utf8',
      env: { PATH, ...env },
    });
    expect({ stderr, signal }).toEqual({ stderr: '', signal: null });
    return stdout;
  };
  const explain = () => expect(run()).toContain('404 Not Found');
  const kept = () => readdirSync(cache);
  const written = () => statSync(join(cache, CACHE), { bigint: true }).mtimeNs;
  const kinds = () => readFileSync(join(cache, CACHE), 'latin1').split('\n')[0]?.split(' ').slice(1);

  it('is written by the first run, and read by the next', () => {
    explain();
    expect(kept()).toEqual([CACHE]);
    const first = written();
    explain();
    expect(written()).toBe(first);
  });

  it('grows by each kind of run', () => {
    explain();
    const list = ['list', join(ROOT, 'samples/bookshop.openapi.json')];
    const answer = run(list);
    expect(kinds()).toEqual(['explain.yaml', 'list.json']);
    const last = written();
    expect(run(list)).toBe(answer);
    expect(written()).toBe(last);
  });

  it.each<readonly [string, (bytes: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['a line only', (bytes) => bytes.subarray(0, bytes.indexOf('\n') + 1)],
    ['cut', (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ['cut by a byte', (bytes) => bytes.subarray(0, -1)],
    ['something else', () => Buffer.from('no compiled code at all\n')],
    ['full of zeros', (bytes) => bytes.fill(0, bytes.indexOf('\n') + 1)],
    ['damaged at its beginning', (bytes) => bytes.fill(7, bytes.indexOf('\n') + 1, 200)],
    ['damaged in the middle', (bytes) => bytes.fill(7, bytes.length >> 2, (bytes.length >> 2) + 4000)],
    ['damaged at its end', (bytes) => bytes.fill(7, bytes.length - 4000)],
    ['of another version of the bundle', (bytes) => bytes.fill('1', 0, 4)],
  ])('is written again when it is %s', (_, damage) => {
    explain();
    const whole = readFileSync(join(cache, CACHE));
    const damaged = damage(Buffer.from(whole));
    writeFileSync(join(cache, CACHE), damaged);
    explain();
    expect(kinds()).toEqual(['explain.yaml']);
    expect(readFileSync(join(cache, CACHE)).equals(damaged)).toBe(false);
  });

  it('is deleted when it is of another Node, or a killed process left it', () => {
    mkdirSync(cache, { recursive: true });
    for (const name of ['nearmiss.cjs-v18.0.0-x64', `${CACHE}.123`, 'other']) writeFileSync(join(cache, name), '');
    explain();
    expect(kept()).toEqual([CACHE, 'other']);
  });

  it('isn’t missed where it can’t be written', () => {
    for (const env of [{}, { HOME: '' }, { HOME: 'relative' }, { XDG_CACHE_HOME: 'relative' }])
      expect(run(EXPLAIN, env)).toContain('404 Not Found');
    mkdirSync(join(folder, 'cache'));
    writeFileSync(cache, 'a file');
    explain();
  });

  it('is read where nothing can be written any more, the package included', () => {
    explain();
    const before = readdirSync(join(folder, 'dist'));
    for (const each of [cache, join(folder, 'dist'), folder]) chmodSync(each, 0o500);
    try {
      explain();
    } finally {
      for (const each of [cache, join(folder, 'dist'), folder]) chmodSync(each, 0o700);
    }
    expect(readdirSync(join(folder, 'dist'))).toEqual(before);
    expect(kept()).toEqual([CACHE]);
  });

  it('is whole after several processes have written it at once, some of them killed', async () => {
    const env = { PATH: process.env.PATH, XDG_CACHE_HOME: join(folder, 'cache') };
    const ended = Array.from({ length: 6 }, (_, i) => {
      const child = spawn(process.execPath, command(...EXPLAIN), { env, stdio: ['ignore', 'pipe', 'ignore'] });
      // The answer is written right before the cache.
      if (i % 2 === 0) child.stdout.once('data', () => child.kill('SIGKILL'));
      child.stdout.resume();
      return new Promise((resolve) => child.on('exit', resolve));
    });
    await Promise.all(ended);
    explain();
    expect(kinds()).toEqual(['explain.yaml']);
    expect(kept()).toEqual([CACHE]);
  });
});
