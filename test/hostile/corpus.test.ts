import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/formats/read-source.ts';
import { decodeText } from '../../src/formats/text/decode-text.ts';
import type { Problem } from '../../src/model/problem.ts';
import { examineReading, examineTree } from '../fuzz/examine.ts';
import { CORPUS } from './corpus.ts';

/**
 * What strangers may send: every document is read as what it is, or named as what it does, within the time that a test has; and
 * whatever was read answers requests, prints and can be looked at.
 */
describe('a hostile document', () => {
  it.each(CORPUS.map((one) => [one.what, one] as const))('%s', async (_, { bytes, outcome, ask = [] }) => {
    const { text, problem } = decodeText(bytes(), 'hostile');
    const problems: Problem[] = problem ? [problem] : [];
    if (text !== null) {
      const reading = await readSource(text, { name: 'hostile' });
      problems.push(...reading.problems);
      examineReading(reading.tree, problems);
      if (reading.tree) examineTree(reading.tree, ask);
    }
    const codes = [...new Set(problems.map(({ code }) => code))];
    if (outcome === 'safe') expect(codes).toEqual([]);
    else expect(codes).toContain(outcome);
  });

  it('leaves every object as it was', () => {
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('x');
    expect(({} as Record<string, unknown>).get).toBeUndefined();
  });
});
