import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

describe('a file name', () => {
  it('stands once in src, index.ts aside, so that it says what the file is wherever it is read', () => {
    const names = sourceFiles.map((file) => basename(file)).sort();
    expect(names.filter((name, i) => name === names[i - 1] && name !== 'index.ts')).toEqual([]);
  });

  it('is in kebab case', () => {
    expect(sourceFiles.filter((file) => !/^[a-z0-9/.-]+$/.test(file))).toEqual([]);
  });
});
