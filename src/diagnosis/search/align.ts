import type { ParamClass } from './param-class.ts';
import { type Query, segmentCost } from './query.ts';
import { codeAt, type SearchIndex } from './search-index.ts';
import { WEIGHTS } from './weights.ts';

/**
 * Aligns typed segments with a template's, cheapest first, as an edit distance over whole segments:
 *
 *              ∅   api   v1   users  {id}
 *        ∅     0   1.3   1.4   …            ← a missing prefix costs once
 *        api        0    1.3
 *        usres            …    3.0          ← missing prefix + two letters swapped
 *        42                          3.0
 *
 * Besides matching, dropping and inserting: two neighbours swapped, a prefix typed twice, and a `path` parameter that
 * takes several segments. `Step`s lead back through the cheapest way.
 */
export type Step =
  | { readonly op: 'match'; readonly typed: number; readonly meant: number }
  | { readonly op: 'missing' | 'missing-prefix'; readonly meant: number; readonly typed: number }
  | { readonly op: 'extra' | 'extra-prefix'; readonly typed: number; readonly meant: number }
  /** Typed segments `typed` and `typed + 1` stand for `meant + 1` and `meant`. */
  | { readonly op: 'swap'; readonly typed: number; readonly meant: number }
  /** `count` typed segments from `typed` repeat the meant ones before `meant`. */
  | { readonly op: 'double'; readonly typed: number; readonly meant: number; readonly count: number }
  /** One more segment for the `path` parameter `meant`. */
  | { readonly op: 'rest'; readonly typed: number; readonly meant: number };

const MATCH = 1;
const MISSING = 2;
const MISSING_PREFIX = 3;
const EXTRA = 4;
const EXTRA_PREFIX = 5;
const SWAP = 6;
const REST = 7;
/** DOUBLE + k: k segments repeated. */
const DOUBLE = 8;

/** Scratch of one search: costs and operations of the alignment at hand. */
export interface Grid {
  readonly costs: Float64Array;
  readonly ops: Uint8Array;
}

export function makeGrid(typed: number, longest: number): Grid {
  const size = (typed + 1) * (longest + 1);
  return { costs: new Float64Array(size), ops: new Uint8Array(size) };
}

/** Least cost of aligning the typed segments with target `t`. `blank`: as if no rare word of it was near (see Shape). */
export function align(index: SearchIndex, query: Query, grid: Grid, t: number, blank: boolean): number {
  const { codes, prefixes, postings, classes } = index;
  const { costs, ops } = grid;
  const { extraInFront, extraInside, words } = query;
  const from = index.starts[t] as number;
  const m = (index.starts[t + 1] as number) - from;
  const n = words.length;
  const prefix = prefixes[t] as number;
  const width = n + 1;
  costs[0] = 0;
  ops[0] = 0;
  for (let i = 1; i <= n; i++) {
    const more = ops[i - 1] === EXTRA_PREFIX && extraInFront[i - 1] === WEIGHTS.extraPrefix;
    costs[i] = (costs[i - 1] as number) + (more ? WEIGHTS.extraPrefixMore : (extraInFront[i - 1] as number));
    ops[i] = words[i - 1]?.word.text === '' ? EXTRA : EXTRA_PREFIX;
  }
  for (let j = 1; j <= m; j++) {
    const code = codes[from + j - 1] as number;
    const blanked = blank && code >= 0 && postings[code] !== null;
    const of = code < 0 ? (classes[~code] as ParamClass) : null;
    const tooLong = of === null || j < m ? Infinity : pathTooLong(query, of);
    const rest = of?.rest || tooLong < Infinity;
    const inPrefix = j <= prefix;
    const missing = inPrefix ? WEIGHTS.missingPrefix : code < 0 ? WEIGHTS.missingParam : WEIGHTS.missingLiteral;
    const row = j * width;
    const above = row - width;
    for (let i = 0; i <= n; i++) {
      const more = ops[above + i] === (inPrefix ? MISSING_PREFIX : MISSING);
      const further = inPrefix ? WEIGHTS.missingPrefixMore : WEIGHTS.missingMore;
      let best = (costs[above + i] as number) + (more ? further : missing);
      let op = inPrefix ? MISSING_PREFIX : MISSING;
      if (i > 0) {
        const own = blanked ? Infinity : segmentCost(index, query, i - 1, code);
        const matched = (costs[above + i - 1] as number) + own;
        if (matched <= best) {
          best = matched;
          op = MATCH;
        }
        const before = ops[row + i - 1] as number;
        let extra = extraInside[i - 1] as number;
        if (before === MATCH && own === 0 && code >= 0) extra = Math.min(extra, WEIGHTS.repeatedSegment);
        if (before === EXTRA && words[i - 2]?.word.text !== '') extra = Math.min(extra, WEIGHTS.extraMore);
        const asPrefix = inPrefix && extraInFront[i - 1] === WEIGHTS.extraPrefix;
        if (asPrefix) extra = Math.min(extra, WEIGHTS.extraPrefix);
        const dropped = (costs[row + i - 1] as number) + extra;
        if (dropped < best) {
          best = dropped;
          op = asPrefix ? EXTRA_PREFIX : EXTRA;
        }
        if (rest && (before === MATCH || before === REST)) {
          const first = !of?.rest && before === MATCH;
          const more = first ? tooLong : (query.atLeast[i - 1] as number) + WEIGHTS.pathMore;
          const longer = (costs[row + i - 1] as number) + more;
          if (longer < best) {
            best = longer;
            op = REST;
          }
        }
        if (i > 1 && j > 1) {
          const other = codes[from + j - 2] as number;
          const crossed =
            blanked || (blank && other >= 0 && postings[other] !== null)
              ? Infinity
              : segmentCost(index, query, i - 2, code) + segmentCost(index, query, i - 1, other) + WEIGHTS.swapped;
          const swapped = (costs[above - width + i - 2] as number) + crossed;
          if (swapped < best) {
            best = swapped;
            op = SWAP;
          }
        }
        if (code >= 0 && own < Infinity && j <= Math.max(1, prefix)) {
          // One segment is repeated, or all up to here.
          for (let count = 1; count <= j; count += Math.max(1, j - 1)) {
            const cost = repeatedCost(index, query, grid, t, i, j, count);
            if (cost < best) {
              best = cost;
              op = DOUBLE + count;
            }
          }
        }
      }
      costs[row + i] = best;
      ops[row + i] = op;
    }
  }
  return costs[m * width + n] as number;
}

/** Cost of several segments for a last parameter that matches one; Infinity where neither its name nor the request suggests a path. */
function pathTooLong({ holdsFile }: Query, of: ParamClass): number {
  if (of.holdsPath) return WEIGHTS.pathTooLong;
  return holdsFile && of.kind === 'text' && !of.mixed && !of.rest ? WEIGHTS.fileTooLong : Infinity;
}

/** Cost of reading the last `count` of `i` typed segments as a second copy of the last ones of `j` meant segments. */
function repeatedCost(index: SearchIndex, query: Query, grid: Grid, t: number, i: number, j: number, count: number) {
  if (count > i - 1) return Infinity;
  const before = grid.costs[j * (query.words.length + 1) + i - count] as number;
  let cost = before + WEIGHTS.doublePrefix + (count - 1) * WEIGHTS.doublePrefixMore;
  for (let k = 0; k < count; k++) {
    const code = codeAt(index, t, j - count + k);
    cost += code < 0 ? Infinity : segmentCost(index, query, i - count + k, code);
  }
  return cost;
}

/** Whether the alignment that the grid holds ends with a parameter that nothing was typed for. */
export function endsMissing(index: SearchIndex, query: Query, grid: Grid, t: number): boolean {
  const end = index.starts[t + 1] as number;
  const m = end - (index.starts[t] as number);
  const n = query.words.length;
  return m > 0 && (index.codes[end - 1] as number) < 0 && grid.ops[m * (n + 1) + n] === MISSING;
}

/** The steps of the alignment that the grid holds, in typed order. */
export function trace(index: SearchIndex, query: Query, grid: Grid, t: number): readonly Step[] {
  let j = (index.starts[t + 1] as number) - (index.starts[t] as number);
  let i = query.words.length;
  const width = i + 1;
  const steps: Step[] = [];
  while (i > 0 || j > 0) {
    const op = grid.ops[j * width + i] as number;
    switch (op) {
      case MATCH:
        steps.push({ op: 'match', typed: --i, meant: --j });
        break;
      case MISSING:
      case MISSING_PREFIX:
        steps.push({ op: op === MISSING ? 'missing' : 'missing-prefix', meant: --j, typed: i });
        break;
      case EXTRA:
      case EXTRA_PREFIX:
        steps.push({ op: op === EXTRA ? 'extra' : 'extra-prefix', typed: --i, meant: j });
        break;
      case SWAP:
        i -= 2;
        j -= 2;
        steps.push({ op: 'swap', typed: i, meant: j });
        break;
      case REST:
        steps.push({ op: 'rest', typed: --i, meant: j - 1 });
        break;
      default:
        i -= op - DOUBLE;
        steps.push({ op: 'double', typed: i, meant: j, count: op - DOUBLE });
    }
  }
  return steps.reverse();
}
