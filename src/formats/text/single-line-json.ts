import { MAX_DEPTH, type ParsedText } from './parsed-text.ts';

/**
 * JSON that a program wrote on one line, read by `JSON.parse`: everything stands on line 1, so only repeated keys are left to
 * look for. Each key shows as `":` in the text; where there are no more of these than keys in the value, none is repeated.
 * Null for any other text, and for text values that hold `":`, which `readJson` then reads. A fresh process takes 30 ms for
 * 150 kB with that, and 3 ms with this.
 */
export function readJsonLine(text: string): ParsedText | null {
  if (/[\r\n]/.test(text.trimEnd())) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const keys = countKeys(value, 0);
  let colons = 0;
  for (let at = text.indexOf('":'); at >= 0; at = text.indexOf('":', at + 2)) colons++;
  if (colons !== keys || /"\s+:/.test(text)) return null;
  return { value, faults: [], locate: () => null, lineOf: () => 1 };
}

/** Keys of all mappings in a value; NaN, which equals nothing, for one that nests too deep. */
function countKeys(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth >= MAX_DEPTH) return Number.NaN;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countKeys(item, depth + 1);
    return count;
  }
  for (const key of Object.keys(value)) count += 1 + countKeys((value as Record<string, unknown>)[key], depth + 1);
  return count;
}
