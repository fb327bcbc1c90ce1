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
    openSourceMemory('/a', null, at).keepPins('- GET /x\n', '[]\n');
    openSourceMemory('/a', null, at).keepChanges('edits: []\n', true);
    const again = openSourceMemory('/a', null, at);
    expect([again.pins(), again.changes()]).toEqual(['- GET /x\n', 'edits: []\n']);
    const other = openSourceMemory('/b', null, at);
    expect([other.pins(), other.changes()]).toEqual([null, null]);
  });

  test('starts with the pins beside the source, until some are pinned here', () => {
    const at = folder();
    const beside = join(at, 'shop.requests.yaml');
    writeFileSync(beside, '- GET /y\n');
    const memory = openSourceMemory('/a', beside, join(at, 'state'));
    expect(memory.pins()).toBe('- GET /y\n');
    memory.keepPins('[]\n', '- GET /y\n');
    expect(memory.pins()).toBe('[]\n');
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
    expect(memory.keepPins('x', '')).toContain('a part of the path is not a folder');
    expect(memory.keepChanges('x', true)).toContain('a part of the path is not a folder');
    expect(memory.keepChanges(null, true)).toBeNull();
    expect([memory.pins(), memory.changes()]).toEqual([null, null]);
  });

  test('is kept for nobody else to read', () => {
    const at = folder();
    const memory = openSourceMemory('/a', null, at);
    memory.keepPins('- GET /x\n', '');
    memory.keepChanges('edits: []\n', false);
    for (const name of readdirSync(at)) expect(statSync(join(at, name)).mode & 0o077).toBe(0);
  });

  test('has several sessions pin at once without losing a pin', () => {
    const at = folder();
    const [one, two] = [openSourceMemory('/a', null, at), openSourceMemory('/a', null, at)];
    one.keepPins('- GET /1\n', '[]\n');
    two.keepPins('- GET /2\n', '[]\n');
    one.keepPins('- GET /1\n- GET /3\n', '- GET /1\n');
    expect(one.pins()).toBe('- GET /1\n- GET /2\n- GET /3\n');
    two.keepPins('[]\n', '- GET /2\n');
    expect(one.pins()).toBe('- GET /1\n- GET /3\n');
  });

  test('takes no notice of a lock that a killed process has left', async () => {
    const at = folder();
    const other = spawn(process.execPath, ['-e', '']);
    await once(other, 'exit');
    const memory = openSourceMemory('/a', null, at);
    memory.keepPins('- GET /1\n', '');
    const [pins = ''] = readdirSync(at);
    writeFileSync(join(at, `${pins}.lock`), String(other.pid));
    memory.keepPins('- GET /1\n- GET /2\n', '- GET /1\n');
    expect([memory.pins(), readdirSync(at)]).toEqual(['- GET /1\n- GET /2\n', [pins]]);
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
