import { machineFinds, machineOf } from '../../model/pattern-machine.ts';

/** What a whole segment must look like that has literal text beside its parameters. */
export interface MixedPattern {
  readonly source: string;
  test(text: string): boolean;
}

/** Longest segment that is matched; a longer one is no slip of the finger. */
const LONGEST = 500;

/**
 * A pattern out of one source per part. Two free texts side by side let a regular expression try every place where one ends
 * and the next begins: with two parameters that is nothing, with twelve it takes years. From three on the machine without
 * backtracking answers, at a tenth of the speed.
 */
export function mixedPattern(sources: readonly string[], params: number): MixedPattern {
  const source = `^${sources.join('')}$`;
  if (params <= 2) {
    const pattern = new RegExp(source);
    return { source, test: (text) => text.length <= LONGEST && pattern.test(text) };
  }
  const machine = machineOf(source);
  return { source, test: (text) => machine !== null && text.length <= LONGEST && machineFinds(machine, text) };
}
