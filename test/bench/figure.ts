/** What was measured, in one unit. */
export interface Figure {
  readonly median: number;
  /** The 95th percentile; of memory the largest. */
  readonly p95: number;
}

export type Unit = 'ms' | 'MB' | 'per s' | 'ns' | 'files';

/** One line of the table: ours beside its rival, both from the same run. */
export interface Row {
  readonly what: string;
  readonly unit: Unit;
  readonly ours: Figure;
  /** Null where the goal is a figure and not a comparison. */
  readonly against: (Figure & { readonly what: string }) | null;
  /** Ours to theirs, of the medians unless `what` says otherwise; null without a rival. */
  readonly ratio: number | null;
  readonly goal: Goal | null;
  /** Whether the goal was met; true where there is none. */
  readonly ok: boolean;
  readonly note?: string;
}

/** A bound, of the ratio unless `of` says that it is of our own median. */
export interface Goal {
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly of?: 'ours';
}

export function rowOf(row: Omit<Row, 'ratio' | 'ok'>, of: keyof Figure = 'median'): Row {
  const ratio = row.against && row.ours[of] / row.against[of];
  const whole = { ...row, ratio };
  return { ...whole, ok: excess(whole) <= 1 };
}

/** How far a row is from its goal, as a factor: 1 just meets it, 2 takes twice as long as it may. */
export function excess({ goal, ratio, ours }: Pick<Row, 'goal' | 'ratio' | 'ours'>): number {
  const value = goal?.of === 'ours' ? ours.median : ratio;
  if (goal === null || value === null) return 0;
  return goal.atLeast === undefined ? value / (goal.atMost ?? Number.POSITIVE_INFINITY) : goal.atLeast / value;
}

export function figureOf(samples: readonly number[]): Figure {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

/** The same number for both, where there is only one. */
export const single = (value: number): Figure => ({ median: value, p95: value });

/**
 * Measures several things turn by turn, A B A B, so that whatever else the machine does falls on all alike. The first
 * `warmUp` rounds aren't counted.
 */
export async function turnByTurn(
  rounds: number,
  measured: readonly (() => number | Promise<number>)[],
  warmUp = 1,
): Promise<readonly Figure[]> {
  const samples = measured.map((): number[] => []);
  for (let round = -warmUp; round < rounds; round++) {
    for (const [i, measure] of measured.entries()) {
      const value = await measure();
      if (round >= 0) samples[i]?.push(value);
    }
  }
  return samples.map(figureOf);
}
