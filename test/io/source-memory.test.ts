import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
    openSourceMemory('/a', null, at).keepPins('- GET /x\n');
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
    memory.keepPins('[]\n');
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

  test('is silent where nothing can be written', () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const memory = openSourceMemory('/a', null, join(file, 'no folder'));
    memory.keepPins('x');
    memory.keepChanges('x', true);
    memory.keepChanges(null, true);
    expect([memory.pins(), memory.changes()]).toEqual([null, null]);
  });

  test('remembers that the tour was shown', () => {
    const file = join(folder(), 'deep/tour');
    expect(openTourMemory(file).shown()).toBe(false);
    openTourMemory(file).keep();
    expect(openTourMemory(file).shown()).toBe(true);
  });
});
