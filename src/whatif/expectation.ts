import type { CompiledApp } from '../dialects/dialect.ts';
import type { Request } from '../model/request.ts';
import type { Outcome, ParamValue, Resolution } from '../model/resolution.ts';
import { probeKey, probesOf } from './probes.ts';

/** What an answer should be. Only the fields that are present are compared. */
export interface ExpectedAnswer {
  readonly status?: number;
  readonly outcome?: Outcome;
  /** Full template; null: no route. */
  readonly route?: string | null;
  /** All path parameters; null and none are the same. */
  readonly params?: Readonly<Record<string, ParamValue>> | null;
  readonly location?: string | null;
  readonly allow?: string | null;
}

/** A request and the answer that is expected of it: one entry of a requests file. */
export interface RequestEntry {
  readonly name: string | null;
  readonly request: Request;
  /** Empty means that the request is handled, after redirects at most. */
  readonly expect: ExpectedAnswer;
  /** Line of the file that it stands on, from 1; null where it comes from no file. */
  readonly line: number | null;
}

export interface CheckResult {
  readonly entry: RequestEntry;
  readonly resolution: Resolution;
  /** One sentence each; empty where the answer is as expected. */
  readonly differences: readonly string[];
}

/** Asks every request and compares. */
export function checkRequests(app: CompiledApp, entries: readonly RequestEntry[]): readonly CheckResult[] {
  return entries.map((entry) => {
    const resolution = app.resolve(entry.request);
    return { entry, resolution, differences: differencesOf(entry.expect, resolution) };
  });
}

/** How an answer differs from the expected one. */
function differencesOf(expected: ExpectedAnswer, answer: Resolution): readonly string[] {
  if (Object.values(expected).every((value) => value === undefined)) {
    const handled = answer.outcome === 'matched' || answer.outcome === 'redirect';
    return handled ? [] : [`status is ${answer.status} (${answer.outcome}), expected that a route answers it`];
  }
  const out: string[] = [];
  const compare = (what: 'status' | 'outcome' | 'route' | 'location' | 'allow') => {
    const wanted = expected[what];
    if (wanted === undefined || wanted === answer[what]) return;
    out.push(`${what} is ${answer[what] ?? 'none'}, expected ${wanted ?? 'none'}`);
  };
  compare('status');
  compare('outcome');
  compare('route');
  if (expected.params !== undefined) out.push(...paramDifferences(expected.params ?? {}, answer.params ?? {}));
  compare('location');
  compare('allow');
  return out;
}

type Params = Readonly<Record<string, ParamValue>>;

function paramDifferences(expected: Params, got: Params): readonly string[] {
  const out: string[] = [];
  for (const [name, wanted] of Object.entries(expected)) {
    if (!Object.hasOwn(got, name)) out.push(`there is no parameter ${name}, expected ${JSON.stringify(wanted)}`);
    else if (!Object.is(got[name], wanted)) {
      out.push(`parameter ${name} is ${JSON.stringify(got[name])}, expected ${JSON.stringify(wanted)}`);
    }
  }
  for (const [name, value] of Object.entries(got)) {
    if (!Object.hasOwn(expected, name)) out.push(`parameter ${name} is ${JSON.stringify(value)}, expected none`);
  }
  return out;
}

/** The expectation that an answer meets: its status, and what belongs to that. */
export function expectationOf(answer: Resolution): ExpectedAnswer {
  const params = Object.keys(answer.params ?? {}).length > 0 ? { params: answer.params } : {};
  switch (answer.outcome) {
    case 'matched':
    case 'invalid-params':
      return { status: answer.status, route: answer.route, ...params };
    case 'redirect':
      return { status: answer.status, location: answer.location };
    case 'method-not-allowed':
      return { status: answer.status, route: answer.route, allow: answer.allow };
    default:
      return { status: answer.status };
  }
}

/**
 * The expectation that the current answer meets, with the fields that `said` has. The status and the target of a redirect are
 * always in it, and everything where `said` is empty.
 */
export function updatedExpectation(said: ExpectedAnswer, answer: Resolution): ExpectedAnswer {
  const { status, outcome, route, params, location, allow } = answer;
  const keys = Object.keys(said);
  if (keys.length === 0) return expectationOf(answer);
  const noParams = Object.keys(params ?? {}).length === 0 && Object.keys(said.params ?? {}).length === 0;
  const now = { status, outcome, route, params: noParams ? (said.params ?? null) : params, location, allow };
  const kept = Object.entries(now).filter(
    ([key, value]) => keys.includes(key) || key === 'status' || (key === 'location' && value !== null),
  );
  return Object.fromEntries(kept);
}

/** A requests file to start from: an example of every registered route under each of its methods, as it is answered now. */
export function startingEntries(app: CompiledApp): readonly RequestEntry[] {
  const seen = new Set<string>();
  const entries: RequestEntry[] = [];
  for (const registration of app.registrations) {
    const probes = probesOf(registration);
    const opaque = registration.node?.kind === 'mount' || registration.kind === 'frontend';
    for (const { request } of opaque ? probes.slice(0, 1) : probes.slice(0, registration.methods.length)) {
      const key = probeKey(request);
      if (registration.kind === 'mount' || registration.kind === 'host' || seen.has(key)) continue;
      seen.add(key);
      entries.push({ name: null, request, expect: expectationOf(app.resolve(request)), line: null });
    }
  }
  return entries;
}
