import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openEditor, placeArguments } from '../../src/tui/open-editor.ts';

describe('where an editor is to go', () => {
  test.each<[string, readonly string[]]>([
    ['vim', ['+12', '/a/b c.py']],
    ['/usr/bin/nvim', ['+12', '/a/b c.py']],
    ['nano', ['+12', '/a/b c.py']],
    ['code', ['-g', '/a/b c.py:12']],
    ['cursor', ['-g', '/a/b c.py:12']],
    ['hx', ['/a/b c.py:12']],
    ['pycharm', ['--line', '12', '/a/b c.py']],
    ['unheard-of', ['/a/b c.py']],
  ])('%s', (program, told) => {
    expect(placeArguments(program, { file: '/a/b c.py', line: 12 })).toEqual(told);
  });

  test('no file is taken for an option', () => {
    for (const program of ['vim', 'code', 'subl', 'pycharm', 'other']) {
      const told = placeArguments(program, { file: '--cmd=!rm', line: 1 });
      expect(told.at(-1)?.startsWith(resolve('--cmd=!rm'))).toBe(true);
    }
  });
});

describe.skipIf(process.platform === 'win32')('opening a declaration', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nearmiss-editor-'));
    mkdirSync(join(folder, 'app'));
    writeFileSync(join(folder, 'app', 'a $(touch x).py'), '');
    writeFileSync(join(folder, 'vim'), `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder}/told'\n`, { mode: 0o755 });
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => vi.unstubAllEnvs());
  const at = (file: string) => ({ file, line: 7 });

  test('finds files beside the source, and keeps names whole', async () => {
    vi.stubEnv('VISUAL', '');
    vi.stubEnv('EDITOR', `${folder}/vim -n`);
    expect(await openEditor(at('app/a $(touch x).py'), join(folder, 'routes.yaml'))).toBeNull();
    const told = readFileSync(join(folder, 'told'), 'utf8').trimEnd().split('\n');
    expect(told).toEqual(['-n', '+7', join(folder, 'app', 'a $(touch x).py')]);
  });

  test.each([
    ['', 'app/none.py', 'set $EDITOR to open declarations'],
    ['vim', 'app/none.py', 'app/none.py doesn’t exist'],
    ['vim', 'app', 'app doesn’t exist'],
    ['no-such-editor-anywhere', 'app/a $(touch x).py', 'no-such-editor-anywhere not found: set $EDITOR'],
  ])('with EDITOR=%j, %s: %s', async (editor, file, words) => {
    vi.stubEnv('VISUAL', '');
    vi.stubEnv('EDITOR', editor);
    expect(await openEditor(at(file), join(folder, 'routes.yaml'))).toBe(words);
  });
});
