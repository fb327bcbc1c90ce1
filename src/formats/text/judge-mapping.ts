import { describeValue, quote, type Report } from '../../model/file-fault.ts';
import { nearest } from '../../model/nearest.ts';
import type { KeyPath } from './parsed.ts';

/** A mapping of a small file (requests, scenario), not judged yet. */
export type Mapping = Readonly<Record<string, unknown>>;

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reports a value of a kind that can't stand here; `expected` says what can. */
export function wrongType(
  value: unknown,
  path: KeyPath,
  expected: string,
  report: Report,
  hint: string | null = null,
): void {
  report(path, 'wrong-type', `${describeValue(value)} stands where ${expected} should`, { expected, hint });
}

/** Reports every key that isn't among the known ones of `what`, with the one that it was probably meant to be. */
export function unknownKeys(
  value: Mapping,
  known: readonly string[],
  path: KeyPath,
  what: string,
  report: Report,
): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const near = nearest(
      key,
      known.filter((name) => !Object.hasOwn(value, name)),
    );
    report([...path, key], 'unknown-key', `${quote(key)} is not a key of ${what}`, {
      part: 'key',
      expected: known.join(', '),
      hint: near ? `${quote(key)}: did you mean \`${near}\`?` : null,
    });
  }
}
