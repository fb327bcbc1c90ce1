import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openSourceMemory, openTourMemory } from '../../src/io/source-memory.ts';

const root = mkdtempSync(join(tmpdir(), 'nearmiss-memory-'));
afterAll(() => rmSync(root, { recursive: true }));
const folder = () => mkdtempSync(join(root, 'state-'));

describe('the memory of a source', () => {
  test('keeps pins and changes apart from those of other sources', () => {
    const at = folder();
    openSourceMemory('/a', null, at).pins.keep(['GET /x'], []);
    openSourceMemory('/a', null, at).keepChanges('edits: []\n', true);
    const again = openSourceMemory('/a', null, at);
    expect([again.pins.read(), again.changes()]).toEqual([['GET /x'], 'edits: []\n']);
    const other = openSourceMemory('/b', null, at);
    expect([other.pins.read(), other.changes()]).toEqual([null, null]);
  });

  test('starts with the requests file beside the source', () => {
    const at = folder();
    const beside = join(at, 'shop.requests.yaml');
    expect(openSourceMemory('/a', beside, join(at, 'state')).requestsFile()).toBeNull();
    writeFileSync(beside, '- GET /y\n');
    expect(openSourceMemory('/a', beside, join(at, 'state')).requestsFile()).toBe('- GET /y\n');
  });

  test('loses nothing of an earlier session before somebody says so', () => {
    const at = folder();
    openSourceMemory('/a', null, at).keepChanges('first', true);
    const second = openSourceMemory('/a', null, at);
    second.keepChanges('second', false);
    expect(openSourceMemory('/a', null, at).changes()).toBe('second');
    second.keepChanges(null, false);
    expect(openSourceMemory('/a', null, at).changes()).toBe('first');
    second.keepChanges(null, true);
    expect(openSourceMemory('/a', null, at).changes()).toBeNull();
    expect(readdirSync(at)).toEqual([]);
  });

  test('says why nothing can be written', () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const memory = openSourceMemory('/a', null, join(file, 'no folder'));
    expect(memory.pins.keep(['x'], [])).toContain('a part of the path is not a folder');
    expect(memory.keepChanges('x', true)).toContain('a part of the path is not a folder');
    expect(memory.keepChanges(null, true)).toBeNull();
    expect([memory.pins.read(), memory.changes()]).toEqual([null, null]);
  });

  test('is kept for nobody else to read', () => {
    const at = folder();
    const memory = openSourceMemory('/a', null, at);
    memory.pins.keep(['GET /x'], []);
    memory.keepChanges('edits: []\n', false);
    for (const name of readdirSync(at)) expect(statSync(join(at, name)).mode & 0o077).toBe(0);
  });

  test('has several sessions change things at once, and offers those of the ones that are over', async () => {
    const at = folder();
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const mine = openSourceMemory('/a', null, at);
    mine.keepChanges('mine', false);
    // Those of a process that still runs are its own.
    const [name = ''] = readdirSync(at);
    writeFileSync(join(at, name.replace(`${process.pid}-`, `${other.pid}-`)), 'theirs');
    const later = openSourceMemory('/a', null, at);
    expect(later.changes()).toBe('mine');
    mine.keepChanges(null, false);
    expect(later.changes()).toBeNull();
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(later.changes()).toBe('theirs');
  });

  test('remembers that the tour was shown', () => {
    const file = join(folder(), 'deep/tour');
    expect(openTourMemory(file).shown()).toBe(false);
    openTourMemory(file).keep();
    expect(openTourMemory(file).shown()).toBe(true);
  });
});
