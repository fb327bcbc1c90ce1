import { execSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldersOf } from '../../src/io/folders-of.ts';
import { fileOrigin } from '../../src/io/source-bytes.ts';
import { watchOrigins } from '../../src/io/watch.ts';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'nearmiss-watch-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (script: string) => execSync(script, { cwd: folder, shell: '/bin/sh', stdio: 'pipe' });
/** Nothing but events tells then. */
const NEVER = 2 ** 31 - 1;

/** Each step is seen before the next one is taken. */
const WAYS: readonly (readonly [what: string, before: string, path: string, steps: readonly string[]])[] = [
  ['in place', 'echo a >r', 'r', ['echo b >r', 'echo c >r']],
  ['as sed -i does', 'echo a >r', 'r', ['sed -i.tmp s/a/b/ r', 'sed -i.tmp s/b/c/ r']],
  ['as vim does', 'echo a >r', 'r', ['mv r r~; echo b >r; rm r~', 'mv r r~; echo c >r; rm r~']],
  ['as emacs does', 'echo a >r', 'r', ['mv r r~; echo bb >r', 'ln -s me@here .#r; echo cc >r; rm .#r']],
  [
    'as JetBrains do',
    'echo a >r',
    'r',
    ['echo b >r_new; mv r r_old; mv r_new r; rm r_old', 'echo c >r_new; mv r r_old; mv r_new r; rm r_old'],
  ],
  ['with its old time', 'echo a >r; touch -t 202001010000 r', 'r', ['echo b >r; touch -t 202001010000 r']],
  ['away, back, and changed', 'echo a >r', 'r', ['rm r', 'echo b >r', 'echo c >r']],
  [
    'of a ConfigMap',
    'mkdir ..1 ..2 ..3; for i in 1 2 3; do echo $i >..$i/r; done; ln -s ..1 ..data; ln -s ..data/r r',
    'r',
    ['rm ..data; ln -s ..2 ..data', 'rm -r ..1 ..data; ln -s ..3 ..data'],
  ],
  [
    'behind a link',
    'mkdir real; echo a >real/r; ln -s real/r r',
    'r',
    ['echo b >real/r', 'echo c >real/new; mv real/new real/r'],
  ],
  [
    'behind two links',
    'mkdir real mid; echo a >real/r; ln -s ../real/r mid/r; ln -s mid/r r',
    'r',
    ['echo b >real/r', 'rm mid/r', 'echo c >mid/r', 'echo d >mid/r'],
  ],
  [
    'by a link set anew',
    'mkdir real; echo a >real/a; echo b >real/b; ln -s real/a r',
    'r',
    ['rm r; ln -s real/b r', 'echo c >real/b'],
  ],
  [
    'by a linked folder',
    'mkdir v1 v2; echo a >v1/r; echo b >v2/r; ln -s v1 now',
    'now/r',
    ['rm now; ln -s v2 now', 'echo c >v2/r', 'echo d >now/r'],
  ],
  [
    'in a folder that another one replaces',
    'mkdir d; echo a >d/r',
    'd/r',
    ['mv d old; mkdir d; echo b >d/r', 'echo c >d/r', 'rm -r d; mkdir d; echo d >d/r', 'echo e >d/r'],
  ],
  [
    'in a folder that goes and comes',
    'mkdir d; echo a >d/r',
    'd/r',
    ['mv d e', 'mv e d', 'echo b >d/r', 'rm -r d', 'mkdir d; echo c >d/r', 'echo d >d/r'],
  ],
  ['where there is no folder yet', 'true', 'a/b/r', ['mkdir -p a/b; echo a >a/b/r', 'echo b >a/b/r']],
];

describe.skipIf(process.platform === 'win32')('a change is noticed without looking', () => {
  it.each(WAYS)('%s', async (_what, before, path, steps) => {
    run(before);
    let wake = () => {};
    const stop = watchOrigins([fileOrigin(join(folder, path))], () => wake(), { look: NEVER });
    for (const step of steps) {
      const told = new Promise<void>((resolve) => {
        wake = resolve;
      });
      run(step);
      await told;
    }
    stop();
  });
});

describe('the folders of a path', () => {
  it.each<[what: string, path: string, folders: readonly string[]]>([
    ['a file', 'd/file', ['d']],
    ['a link', 'd/link', ['d', '']],
    ['a link to a link', 'd/twice', ['d', '']],
    ['below a linked folder', 'linked/file', ['', 'd']],
    ['a link in a circle', 'circle', ['']],
    ['a link to nothing', 'dead', ['', 'd']],
    ['nothing', 'd/none/at/all', ['d']],
    ['something below a file', 'd/file/x', ['d/file']],
  ])('%s', (_what, path, folders) => {
    mkdirSync(join(folder, 'd'));
    writeFileSync(join(folder, 'd', 'file'), '');
    writeFileSync(join(folder, 'top'), '');
    for (const [link, target] of [
      ['d/link', '../top'],
      ['d/twice', 'link'],
      ['linked', 'd'],
      ['circle', 'circle'],
      ['dead', 'd/none/x'],
    ] as const)
      symlinkSync(target, join(folder, link));
    const found = [...foldersOf([join(folder, path)])].map((one) => relative(folder, one));
    expect(found.sort()).toEqual([...folders].sort());
  });
});
