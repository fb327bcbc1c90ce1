import type { Finding } from '../diagnosis/lint/finding.ts';
import type { Mark } from './selectors.ts';
import type { State } from './state.ts';

/**
 * The explorer doesn't lint larger applications, where a single rule may take longer than a key can wait (1,200 routes take
 * about 0.1 s in all, 100,000 some seconds).
 */
export const LINTED = 5000;

const byOrder = new WeakMap<readonly Finding[], ReadonlyMap<number, readonly Finding[]>>();

/** The findings about each registration, by its order, the most severe first. */
export function findingsOf(state: State): ReadonlyMap<number, readonly Finding[]> {
  const { findings } = state;
  if (findings === null || findings.app !== state.compiled) return new Map();
  const known = byOrder.get(findings.all);
  if (known) return known;
  const made = new Map<number, Finding[]>();
  for (const finding of findings.all) {
    for (const order of finding.registrations) {
      const others = made.get(order);
      if (others) others.push(finding);
      else made.set(order, [finding]);
    }
  }
  byOrder.set(findings.all, made);
  return made;
}

/** The mark of a row that a finding is about first, unless it is only an `info`. */
export function findingMark(state: State, order: number): Mark | undefined {
  const about = findingsOf(state).get(order) ?? [];
  const marks = about.some((one) => one.severity !== 'info' && one.registrations[0] === order);
  return marks ? { kind: 'finding' } : undefined;
}
