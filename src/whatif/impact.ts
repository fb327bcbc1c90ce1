import type { CompiledApp } from '../dialects/dialect.ts';
import type { InSlices } from '../dialects/in-slices.ts';
import type { Request } from '../model/request.ts';
import { affectedPaths } from './affected-paths.ts';
import { type AnswerChange, sameAnswer } from './answer-change.ts';
import { probeKey, probesOf } from './probes.ts';

/** How a change of the application changes its answers, as far as they have been compared. */
export interface Impact {
  /** Whether all probes have been compared. */
  readonly done: boolean;
  /** Requests resolved in both applications, without those that the change can't affect. */
  readonly compared: number;
  /** Probes whose answer changes. */
  readonly changed: number;
  /** The first `MAX_LISTED` of them, in registration order. */
  readonly changes: readonly AnswerChange[];
  /** How many probes went from which status to which: `404 → 200`. */
  readonly tally: ReadonlyMap<string, number>;
}

/** Nobody reads more; the counts go on. */
const MAX_LISTED = 1000;

/** A comparison in slices: keys can be handled between two steps. */
export interface ImpactRun {
  /** Does about `units` of work, where a registration with its probes is one. True when all is done. */
  step(units: number): boolean;
  /** The result so far. */
  result(): Impact;
}

/**
 * Compares two applications over the probes of both. Probes that the change can't affect are skipped; the result is the same as
 * without skipping.
 */
export function createImpact(before: CompiledApp, after: CompiledApp): ImpactRun {
  const found = { compared: 0, changed: 0, changes: [] as AnswerChange[], tally: new Map<string, number>() };
  const comparing = compareProbes(before, after, (change) => {
    found.compared += 1;
    if (!change) return;
    found.changed += 1;
    if (found.changes.length < MAX_LISTED) found.changes.push(change);
    const step = `${change.before.status} → ${change.after.status}`;
    found.tally.set(step, (found.tally.get(step) ?? 0) + 1);
  });
  let done = false;
  return {
    step(units) {
      for (let left = units; left > 0 && !done; left--) done = comparing.next().done === true;
      return done;
    },
    result: () => ({ ...found, done, changes: [...found.changes], tally: new Map(found.tally) }),
  };
}

/** Compares every probe that may be affected, each request once. */
function* compareProbes(
  before: CompiledApp,
  after: CompiledApp,
  compared: (change: AnswerChange | null) => void,
): InSlices<void> {
  if (before.tree === after.tree) return;
  for (const app of [before, after]) yield* app.prepare() ?? [];
  const affected = yield* affectedPaths(before, after);
  const seen = new Set<string>();
  for (const registration of [...before.registrations, ...affected.changed]) {
    yield;
    if (!affected.mayTake(registration)) continue;
    for (const { request, decoded } of probesOf(registration)) {
      if (!affected.includes(decoded) || seen.size === seen.add(probeKey(request)).size) continue;
      compared(compareAnswers(before, after, request));
    }
  }
}

/** The two answers to one request; null where they are the same. */
export function compareAnswers(before: CompiledApp, after: CompiledApp, request: Request): AnswerChange | null {
  const [old, now] = [before.resolve(request), after.resolve(request)];
  return sameAnswer(old, now) ? null : { request, before: old, after: now };
}

/** A pinned request with both answers, whether or not they differ. */
export interface PinnedAnswer extends AnswerChange {
  readonly changed: boolean;
}

/** The answers of both applications to pins or history, changed ones first. */
export function pinnedAnswers(
  before: CompiledApp,
  after: CompiledApp,
  requests: readonly Request[],
): readonly PinnedAnswer[] {
  const answers = requests.map((request) => {
    const [old, now] = [before.resolve(request), after.resolve(request)];
    return { request, before: old, after: now, changed: !sameAnswer(old, now) };
  });
  return answers.sort((a, b) => Number(b.changed) - Number(a.changed));
}
