/** What was measured, in one unit: the middle of all samples, and what 95 of 100 stay below. */
export interface Figure {
  readonly median: number;
  readonly p95: number;
}

export type Unit = 'ms' | 'MB' | 'per s';

/** One line of the table: ours, beside a rival from the same run where there is one. */
export interface Row {
  readonly what: string;
  readonly unit: Unit;
  readonly ours: Figure;
  readonly rival?: Figure & { readonly what: string };
  /** Which figure counts; the median where nothing is said. */
  readonly by?: keyof Figure;
  readonly goal: Goal | null;
}

/** A bound: of ours divided by the rival's where there is one, and of our own figure otherwise. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number };

/** Ours divided by the rival's; null without one. */
export function ratioOf({ ours, rival, by = 'median' }: Row): number | null {
  return rival === undefined ? null : ours[by] / rival[by];
}

/** How far a row is from its goal, as a factor: 1 just meets it, 2 takes twice what it may. */
export function excess(row: Row): number {
  const value = ratioOf(row) ?? row.ours[row.by ?? 'median'];
  if (row.goal === null) return 0;
  return 'atMost' in row.goal ? value / row.goal.atMost : row.goal.atLeast / value;
}

export function figureOf(samples: readonly number[]): Figure {
  const sorted = samples.filter((sample) => !Number.isNaN(sample)).sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

/**
 * Measures two things by turns, A B A B, so that whatever else the machine does falls on both alike. The first round isn't counted: it
 * reads files and fills caches.
 */
export async function byTurns<T>(
  rounds: number,
  ours: () => T | Promise<T>,
  theirs: () => T | Promise<T>,
): Promise<{ readonly ours: readonly T[]; readonly theirs: readonly T[] }> {
  const samples = { ours: [] as T[], theirs: [] as T[] };
  for (let round = -1; round < rounds; round++) {
    const [a, b] = [await ours(), await theirs()];
    if (round < 0) continue;
    samples.ours.push(a);
    samples.theirs.push(b);
  }
  return samples;
}
