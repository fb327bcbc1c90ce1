import { holdsFiles } from '../../dialects/make-app.ts';
import { type Cause, cause } from '../near-miss.ts';
import { type Context, fixedRange, quote, typedRange } from './cause-context.ts';

const slashed = (segments: readonly string[]) => `/${segments.join('/')}`;

/** Leading segments of the template that weren't typed: numbers `meant` of the template, in front of typed segment `i`. */
export function missingPrefix(context: Context, i: number, meant: readonly number[]): Cause {
  const { target } = context.candidate;
  const texts = meant.map((j) => context.fixed.segments[j] as string);
  const mounted = mountLength(context);
  const marks = meant.map((j) => fixedRange(context, j));
  const where = i < context.query.typed.segments.length ? i + 1 : null;
  const upTo = slashed(target.segments.slice(0, (meant.at(-1) ?? 0) + 1).map(({ raw }) => raw));
  if ((meant[0] ?? 0) < mounted) {
    const [entry] = target.entries;
    return cause(
      'mount-prefix',
      where,
      entry && holdsFiles(entry)
        ? `this file is served under ${target.route}`
        : `this route is in the application mounted at ${entry?.mountContext.mounts.at(-1) ?? upTo}`,
      [],
      marks,
    );
  }
  const detail =
    meant[0] === 0 ? `the route is under ${upTo}` : `${quote(texts.join('/'))} is missing: the route is under ${upTo}`;
  return cause('missing-prefix', where, detail, [], marks);
}

/** Typed segments in front that the template doesn't have. */
export function extraPrefix(context: Context, typed: readonly number[]): Cause {
  const texts = typed.map((i) => context.query.typed.segments[i] as string);
  const [first] = typed;
  return cause(
    'extra-prefix',
    (first ?? 0) + 1,
    `the route has no prefix ${slashed(texts)}`,
    typed.map((i) => typedRange(context, i)),
  );
}

/** One prefix typed in place of another: under a mount it is the mount that was mistaken. */
export function wrongMount(context: Context, typed: readonly number[], meant: readonly number[]): Cause {
  const was = slashed(typed.map((i) => context.query.typed.segments[i] as string));
  const is = slashed(meant.map((j) => context.fixed.segments[j] as string));
  return cause(
    'mount-prefix',
    (typed[0] ?? 0) + 1,
    `this is mounted at ${is}, not at ${was}`,
    typed.map((i) => typedRange(context, i)),
    meant.map((j) => fixedRange(context, j)),
  );
}

/** The request says a prefix twice. */
export function doublePrefix(context: Context, i: number, count: number): Cause {
  const typed = Array.from({ length: count }, (_, k) => i + k);
  const text = slashed(typed.map((k) => context.query.typed.segments[k] as string));
  return cause(
    'double-prefix',
    i + 1,
    `${text} is repeated: the route has it once`,
    typed.map((k) => typedRange(context, k)),
  );
}

/** The application says a prefix twice, the request once. */
export function appliedTwice(context: Context, i: number, meant: readonly number[]): Cause {
  const text = slashed(meant.map((j) => context.fixed.segments[j] as string));
  return cause(
    'double-prefix',
    i + 1,
    `the prefix ${text} is applied twice: this route is really at ${context.candidate.target.path}`,
    [],
    meant.map((j) => fixedRange(context, j)),
  );
}

/** How many leading segments of the template are paths of mounts. */
export function mountLength({ candidate }: Context): number {
  return candidate.target.mounted;
}
