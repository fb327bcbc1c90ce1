import type { CompiledApp } from '../dialects/dialect.ts';
import type { InSlices } from '../dialects/in-slices.ts';
import { parsePath } from '../dialects/index.ts';
import { textOfType } from '../dialects/make-app.ts';
import type { Registration } from '../model/registration.ts';
import type { Request } from '../model/request.ts';
import type { App, Router, RouteTree } from '../model/route-tree.ts';
import { type Reach, reachOf } from './affected-paths.ts';
import { type AnswerChange, sameAnswer } from './answer-change.ts';
import { probeKey, probesOf } from './probes.ts';
import { touchedBy } from './registration-diff.ts';
import { seenKeys } from './seen-keys.ts';
import { containerNodesOf } from './tree-ops.ts';

/** What a change of the application does to its answers, as far as it was looked at. */
export interface Impact {
  /** Whether everything was looked at. */
  readonly done: boolean;
  /** Requests asked of both applications; those that the change can't reach are never asked. */
  readonly compared: number;
  /** Probes whose answer changes. */
  readonly changed: number;
  /** The first `MAX_LISTED` of them, in registration order. */
  readonly changes: readonly AnswerChange[];
  /** How many probes went from which status to which: `404 → 200`. */
  readonly tally: ReadonlyMap<string, number>;
}

/** More changes than anybody reads; the counts go on. */
const MAX_LISTED = 1000;

/** A comparison under way. It holds its own progress, so that the keyboard stays free between two steps. */
export interface ImpactRun {
  /** Does about `units` worth of work (a registration looked at or a probe compared is one); whether all is done. */
  step(units: number): boolean;
  /** What is known by now. */
  result(): Impact;
}

/**
 * Compares two applications over the probes of both. Probes that no touched registration can take are skipped (see
 * registration-diff.ts and affected-paths.ts); the result equals the comparison over all probes.
 */
export function createImpact(before: CompiledApp, after: CompiledApp): ImpactRun {
  const planning = planOf(before, after);
  let plan: Plan | null = null;
  const seen = seenKeys();
  const changes: AnswerChange[] = [];
  const tally = new Map<string, number>();
  let compared = 0;
  let changed = 0;
  let place = 0;

  /** Compares the probes of one registration; how much work that was. */
  const look = (plan: Plan, registration: Registration): number => {
    if (plan.reach && !plan.reach.meets(registration)) return 1;
    let work = 1;
    for (const { request, decoded } of probesOf(registration)) {
      if (plan.reach && !plan.reach.takes(decoded)) continue;
      if (!seen.isNew(probeKey(request))) continue;
      work += 1;
      compared += 1;
      const change = compareAnswers(before, after, request);
      if (!change) continue;
      changed += 1;
      if (changes.length < MAX_LISTED) changes.push(change);
      const step = `${change.before.status} → ${change.after.status}`;
      tally.set(step, (tally.get(step) ?? 0) + 1);
    }
    return work;
  };

  const count = (known: Plan) => known.first.length + known.second.length;
  return {
    step(units) {
      let left = units;
      for (; plan === null && left > 0; left -= PLANNED) {
        const next = planning.next();
        if (next.done) plan = next.value;
      }
      if (plan === null) return false;
      const all = count(plan);
      for (; left > 0 && place < all; place++) {
        const second = place - plan.first.length;
        left -= look(plan, (second < 0 ? plan.first[place] : plan.second[second]) as Registration);
      }
      return place === all;
    },
    result: () => {
      const done = plan !== null && place === count(plan);
      return { done, compared, changed, changes: [...changes], tally: new Map(tally) };
    },
  };
}

/** What a piece of planning counts. */
const PLANNED = 20;

interface Plan {
  readonly first: readonly Registration[];
  readonly second: readonly Registration[];
  /** Null where every request may be affected. */
  readonly reach: Reach | null;
}

/** In pieces: to find out what differs takes its time on large applications, and an index may have to be made. */
function* planOf(before: CompiledApp, after: CompiledApp): InSlices<Plan> {
  if (before.tree === after.tree) return { first: [], second: [], reach: null };
  for (const app of [before, after]) yield* app.prepare() ?? [];
  const touched = yield* touchedBy(before, after);
  const both = [...touched.before, ...touched.after];
  let isBroken = false;
  for (let i = 0; i < both.length && !isBroken; i++) {
    if (i % PAUSE === 0) yield;
    isBroken = breaksEverything(both[i] as Registration);
  }
  if (touched.everything || isBroken || hasRootPath(before.tree) || hasRootPath(after.tree)) {
    return { first: before.registrations, second: after.registrations, reach: null };
  }
  const reach = yield* reachOf(both);
  return { first: before.registrations, second: touched.after, reach };
}

/** Registrations between two pauses. */
const PAUSE = 100;

/**
 * FastAPI puts the paths of included routers together when the first request comes, and one that can't be built makes it
 * answer 500 to all of them. A parameter that a mount and a route both have is no such fault, but no harm is done.
 */
const breaksEverything = ({ mountContext, path }: Registration) =>
  path.includes('{') && 'fault' in parsePath(mountContext.framework, path);

/** With a root path a request may or may not carry it in front, so its path says less about what it can reach. */
function hasRootPath(tree: RouteTree): boolean {
  if (tree.serverRootPath !== '') return true;
  const rooted = (app: App): boolean => {
    if (textOfType(app, 'root-path') !== '') return true;
    return 'routes' in app && containerNodesOf(app.routes).some((node) => 'app' in node && rooted(node.app));
  };
  const inRouter = (router: Router) =>
    containerNodesOf(router.routes).some((node) => 'app' in node && rooted(node.app));
  return rooted(tree.app) || tree.routers.some(inRouter);
}

/** The two answers to one request; null where they are the same. */
export function compareAnswers(before: CompiledApp, after: CompiledApp, request: Request): AnswerChange | null {
  const [old, now] = [before.resolve(request), after.resolve(request)];
  return sameAnswer(old, now) ? null : { request, before: old, after: now };
}

/** A pinned request with both answers, whether or not they differ. */
interface PinnedAnswer extends AnswerChange {
  readonly changed: boolean;
}

/** Pins and history under both applications, those that change first, otherwise in their order. */
export function pinnedAnswers(
  before: CompiledApp,
  after: CompiledApp,
  requests: readonly Request[],
): readonly PinnedAnswer[] {
  const answers = requests.map((request) => {
    const [old, now] = [before.resolve(request), after.resolve(request)];
    return { request, before: old, after: now, changed: !sameAnswer(old, now) };
  });
  return [...answers.filter((one) => one.changed), ...answers.filter((one) => !one.changed)];
}
