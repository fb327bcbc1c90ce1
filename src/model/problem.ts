import type { SourceLocation } from './source.ts';

/**
 * A fault in what somebody gave us, as a value: readers collect all of them and go on as far as they can.
 * Throwing is for bugs. An `error` means the source can't be used; a `warning` that it was used with something
 * left out or guessed, and `message` says what.
 */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Stable, kebab-case, for tests and for looking up: `unknown-key`, `duplicate-key`, `unknown-router`. */
  readonly code: string;
  /** One sentence: what is wrong, with the found value in it. */
  readonly message: string;
  readonly at: SourceLocation | null;
  /** The offending line as it stands in the source, unsanitised; null where there is no such line. */
  readonly lineText: string | null;
  /** Columns to underline, 1-based, inside `lineText`. */
  readonly span: { readonly start: number; readonly length: number } | null;
  /** What would have been right: `one of GET, POST, …`. */
  readonly expected: string | null;
  /** What to do about it: "`prefx`: did you mean `prefix`?". */
  readonly hint: string | null;
}

/** The problems that stop a source from being used. */
export function errorsOf(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter((problem) => problem.severity === 'error');
}
