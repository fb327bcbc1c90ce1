import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
const packages: Readonly<Record<string, Locked>> = JSON.parse(text).packages;

describe('package-lock.json', () => {
  it('names no registry, so that everybody’s own is asked', () => {
    const resolved = Object.entries(packages).filter(([, locked]) => locked.resolved !== undefined);
    expect(resolved).toEqual([]);
    expect(Object.keys(packages).length).toBeGreaterThan(100);
  });

  it('holds what other platforms need: npm leaves out what its registry hides, and then refuses to install', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });
});
