import type { Cause, Range } from '../near-miss.ts';

/**
 * Marks that lie inside their paths, whatever was in front or cut off: the corrected path may have got a root path in front
 * (`shift`), and a very deep or long typed path is only looked at up to a point.
 */
export function fitMarks(causes: readonly Cause[], typed: string, fixed: string, shift: number): readonly Cause[] {
  return causes.map((cause) => ({
    ...cause,
    marks: { typed: clip(cause.marks.typed, typed.length, 0), fixed: clip(cause.marks.fixed, fixed.length, shift) },
  }));
}

function clip(ranges: readonly Range[], length: number, shift: number): readonly Range[] {
  return ranges
    .map(([start, end]): Range => [Math.max(0, start + shift), Math.min(length, end + shift)])
    .filter(([start, end]) => start < end);
}
