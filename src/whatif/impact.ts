import type { CompiledApp } from '../dialects/dialect.ts';
import type { InSlices } from '../dialects/in-slices.ts';
import { textOfType } from '../dialects/make-app.ts';
import { dialectFor } from '../dialects/registry.ts';
import type { Registration } from '../model/registration.ts';
import type { Request } from '../model/request.ts';
import type { App, Router, RouteTree } from '../model/route-tree.ts';
import { type AffectedPaths, affectedBy } from './affected-paths.ts';
import { type AnswerChange, sameAnswer } from './answer-change.ts';
import { probeKey, probesOf } from './probes.ts';
import { diffRegistrations } from './registration-diff.ts';
import { seenKeys } from './seen-keys.ts';
import { containerNodesOf } from './tree-ops.ts';

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
  /** Does about `units` of work, where a registration or a probe is one. True when all is done. */
  step(units: number): boolean;
  /** The result so far. */
  result(): Impact;
}

/**
 * Compares two applications over the probes of both. Probes that the change can't affect are skipped (see
 * registration-diff.ts and affected-paths.ts); the result is the same as without skipping.
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

  /** Compares the probes of one registration and returns the work done. */
  const look = (plan: Plan, registration: Registration): number => {
    if (plan.affected && !plan.affected.mayTake(registration)) return 1;
    let work = 1;
    for (const { request, decoded } of probesOf(registration)) {
      if (plan.affected && !plan.affected.includes(decoded)) continue;
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

/** Units that one slice of planning counts as. */
const PLANNED = 20;

interface Plan {
  readonly first: readonly Registration[];
  readonly second: readonly Registration[];
  /** Null where every request may be affected. */
  readonly affected: AffectedPaths | null;
}

/** In slices, because the diff of large applications takes long, and an index may have to be built. */
function* planOf(before: CompiledApp, after: CompiledApp): InSlices<Plan> {
  if (before.tree === after.tree) return { first: [], second: [], affected: null };
  for (const app of [before, after]) yield* app.prepare() ?? [];
  const diff = yield* diffRegistrations(before, after);
  const both = [...diff.before, ...diff.after];
  let isBroken = false;
  for (let i = 0; i < both.length && !isBroken; i++) {
    if (i % PAUSE === 0) yield;
    isBroken = breaksEverything(both[i] as Registration);
  }
  if (diff.everything || isBroken || hasRootPath(before.tree) || hasRootPath(after.tree)) {
    return { first: before.registrations, second: after.registrations, affected: null };
  }
  const affected = yield* affectedBy(both);
  return { first: before.registrations, second: diff.after, affected };
}

/** Registrations per slice. */
const PAUSE = 100;

/**
 * FastAPI puts the paths of included routers together when the first request comes, and one that can't be built makes it
 * answer 500 to all of them. A parameter that a mount and a route both have is no such fault, but no harm is done.
 */
function breaksEverything(registration: Registration): boolean {
  const { paths } = dialectFor(registration);
  return paths.refuses && !paths.isLiteral(registration.path) && 'fault' in paths.parse(registration.path);
}

/** A request may or may not start with the root path, so its path doesn't tell which routes it can reach. */
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
  return [...answers.filter((one) => one.changed), ...answers.filter((one) => !one.changed)];
}
