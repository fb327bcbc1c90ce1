import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The compiled code that is kept beside the bundles, in a copy of what is published. */
describe('the start', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nearmiss-start-'));
    mkdirSync(join(folder, 'dist'));
    cpSync(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true });
    for (const name of readdirSync(join(ROOT, 'dist')).filter((name) => name.endsWith('.cjs')))
      cpSync(join(ROOT, 'dist', name), join(folder, 'dist', name));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (command: string, sample: string, ...words: readonly string[]) => {
    const args = [join(folder, 'bin', 'nearmiss.js'), command, join(ROOT, 'samples', sample), ...words];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout;
  };
  const explain = () => run('explain', 'bookshop.yaml', 'GET', '/api/user');
  const caches = () => readdirSync(join(folder, 'dist')).filter((name) => name.endsWith('.cache'));

  it('keeps what was compiled, of the bundles that ran only', () => {
    const first = explain();
    expect(first).toContain('404 Not Found');
    expect(caches().map((name) => name.split('.')[0])).toEqual(['commands', 'js-yaml', 'start']);
    expect(explain()).toBe(first);
  });

  it('compiles again where what was kept is damaged or empty, and mends it', () => {
    for (const damage of ['', 'no compiled code at all']) {
      for (const name of caches()) writeFileSync(join(folder, 'dist', name), damage);
      expect(explain()).toContain('404 Not Found');
      for (const name of caches()) expect(statSync(join(folder, 'dist', name)).size).toBeGreaterThan(10_000);
    }
  });

  it('takes nothing that was kept of another bundle', () => {
    const [before] = caches();
    utimesSync(join(folder, 'dist', 'commands.cjs'), new Date(0), new Date(0));
    expect(explain()).toContain('404 Not Found');
    expect(caches()).toContain(before);
    expect(caches()).toHaveLength(4);
  });

  it('keeps apart what another way of asking needs', () => {
    const before = caches();
    const [json, yaml] = [run('list', 'bookshop.openapi.json'), run('list', 'bookshop.yaml')];
    const added = caches().filter((name) => !before.includes(name));
    expect(added.map((name) => `${name.split('.')[0]} ${/list\.(?:json|yaml)/.exec(name)?.[0]}`)).toEqual([
      'js-yaml list.yaml',
      'list list.json',
      'list list.yaml',
      'start list.json',
      'start list.yaml',
    ]);
    expect([run('list', 'bookshop.openapi.json'), run('list', 'bookshop.yaml')]).toEqual([json, yaml]);
  });
});
