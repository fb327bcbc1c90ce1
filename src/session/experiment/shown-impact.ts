import type { CompiledApp } from '../../dialects/dialect.ts';
import type { AnswerChange } from '../../whatif/answer-change.ts';
import { createImpact, type Impact, type PinnedAnswer, pinnedAnswers } from '../../whatif/impact.ts';
import { probeKey } from '../../whatif/probes.ts';
import type { State } from '../state.ts';
import { isWorking } from './background-compile.ts';
import { baseApp, requestsIn } from './experiment.ts';

/** Up to this many routes, the comparison runs while the key is handled; beyond, in the background. */
const AT_ONCE = 500;

const done = new WeakMap<CompiledApp, { readonly before: CompiledApp; readonly impact: Impact }>();

/** The impact of the changes; null until the comparison is complete. Never that of an earlier change. */
export function impactOf(state: State): Impact | null {
  const before = baseApp(state.experiment);
  const after = state.compiled;
  if (!before || !after || isWorking(state)) return null;
  const soFar = impactSoFar(state);
  if (soFar?.done) return soFar;
  const known = done.get(after);
  if (known?.before === before) return known.impact;
  if (before !== after && before.registrations.length + after.registrations.length > 2 * AT_ONCE) return null;
  const run = createImpact(before, after);
  while (!run.step(Number.POSITIVE_INFINITY));
  done.set(after, { before, impact: run.result() });
  return run.result();
}

/** The result so far of a comparison in the background; null where none is running. */
export function impactSoFar(state: State): Impact | null {
  const { impact } = state.experiment;
  const isCurrent = impact?.before === baseApp(state.experiment) && impact?.after === state.compiled;
  return isCurrent && !isWorking(state) ? (impact?.impact ?? null) : null;
}

/** One line of the impact: a request whose answer changed. */
export interface ImpactEntry extends AnswerChange {
  readonly pinned: boolean;
}

interface Asked {
  readonly pins: readonly string[];
  readonly history: readonly string[];
  readonly impact: Impact;
  readonly entries: readonly ImpactEntry[];
}

const listed = new WeakMap<CompiledApp, Asked>();

/** The listed requests whose answer changes: pins first, then earlier requests, then probes. */
export function impactEntries(state: State): readonly ImpactEntry[] {
  const before = baseApp(state.experiment);
  const after = state.compiled;
  const impact = impactOf(state) ?? impactSoFar(state);
  if (!before || !after || !impact || before === after) return [];
  const { history, experiment } = state;
  const known = listed.get(after);
  if (known?.impact === impact && known.pins === experiment.pins && known.history === history) return known.entries;
  const entries = new Map<string, ImpactEntry>();
  const add = (changes: readonly AnswerChange[], pinned: boolean) => {
    for (const { request, before, after } of changes) {
      const key = probeKey(request);
      if (!entries.has(key)) entries.set(key, { request, before, after, pinned });
    }
  };
  const changed = (texts: readonly string[]) =>
    pinnedAnswers(before, after, requestsIn(texts)).filter((one) => one.changed);
  add(changed(experiment.pins), true);
  add(changed(history.slice(-EARLIER).reverse()), false);
  add(impact.changes, false);
  const made = { pins: experiment.pins, history, impact, entries: [...entries.values()] };
  listed.set(after, made);
  return made.entries;
}

/** How many earlier requests are compared, the latest first; more would take longer than a key can wait. */
const EARLIER = 200;

/** How many answers change, including those of pins and earlier requests that aren't probes. */
export function impactCount(state: State): number | null {
  const impact = impactOf(state);
  if (!impact) return null;
  const entries = impactEntries(state);
  return Math.max(entries.length, impact.changed + entries.length - impact.changes.length);
}

/** Whether both answers to the pins are available. */
export const pinsKnown = (state: State): boolean =>
  !isWorking(state) && (baseApp(state.experiment)?.prepare() ?? null) === null;

/** The pins with their answers without the changes and with them, changed ones first. */
export function pinEntries(state: State): readonly PinnedAnswer[] {
  const base = baseApp(state.experiment);
  const { compiled: app, experiment } = state;
  return base && app && pinsKnown(state) ? pinnedAnswers(base, app, requestsIn(experiment.pins)) : [];
}
