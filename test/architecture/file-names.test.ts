import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

/** How many names may still stand in several folders; it only ever gets smaller. */
const BUDGET = 1;

describe('a file name', () => {
  it('stands once in src, so that it says what the file is wherever it is read', () => {
    const names = sourceFiles.map((file) => basename(file)).sort();
    const twice = [...new Set(names.filter((name, i) => name === names[i - 1]))];
    expect(twice.length, twice.join(', ')).toBeLessThanOrEqual(BUDGET);
  });

  it('is in kebab case', () => {
    expect(sourceFiles.filter((file) => !/^[a-z0-9/.-]+$/.test(file))).toEqual([]);
  });
});
