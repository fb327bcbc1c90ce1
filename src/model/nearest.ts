/** Longer words are not compared: a file may hold thousands of them. */
const LONGEST = 64;
const MOST_CANDIDATES = 2000;

/**
 * The candidate that was probably meant by a misspelt word: nearest by edit distance (a swap of neighbours counts once,
 * case and `-` against `_` count nothing), at most a third of the word away. Null where none is near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const typed = fold(word);
  let best: string | null = null;
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
  let compared = 0;
  for (const candidate of candidates) {
    if (++compared > MOST_CANDIDATES) break;
    if (typed.length > LONGEST || Math.abs(candidate.length - typed.length) >= least) continue;
    const cost = distance(typed, fold(candidate));
    if (cost >= least) continue;
    least = cost;
    best = candidate;
  }
  return best;
}

const fold = (word: string) => word.toLowerCase().replace(/[-\s]/g, '_');

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
