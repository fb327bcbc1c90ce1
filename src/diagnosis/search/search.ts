import type { Request } from '../../model/request.ts';
import { align, endsMissing, type Grid, makeGrid, type Step, trace } from './align.ts';
import { meantMethod } from './meant-method.ts';
import { prepareQuery, type Query } from './query.ts';
import { classAt, codeAt, type SearchIndex } from './search-index.ts';
import type { Target } from './target.ts';
import { ABSTAIN, MARGIN, WEIGHTS } from './weights.ts';

/** A target near to the request, and how the one becomes the other. */
export interface Candidate {
  readonly target: Target;
  /** Its number in the index. */
  readonly id: number;
  readonly method: string;
  readonly cost: number;
  readonly steps: readonly Step[];
}

export interface Found {
  readonly query: Query;
  readonly candidates: readonly Candidate[];
}

/** The most that what is missing at the end can save. */
const CHEAPER_AT_END = Math.min(WEIGHTS.emptyAtEnd, WEIGHTS.itemMethod);

/** More than are shown, since some of them don't survive the verification. */
const KEPT = 14;
/** Targets that match only by their shape are all alike; more than a few of them don't help. */
const PER_SHAPE = 3;
/** Of a shape with very many targets, only the first ones are looked at. */
const LOOKED = 200;

const ITEM_METHODS = new Set(['PUT', 'PATCH', 'DELETE']);

/** The nearest targets, best first. Yields units of work (about 50 ns each) so that a caller may pause. */
export function* search(index: SearchIndex, request: Request): Generator<number, Found> {
  const query = yield* prepareQuery(index, request);
  const grid = makeGrid(query.words.length, index.longest);
  const best: Costed[] = [];
  let cap: number = ABSTAIN.most;

  const offer = (one: Costed) => {
    if (one.cost > cap) return;
    insert(best, one, KEPT);
    const worst = best.length === KEPT ? (best[KEPT - 1] as Costed).cost : Infinity;
    cap = Math.min(ABSTAIN.most, (best[0] as Costed).cost + MARGIN, worst);
  };
  const unseen = query.atLeast.reduce((sum, cost) => sum + cost, edgeCost(query));
  const { least, buckets } = yield* targetsOfNearWords(index, query, unseen);
  const cells = (query.words.length + 1) * 4;
  let work = 0;
  for (const bucket of buckets) {
    for (const id of bucket) {
      if ((least[id] as number) + CHEAPER_AT_END > cap) continue;
      offer({ id, cost: totalCost(index, query, grid, id, align(index, query, grid, id, false)) });
      work += cells;
      if (work > 2000) {
        yield work;
        work = 0;
      }
    }
  }
  for (const shape of index.shapes) {
    if (shape.rare * WEIGHTS.missingMore + unseen + CHEAPER_AT_END > cap) continue;
    const aligned = align(index, query, grid, shape.like, true);
    work += cells;
    if (aligned + CHEAPER_AT_END <= cap) {
      const members = shape.members.slice(0, LOOKED);
      const cheapest: Costed[] = [];
      for (const id of members) {
        if (!Number.isNaN(least[id])) continue;
        insert(cheapest, { id, cost: totalCost(index, query, grid, id, aligned) }, PER_SHAPE);
      }
      cheapest.forEach(offer);
      work += members.length;
    }
    if (work > 2000) {
      yield work;
      work = 0;
    }
  }
  yield work;
  const candidates = best
    .filter(({ cost }) => cost <= cap)
    .map(({ id, cost }): Candidate => {
      const target = index.targets[id] as Target;
      align(index, query, grid, id, false);
      const { method } = meantMethod(request.method, target.methods);
      return { target, id, method, cost, steps: trace(index, query, grid, id) };
    })
    .filter((candidate) => isNear(index, query, candidate));
  return { query, candidates };
}

/** A target by its number in the index. */
interface Costed {
  readonly id: number;
  readonly cost: number;
}

/** Inserts by rising cost, behind equals, and keeps the first `most`. */
function insert(list: Costed[], one: Costed, most: number): void {
  let at = list.length;
  while (at > 0 && (list[at - 1] as Costed).cost > one.cost) at--;
  list.splice(at, 0, one);
  if (list.length > most) list.pop();
}

/** What is wrong around the path, whichever target is meant. */
function edgeCost({ typed }: Query): number {
  const slash = typed.leading || typed.origin !== '' ? 0 : WEIGHTS.leadingSlash;
  return slash + (typed.tail ? WEIGHTS.stray : 0);
}

/** What a target costs altogether, given its alignment's cost and the grid that the alignment left behind. */
export function totalCost(index: SearchIndex, query: Query, grid: Grid, id: number, aligned: number): number {
  const target = index.targets[id] as Target;
  const { typed, request } = query;
  const sameEnd = typed.trailing === target.trailing || (target.path === '/' && typed.segments.length === 0);
  const cost =
    aligned +
    edgeCost(query) +
    (sameEnd ? 0 : WEIGHTS.trailingSlash) +
    meantMethod(request.method, target.methods).cost +
    (target.orphan ? WEIGHTS.notIncluded : 0) +
    (target.entries[0].kind === 'docs' ? WEIGHTS.docs : 0);
  if (!endsMissing(index, query, grid, id)) return cost;
  if (typed.trailing && !target.trailing) return cost + WEIGHTS.emptyAtEnd;
  const forItem = ITEM_METHODS.has(request.method) && target.methods.includes(request.method);
  return cost + (forItem ? WEIGHTS.itemMethod : 0);
}

/** Whether the letters that it shares with the request earn its cost; the root path shares none with any other. */
export function isNear(index: SearchIndex, query: Query, candidate: Candidate): boolean {
  if (candidate.target.segments.length === 0 && query.words.some(({ word }) => word.text !== '')) return false;
  if (isMountAlone(candidate)) return false;
  const letters = sharedLetters(index, query, candidate);
  const anything = letters === 0 && candidate.target.segments.some((_, j) => classAt(index, candidate.id, j)?.rest);
  return candidate.cost <= (anything ? ABSTAIN.anyPath : ABSTAIN.base + ABSTAIN.perLetter * letters);
}

/** Nothing but the mount was typed, which matches each of its files equally well. */
function isMountAlone({ target, steps }: Candidate): boolean {
  const last = steps.at(-1);
  return target.route !== target.path && last?.op === 'missing' && last.meant === target.segments.length - 1;
}

/** Letters typed for literals, misspelt or not. */
export function sharedLetters(index: SearchIndex, query: Query, { id, steps }: Candidate): number {
  const literal = (meant: number) => codeAt(index, id, meant) >= 0;
  const length = (i: number) => query.words[i]?.word.text.length ?? 0;
  let letters = 0;
  for (const step of steps) {
    if (step.op === 'match' && literal(step.meant)) letters += length(step.typed);
    if (step.op === 'swap' && literal(step.meant + 1)) letters += length(step.typed);
    if (step.op === 'swap' && literal(step.meant)) letters += length(step.typed + 1);
  }
  return letters;
}

/**
 * Targets that hold a rare word near to a typed one, in buckets of rising least cost. A target's least cost: every rare
 * word missing and every typed segment unexplained, less what each near pair can save.
 */
function* targetsOfNearWords(
  index: SearchIndex,
  query: Query,
  unseen: number,
): Generator<number, { least: Float32Array; buckets: readonly (readonly number[])[] }> {
  const least = new Float32Array(index.targets.length).fill(Number.NaN);
  const found: number[] = [];
  let work = least.length >> 5;
  for (let i = 0; i < query.near.length; i++) {
    for (const { id, cost } of query.near[i] ?? []) {
      const postings = index.postings[id];
      if (!postings) continue;
      // A pair that may save nothing still makes its targets worth aligning: what is left unexplained may cost more than least.
      const saved = Math.max(0, WEIGHTS.missingMore + (query.atLeast[i] as number) - cost);
      for (let p = 0; p < postings.length; p++) {
        const t = postings[p] as number;
        let before = least[t] as number;
        if (Number.isNaN(before)) {
          found.push(t);
          before = (index.rareCounts[t] as number) * WEIGHTS.missingMore + unseen;
        }
        least[t] = before - saved;
      }
      work += postings.length >> 2;
      if (work > 2000) {
        yield work;
        work = 0;
      }
    }
  }
  const buckets: number[][] = [];
  for (const t of found) {
    const at = Math.max(0, Math.floor((least[t] as number) * 2));
    if (at > ABSTAIN.most * 2) continue;
    const bucket = buckets[at];
    if (bucket) bucket.push(t);
    else buckets[at] = [t];
  }
  return { least, buckets: Array.from(buckets, (bucket) => bucket ?? []) };
}
