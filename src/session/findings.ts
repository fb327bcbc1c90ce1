import type { Finding } from '../diagnosis/lint/finding.ts';
import type { State } from './state.ts';

/**
 * The explorer doesn't lint larger applications, where a single rule may take longer than a key can wait (1,200 routes take
 * about 0.1 s in all, 100,000 some seconds).
 */
export const LINTED = 5000;

const NONE: ReadonlyMap<number, readonly Finding[]> = new Map();
const byOrder = new WeakMap<readonly Finding[], ReadonlyMap<number, readonly Finding[]>>();

/** The findings about each registration, by its order, the most severe first. */
export function findingsOf(state: State): ReadonlyMap<number, readonly Finding[]> {
  const { findings } = state;
  if (findings === null || findings.app !== state.compiled) return NONE;
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

/** The finding that marks a row: it is about this registration first, and more severe than `info`. */
export function markedFinding(state: State, order: number): Finding | null {
  const about = findingsOf(state).get(order) ?? [];
  return about.find(({ severity, registrations }) => severity !== 'info' && registrations[0] === order) ?? null;
}
