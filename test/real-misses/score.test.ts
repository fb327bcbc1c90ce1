import { expect, it } from 'vitest';
import { loadCorpus } from './corpus.ts';
import { score, summarize } from './score.ts';

// Floors well below what is reached, so that an accident is noticed and tuning isn't held up; README.md has the figures.
it('names what was meant in most real misses, and nothing where nothing was meant', () => {
  const corpus = loadCorpus(import.meta.dirname);
  const { top1, top3, cause, abstained } = summarize(corpus, score(corpus));
  expect(top1).toBeGreaterThanOrEqual(90);
  expect(top3).toBeGreaterThanOrEqual(92);
  expect(cause).toBeGreaterThanOrEqual(80);
  expect(abstained).toBeGreaterThanOrEqual(95);
});
