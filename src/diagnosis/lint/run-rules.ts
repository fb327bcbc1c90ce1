import type { CompiledApp } from '../../dialects/dialect.ts';
import type { Finding, Severity } from './finding.ts';
import { makeContext, type Rule } from './lint-context.ts';
import { RULES } from './rules.ts';

/**
 * Everything about an application's routes that can't work or will surprise: gravest first, then in registration order.
 * Nothing is guessed: a route is called unreachable only with a proof over all paths that a resolved request confirms.
 */
export function lint(app: CompiledApp, rules: readonly Rule[] = RULES): readonly Finding[] {
  const steps = lintSteps(app, rules);
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

/** The same, with a pause after every rule, so that a caller stays responsive. */
export function* lintSteps(app: CompiledApp, rules: readonly Rule[] = RULES): Generator<void, readonly Finding[]> {
  const context = makeContext(app);
  const findings: Finding[] = [];
  for (const { id, severity, find } of rules) {
    for (const found of find(context)) {
      findings.push({ rule: id, severity, ...found, message: sentence(found.message), fix: sentence(found.fix) });
    }
    yield;
  }
  return findings.sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || placeOf(a) - placeOf(b));
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const GRAVITY = { error: 0, warning: 1, info: 2 } satisfies Record<Severity, number>;

/** What registers nothing comes last of its severity. */
const placeOf = (finding: Finding) => finding.registrations[0] ?? Number.MAX_SAFE_INTEGER;

/** The rules that are left of `--only` and `--disable`, or the names among those that no rule has. */
export function selectRules(
  only: readonly string[] | null,
  disabled: readonly string[],
): { readonly rules: readonly Rule[] } | { readonly unknown: readonly string[] } {
  const unknown = [...(only ?? []), ...disabled].filter((name) => !RULES.some((rule) => rule.id === name));
  if (unknown.length > 0) return { unknown };
  return { rules: RULES.filter(({ id }) => (only === null || only.includes(id)) && !disabled.includes(id)) };
}
