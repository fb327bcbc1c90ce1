import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { codeOf, sourceFiles } from './source-files.ts';

const imports: ReadonlyMap<string, readonly string[]> = new Map(
  sourceFiles.map((file) => {
    const specifiers = [...codeOf(file).matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
      (match) => match[1] ?? '',
    );
    const targets = specifiers.map((specifier) => posix.join(posix.dirname(file), specifier));
    return [file, targets.filter((target) => sourceFiles.includes(target))];
  }),
);

/** The files that reach themselves through what they import, types included. */
function inCircles(): readonly string[] {
  // What imports nothing, or nothing but files without circles, is in none; taken away until nothing more goes.
  const left = new Map(imports);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const [file, targets] of left) if (!targets.some((target) => left.has(target))) left.delete(file);
  }
  const imported = (file: string) => [...left].some(([, targets]) => targets.includes(file));
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const file of left.keys()) if (!imported(file)) left.delete(file);
  }
  return [...left.keys()];
}

test('no files import each other in a circle, not even types', () => {
  expect(imports.size).toBeGreaterThan(100);
  expect([...imports.values()].flat().length).toBeGreaterThan(imports.size);
  expect(inCircles()).toEqual([]);
});
