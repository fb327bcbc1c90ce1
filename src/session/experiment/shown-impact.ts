import type { CompiledApp } from '../../dialects/dialect.ts';
import { isRequestFault, parseRequest } from '../../model/parse-request.ts';
import type { Request } from '../../model/request.ts';
import type { AnswerChange } from '../../whatif/answer-change.ts';
import { createImpact, type Impact, pinnedAnswers } from '../../whatif/impact.ts';
import { probeKey } from '../../whatif/probes.ts';
import type { State } from '../state.ts';
import { isWorking } from './background-compile.ts';
import { baseApp } from './experiment.ts';
import { pinnedRequests } from './export-text.ts';

/** Up to this many routes, the comparison runs while the key is handled; beyond, in the background. */
const AT_ONCE = 500;

const done = new WeakMap<CompiledApp, { readonly before: CompiledApp; readonly impact: Impact }>();

/** The impact of the changes; null until the comparison is complete. Never that of an earlier change. */
export function impactOf(state: State): Impact | null {
  const before = baseApp(state.experiment);
  const after = state.compiled;
  if (!before || !after || isWorking(state)) return null;
  const { impact } = state.experiment;
  if (impact?.before === before && impact.after === after && impact.impact.done) return impact.impact;
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
  if (isWorking(state)) return null;
  return impact && impact.before === baseApp(state.experiment) && impact.after === state.compiled
    ? impact.impact
    : null;
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
  const entries = collect(before, after, impact, pinnedRequests(state), earlier(history));
  listed.set(after, { pins: experiment.pins, history, impact, entries });
  return entries;
}

function collect(
  before: CompiledApp,
  after: CompiledApp,
  impact: Impact,
  pins: readonly Request[],
  history: readonly Request[],
): readonly ImpactEntry[] {
  const entries: ImpactEntry[] = [];
  const seen = new Set<string>();
  const add = (changes: readonly AnswerChange[], pinned: boolean) => {
    for (const { request, before: old, after: now } of changes) {
      const key = probeKey(request);
      if (seen.has(key)) continue;
      seen.add(key);
      entries.push({ request, before: old, after: now, pinned });
    }
  };
  add(
    pinnedAnswers(before, after, pins).filter((one) => one.changed),
    true,
  );
  add(
    pinnedAnswers(before, after, history).filter((one) => one.changed),
    false,
  );
  add(impact.changes, false);
  return entries;
}

/** How many earlier requests are compared, the latest first; more would take longer than a key can wait. */
const EARLIER = 200;

function earlier(history: readonly string[]): readonly Request[] {
  return history
    .slice(-EARLIER)
    .reverse()
    .flatMap((text) => {
      const request = parseRequest(text);
      return isRequestFault(request) ? [] : [request];
    });
}

/** How many answers change, including those of pins and earlier requests that aren't probes. */
export function impactCount(state: State): number | null {
  const impact = impactOf(state);
  if (!impact) return null;
  const entries = impactEntries(state);
  return Math.max(entries.length, impact.changed + entries.length - impact.changes.length);
}

/** A pin with its answers without the changes and with them. */
export interface PinEntry extends AnswerChange {
  readonly changed: boolean;
  /** As it was pinned. */
  readonly text: string;
}

/** Whether both answers to the pins are available. */
export const pinsKnown = (state: State): boolean =>
  !isWorking(state) && (baseApp(state.experiment)?.prepare() ?? null) === null;

/** The pins, changed ones first. */
export function pinEntries(state: State): readonly PinEntry[] {
  const base = baseApp(state.experiment);
  const { compiled: app, experiment } = state;
  if (!base || !app || !pinsKnown(state)) return [];
  const texts = new Map(pinnedRequests(state).map((request, i) => [request, experiment.pins[i] ?? '']));
  return pinnedAnswers(base, app, [...texts.keys()]).map((one) => ({ ...one, text: texts.get(one.request) ?? '' }));
}
