import { describe, expect, it } from 'vitest';
import { runs } from '../support/runs.ts';
import { TARGETS } from './targets.ts';

/** A short slice of what `npm run fuzz` does for as long as one likes; the same inputs every time. */
describe('a slice of fuzzing', () => {
  it.each(TARGETS.map((target) => [target.name, target] as const))('%s', async (_, { check }) => {
    const ignore = () => {};
    const { runs: tried, finding } = await check({ seed: 20, runs: runs(15), onInput: ignore, onDone: ignore });
    expect(finding).toBeNull();
    expect(tried).toBe(runs(15));
  });
});
