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
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUNTIME = `${process.version}-${process.arch}`;

/** The compiled code that is kept between runs of a copy of what is published. */
describe('the cache of compiled code', () => {
  let folder = '';
  let cache = '';
  /** The file of the copy's commands. */
  let CACHE = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nearmiss-cache-'));
    cpSync(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true });
    cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
    cache = join(folder, 'cache', 'nearmiss');
    explain();
    [CACHE = ''] = kept();
    expect(CACHE).toMatch(new RegExp(`^nearmiss\\.cjs-[a-z0-9]+-${RUNTIME}$`));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => rmSync(join(folder, 'cache'), { recursive: true, force: true }));

  const command = (...words: readonly string[]) => [join(folder, 'bin', 'nearmiss.js'), ...words];
  const EXPLAIN = ['explain', join(ROOT, 'samples/bookshop.yaml'), 'GET', '/api/user'];
  const run = (
    words: readonly string[] = EXPLAIN,
    env: NodeJS.ProcessEnv = { XDG_CACHE_HOME: join(folder, 'cache') },
    fails = false,
  ) => {
    const { PATH } = process.env;
    const { stdout, stderr, signal } = spawnSync(process.execPath, command(...words), {
      encoding: 'utf8',
      env: { PATH, ...env },
    });
    if (!fails) expect({ stderr, signal }).toEqual({ stderr: '', signal: null });
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

  it('has no more kinds than a few commands and endings', () => {
    const letters = Array.from('abcdefghijklmnopqrst');
    for (const letter of letters) run(['explain', `no.file${letter}`, 'GET', '/'], undefined, true);
    expect(kinds()).toEqual(letters.slice(0, 16).map((letter) => `explain.file${letter}`));
  });

  it('is one for each installation, so that two used in turn keep theirs', () => {
    const other = join(folder, 'other');
    for (const part of ['bin', 'dist']) cpSync(join(folder, part), join(other, part), { recursive: true });
    explain();
    const first = written();
    const before = kept();
    const env = { PATH: process.env.PATH, XDG_CACHE_HOME: join(folder, 'cache') };
    spawnSync(process.execPath, [join(other, 'bin', 'nearmiss.js'), ...EXPLAIN], { env });
    expect(kept()).toHaveLength(2);
    expect(kept()).toEqual(expect.arrayContaining(before));
    explain();
    expect(written()).toBe(first);
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

  it('is deleted when it is of another Node, a killed process left it, or it is old', () => {
    mkdirSync(cache, { recursive: true });
    const names = [CACHE.replace(RUNTIME, 'v18.0.0-x64'), `${CACHE}.123`, 'nearmiss.cjs-else-v18.0.0-x64', 'new'];
    for (const name of names) writeFileSync(join(cache, name), '');
    const old = Date.now() / 1000 - 91 * 24 * 3600;
    utimesSync(join(cache, 'nearmiss.cjs-else-v18.0.0-x64'), old, old);
    explain();
    expect(kept()).toEqual([CACHE, 'new']);
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
