import type { TextConstraints } from './annotation.ts';
import { machineFinds, machineOf, type PatternMachine } from './pattern-machine.ts';
import { parsePattern } from './pattern-syntax.ts';

const machines = new WeakMap<TextConstraints, PatternMachine | 'unknown'>();

/**
 * Whether the `pattern` of a schema is found in a text. Patterns come from strangers and JavaScript's engine backtracks,
 * so that `(a+)+$` could hold a keystroke up for hours; ours doesn't. A pattern that it can't read (look-around, back
 * references, Unicode properties, other languages' syntax) refuses nothing.
 */
export function searches(constraints: TextConstraints, pattern: string, text: string): boolean {
  let machine = machines.get(constraints);
  if (!machine) {
    const parsed = pattern.length > LONGEST_PATTERN ? null : parsePattern(pattern);
    machine = (parsed && machineOf(parsed)) ?? 'unknown';
    machines.set(constraints, machine);
  }
  return machine === 'unknown' || machineFinds(machine, text);
}

const LONGEST_PATTERN = 2000;
