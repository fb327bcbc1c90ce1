import type { Finding } from '../diagnosis/lint/finding.ts';
import type { State } from './state.ts';

/**
 * Applications with more registrations than this aren't linted by the explorer: a single rule may take longer there than
 * a key can wait (1,200 routes take about 0.1 s in all, 100,000 some seconds). `nearmiss lint` takes its time.
 */
export const LINTED = 5000;

const NONE: ReadonlyMap<number, readonly Finding[]> = new Map();
const byOrder = new WeakMap<readonly Finding[], ReadonlyMap<number, readonly Finding[]>>();

/** The findings about each registration of the application on screen, by its order, gravest first. */
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

/** The one that a row is marked for: what it is about itself, and graver than worth knowing. */
export function markedFinding(state: State, order: number): Finding | null {
  const about = findingsOf(state).get(order) ?? [];
  return about.find(({ severity, registrations }) => severity !== 'info' && registrations[0] === order) ?? null;
}
