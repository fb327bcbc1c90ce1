import { holdsFiles } from '../../dialects/make-app.ts';
import { type Cause, cause } from '../near-miss.ts';
import type { Step } from '../search/align.ts';
import { type Context, fixedRange, quote, typedRange } from './cause-context.ts';

/** Numbers of segments that follow each other. */
type Run = readonly number[];

/** The steps from `at` on that are about one prefix. */
export function prefixRun({ candidate: { steps, target } }: Context, at: number): readonly Step[] {
  const end = steps.findIndex((step, i) => {
    if (i < at || step.op === 'missing-prefix' || step.op === 'extra-prefix') return false;
    // What was typed in place of a mount's path is part of the same mistake, whatever it looks like.
    return !(step.op === 'extra' && step.meant > 0 && step.meant <= target.mounted);
  });
  return steps.slice(at, end < 0 ? undefined : end);
}

/** The causes of a run of prefix steps. */
export function prefixCauses(context: Context, run: readonly Step[]): Cause[] {
  const missing = run.filter(({ op }) => op === 'missing-prefix');
  const meant = missing.map((step) => step.meant);
  const typed = run.filter(({ op }) => op !== 'missing-prefix').map((step) => step.typed);
  const [first] = missing;
  if (first && typed.length > 0 && first.meant < context.candidate.target.mounted)
    return [wrongMount(context, typed, meant)];
  const out: Cause[] = [];
  // One that the next segment repeats is a second copy; the others don't belong here at all.
  const { segments } = context.query.typed;
  const again = typed.filter((i) => segments[i] === segments[i + 1]);
  const extra = typed.filter((i) => !again.includes(i));
  if (extra.length > 0) out.push(extraPrefix(context, extra));
  for (const i of again) out.push(doublePrefix(context, i, 1));
  if (first) out.push((isSecondCopy(context, meant) ? appliedTwice : missingPrefix)(context, first.typed, meant));
  return out;
}

/** Whether the missing segments repeat what stands before or behind them in the template. */
function isSecondCopy({ candidate }: Context, meant: Run): boolean {
  const raw = candidate.target.segments.map((segment) => segment.raw);
  const [first, last] = [meant[0] as number, meant.at(-1) as number];
  const copy = raw.slice(first, last + 1).join('/');
  const count = meant.length;
  return copy === raw.slice(first - count, first).join('/') || copy === raw.slice(last + 1, last + 1 + count).join('/');
}

const slashed = (segments: readonly string[]) => `/${segments.join('/')}`;
const typedPath = ({ query }: Context, run: Run) => slashed(run.map((i) => query.typed.segments[i] as string));
const fixedPath = ({ fixed }: Context, run: Run) => slashed(run.map((j) => fixed.segments[j] as string));
const typedMarks = (context: Context, run: Run) => run.map((i) => typedRange(context, i));
const fixedMarks = (context: Context, run: Run) => run.map((j) => fixedRange(context, j));

/** Leading segments of the template that weren't typed, in front of typed segment `i`. */
function missingPrefix(context: Context, i: number, meant: Run): Cause {
  const { target } = context.candidate;
  const [entry] = target.entries;
  const marks = fixedMarks(context, meant);
  const where = i < context.query.typed.segments.length ? i + 1 : null;
  const upTo = slashed(target.segments.slice(0, (meant.at(-1) as number) + 1).map(({ raw }) => raw));
  if ((meant[0] as number) < target.mounted) {
    const detail = holdsFiles(entry)
      ? `this file is served under ${target.route}`
      : `this route is in the application mounted at ${entry.mountContext.mounts.at(-1) ?? upTo}`;
    return cause('mount-prefix', where, detail, [], marks);
  }
  const missing = meant[0] === 0 ? '' : `${quote(fixedPath(context, meant).slice(1))} is missing: `;
  return cause('missing-prefix', where, `${missing}the route is under ${upTo}`, [], marks);
}

/** Typed segments in front that the template doesn't have. */
function extraPrefix(context: Context, typed: Run): Cause {
  const detail = `the route has no prefix ${typedPath(context, typed)}`;
  return cause('extra-prefix', (typed[0] as number) + 1, detail, typedMarks(context, typed));
}

/** One prefix typed in place of another: under a mount it is the mount that was mistaken. */
function wrongMount(context: Context, typed: Run, meant: Run): Cause {
  const detail = `this is mounted at ${fixedPath(context, meant)}, not at ${typedPath(context, typed)}`;
  const segment = (typed[0] as number) + 1;
  return cause('mount-prefix', segment, detail, typedMarks(context, typed), fixedMarks(context, meant));
}

/** The request has a prefix twice. */
export function doublePrefix(context: Context, i: number, count: number): Cause {
  const typed = Array.from({ length: count }, (_, k) => i + k);
  const detail = `${typedPath(context, typed)} is repeated: the route has it once`;
  return cause('double-prefix', i + 1, detail, typedMarks(context, typed));
}

/** The application has a prefix twice, the request once. */
function appliedTwice(context: Context, i: number, meant: Run): Cause {
  const { path } = context.candidate.target;
  const detail = `the prefix ${fixedPath(context, meant)} is applied twice: this route is really at ${path}`;
  return cause('double-prefix', i + 1, detail, [], fixedMarks(context, meant));
}
