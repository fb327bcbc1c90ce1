import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHistory } from '../../src/io/history.ts';
import { fileOrigin } from '../../src/io/source-bytes.ts';
import { stateFolder } from '../../src/io/state-folder.ts';
import { watchOrigins } from '../../src/io/watch.ts';
import { writeFileSafely } from '../../src/io/write-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writing', () => {
  it('replaces a file as a whole, and leaves nothing behind', () => {
    const path = join(folder, 'deep', 'file');
    expect(writeFileSafely(path, 'one')).toBeNull();
    expect(writeFileSafely(path, 'zwö')).toBeNull();
    expect(readFileSync(path, 'utf8')).toBe('zwö');
    expect(readdirSync(join(folder, 'deep'))).toEqual(['file']);
  });

  it('says why it can’t', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(writeFileSafely(join(folder, 'file', 'x'), '')).toContain('cannot write');
    expect(writeFileSafely(folder, '')).toContain('cannot write');
    expect(readdirSync(folder)).toEqual(['file']);
  });
});

describe('the history', () => {
  it('remembers over sessions, oldest first, one request per line', () => {
    const file = join(folder, 'state', 'history');
    const history = openHistory(file);
    expect(history.read()).toEqual([]);
    history.keep('GET /a');
    history.keep('GET /b\ncurl');
    history.keep('  ');
    expect(openHistory(file).read()).toEqual(['GET /a', 'GET /b curl']);
  });

  it('gives the last thousand, and cuts nothing off, so that sessions that start at once lose nothing', () => {
    const file = join(folder, 'history');
    const lines = Array.from({ length: 2500 }, (_, i) => `GET /${i}`);
    writeFileSync(file, `${lines.join('\n')}\n`);
    const [one, two] = [openHistory(file), openHistory(file)];
    expect(one.read()).toEqual(lines.slice(-1000));
    one.keep('GET /more\n');
    expect(two.read()).toEqual([...lines.slice(-999), 'GET /more']);
    expect(readFileSync(file, 'utf8')).toBe(`${lines.join('\n')}\nGET /more\n`);
  });

  it('disturbs nobody where it can’t be written', () => {
    writeFileSync(join(folder, 'file'), '');
    const history = openHistory(join(folder, 'file', 'history'));
    history.keep('GET /');
    expect(history.read()).toEqual([]);
  });

  it('lies in the state folder', () => {
    expect(stateFolder({ XDG_STATE_HOME: '/state' })).toBe('/state/nearmiss');
    expect(stateFolder({ XDG_STATE_HOME: 'relative' })).toMatch(/\.local\/state\/nearmiss$/);
  });
});

describe('watching a file', () => {
  /** Counts changes and can wait for the next one. */
  function watched(path: string) {
    let changes = 0;
    let wake = () => {};
    const stop = watchOrigins([fileOrigin(path)], () => {
      changes++;
      wake();
    });
    const next = () => new Promise<void>((resolve) => (wake = resolve));
    return { stop, next, count: () => changes };
  }

  /** Does something again and again until the watcher has noticed: nothing says when it has begun to watch. */
  async function noticed(next: () => Promise<void>, change: () => void): Promise<void> {
    const done = next();
    const timer = setInterval(change, 250);
    change();
    await done;
    clearInterval(timer);
  }

  it('notices saves, atomic saves, and a file that went and came back', async () => {
    const path = join(folder, 'routes.yaml');
    writeFileSync(path, '0');
    writeFileSync(join(folder, 'other.yaml'), '0');
    const { stop, next } = watched(path);
    let version = 1;
    await noticed(next, () => writeFileSync(path, String(version++)));
    await noticed(next, () => {
      writeFileSync(join(folder, '.tmp'), String(version++));
      renameSync(join(folder, '.tmp'), path);
    });
    rmSync(path);
    await noticed(next, () => writeFileSync(path, String(version++)));
    stop();
  });

  it('notices a save between reading and watching', async () => {
    const path = join(folder, 'routes.yaml');
    writeFileSync(path, '0');
    const origin = fileOrigin(path);
    writeFileSync(path, 'longer');
    await new Promise<void>((resolve) => {
      const stop = watchOrigins([origin], () => {
        stop();
        resolve();
      });
    });
  });

  it('tells of many saves at once now and then, not of each', async () => {
    const path = join(folder, 'routes.yaml');
    writeFileSync(path, '0');
    const { stop, next, count } = watched(path);
    await noticed(next, () => writeFileSync(path, `${count()} ${performance.now()}`));
    const before = count();
    let saves = 0;
    const last = next();
    while (saves < 50) {
      writeFileSync(path, `save ${saves++}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await last;
    expect(count() - before).toBeLessThan(10);
    stop();
  });

  it('notices the last of a hundred quick saves', async () => {
    const path = join(folder, 'routes.yaml');
    writeFileSync(path, '0');
    let seen = '';
    let wake = () => {};
    const stop = watchOrigins([fileOrigin(path)], () => {
      seen = readFileSync(path, 'utf8');
      wake();
    });
    for (let save = 1; save <= 100; save++) {
      writeFileSync(path, `${save}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    while (seen !== '100') await new Promise<void>((resolve) => (wake = resolve));
    stop();
  });

  it('notices a change of a file that the source refers to, in another folder', async () => {
    const main = join(folder, 'api.yaml');
    const other = join(folder, 'parts', 'users.yaml');
    mkdirSync(join(folder, 'parts'));
    writeFileSync(main, '0');
    writeFileSync(other, '0');
    let wake = () => {};
    const stop = watchOrigins([fileOrigin(main), fileOrigin(other)], () => wake());
    let version = 1;
    await noticed(
      () => new Promise<void>((resolve) => (wake = resolve)),
      () => writeFileSync(other, String(version++)),
    );
    stop();
  });

  it('notices a folder that went and came back', async () => {
    const inner = join(folder, 'project');
    const path = join(inner, 'routes.yaml');
    mkdirSync(inner);
    writeFileSync(path, '0');
    const { stop, next } = watched(path);
    const gone = next();
    rmSync(inner, { recursive: true });
    await gone;
    await noticed(next, () => {
      mkdirSync(inner, { recursive: true });
      writeFileSync(path, `back ${performance.now()}`);
    });
    stop();
  });
});
