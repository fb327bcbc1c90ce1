import { WEIGHTS } from './weights.ts';

const ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const NEIGHBOURS = neighbours();

/** Keys that touch each other on a QWERTY keyboard, as pairs `ab`. */
function neighbours(): ReadonlySet<string> {
  const pairs = new Set<string>();
  ROWS.forEach((row, y) => {
    [...row].forEach((key, x) => {
      for (const other of [row[x + 1], ROWS[y + 1]?.[x], ROWS[y + 1]?.[x - 1]]) {
        if (other) pairs.add(key + other).add(other + key);
      }
    });
  });
  return pairs;
}

/** One slip of the finger: what happened at `at` (offset into the typed word) where `at2` is the offset into the meant word. */
export interface Slip {
  readonly kind: 'swap' | 'double' | 'drop' | 'insert' | 'neighbour' | 'wrong';
  readonly at: number;
  readonly at2: number;
}

/** Fewest slips between two words, at most `limit`; adjacent swaps count one (optimal string alignment). Infinity beyond. */
export function slipCount(a: string, b: string, limit: number): number {
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const n = endA - start;
  const m = endB - start;
  if (Math.abs(n - m) > limit) return Infinity;
  if (n === 0 || m === 0) return n + m;
  if (n === 1 && m === 1) return 1;
  let before = new Uint8Array(m + 1);
  let row = new Uint8Array(m + 1);
  let next = new Uint8Array(m + 1);
  for (let j = 0; j <= m; j++) row[j] = j;
  for (let i = 1; i <= n; i++) {
    const ca = a.charCodeAt(start + i - 1);
    next[0] = i;
    let least = i;
    for (let j = 1; j <= m; j++) {
      const cb = b.charCodeAt(start + j - 1);
      let v = (row[j - 1] as number) + (ca === cb ? 0 : 1);
      v = Math.min(v, (row[j] as number) + 1, (next[j - 1] as number) + 1);
      if (i > 1 && j > 1 && ca === b.charCodeAt(start + j - 2) && a.charCodeAt(start + i - 2) === cb) {
        v = Math.min(v, (before[j - 2] as number) + 1);
      }
      next[j] = v;
      if (v < least) least = v;
    }
    if (least > limit) return Infinity;
    [before, row, next] = [row, next, before];
  }
  const count = row[m] as number;
  return count > limit ? Infinity : count;
}

/** The slips that turn `meant` into `typed`, in order of place. Both in one case. */
export function slips(typed: string, meant: string): readonly Slip[] {
  const n = typed.length;
  const m = meant.length;
  const d: number[][] = [];
  for (let i = 0; i <= n; i++) {
    const row = new Array<number>(m + 1).fill(0);
    d.push(row);
    for (let j = 0; j <= m; j++) {
      if (i === 0 || j === 0) row[j] = i + j;
      else {
        const same = typed[i - 1] === meant[j - 1] ? 0 : 1;
        row[j] = Math.min(cell(d, i - 1, j - 1) + same, cell(d, i - 1, j) + 1, cell(d, i, j - 1) + 1);
        if (swapped(typed, meant, i, j)) row[j] = Math.min(row[j] as number, cell(d, i - 2, j - 2) + 1);
      }
    }
  }
  const out: Slip[] = [];
  let i = n;
  let j = m;
  while (i > 0 || j > 0) {
    const here = cell(d, i, j);
    if (i > 0 && j > 0 && typed[i - 1] === meant[j - 1] && here === cell(d, i - 1, j - 1)) {
      i--;
      j--;
    } else if (swapped(typed, meant, i, j) && here === cell(d, i - 2, j - 2) + 1) {
      out.push({ kind: 'swap', at: i - 2, at2: j - 2 });
      i -= 2;
      j -= 2;
    } else if (i > 0 && j > 0 && here === cell(d, i - 1, j - 1) + 1) {
      const pair = `${typed[i - 1]}${meant[j - 1]}`;
      out.push({ kind: NEIGHBOURS.has(pair) ? 'neighbour' : 'wrong', at: i - 1, at2: j - 1 });
      i--;
      j--;
    } else if (i > 0 && here === cell(d, i - 1, j) + 1) {
      const doubled = typed[i - 1] === typed[i - 2] || typed[i - 1] === typed[i];
      out.push({ kind: doubled ? 'double' : 'insert', at: i - 1, at2: j });
      i--;
    } else {
      out.push({ kind: 'drop', at: i, at2: j - 1 });
      j--;
    }
  }
  return out.reverse();
}

/** Most slips that a word may have: about one for four letters. */
export function slipLimit(length: number): number {
  return length <= 3 ? 1 : length <= 7 ? 2 : 3;
}

const COSTS: Readonly<Record<Slip['kind'], number>> = {
  swap: WEIGHTS.transposition,
  double: WEIGHTS.doubledLetter,
  drop: WEIGHTS.droppedLetter,
  insert: WEIGHTS.insertedLetter,
  neighbour: WEIGHTS.neighbourKey,
  wrong: WEIGHTS.wrongLetter,
};

/** What one slip costs, by what a hand does easily. */
export function slipCost({ kind, at, at2 }: Slip, typed: string): number {
  const beside = (other: number) => NEIGHBOURS.has(`${typed[at]}${typed[other]}`);
  const cost = kind === 'insert' && (beside(at - 1) || beside(at + 1)) ? WEIGHTS.insertedNeighbour : COSTS[kind];
  return cost + (at2 === 0 ? WEIGHTS.firstLetter : 0);
}

const cell = (d: readonly (readonly number[])[], i: number, j: number) => d[i]?.[j] ?? Infinity;

function swapped(a: string, b: string, i: number, j: number): boolean {
  return i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && a[i - 1] !== a[i - 2];
}
