import { formatTarget } from '../model/parse-request.ts';
import type { Request } from '../model/request.ts';
import type { Cause, NearMiss, Range } from './near-miss.ts';
import type { Repaired } from './repair.ts';
import type { Candidate } from './search/search.ts';
import { SHOWN_MARGIN } from './search/weights.ts';

/** A miss on its way into the answer; `order` breaks ties. */
export type Ranked = NearMiss & { readonly order: number };

export function ranked(candidate: Candidate, typed: Request, repaired: Repaired, edit: NearMiss['edit']): Ranked {
  const { request, registration, extra } = repaired;
  const causes = fitMarks(repaired.causes, typed.path, request.path, repaired.shift);
  return {
    method: candidate.method,
    route: candidate.target.route,
    registration,
    path: formatTarget(request),
    request,
    cost: round(candidate.cost + extra),
    causes,
    edit,
    order: candidate.target.order,
  };
}

/**
 * Marks that lie inside their paths, whatever was in front or cut off: the corrected path may have got a root path in front
 * (`shift`), and a very deep or long typed path is only looked at up to a point.
 */
function fitMarks(causes: readonly Cause[], typed: string, fixed: string, shift: number): readonly Cause[] {
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

const round = (cost: number) => Math.round(cost * 1000) / 1000;

/**
 * The order of misses: cost; then the typed method before another one; then fewer causes; then requests before changes of
 * the application; then registration order. Total, since no two misses share all of it and their route.
 */
export function best(misses: readonly Ranked[], request: Request, limit: number): readonly NearMiss[] {
  const sorted = [...misses].sort(
    (a, b) =>
      a.cost - b.cost ||
      Number(b.method === request.method) - Number(a.method === request.method) ||
      a.causes.length - b.causes.length ||
      Number(a.edit !== null) - Number(b.edit !== null) ||
      a.order - b.order,
  );
  const seen = new Set<string>();
  const out: NearMiss[] = [];
  const least = sorted[0]?.cost ?? 0;
  for (const { order: _, ...miss } of sorted) {
    const key = `${miss.route} ${miss.request.host} ${miss.edit ? JSON.stringify(miss.edit.edit) : ''}`;
    if (seen.has(key) || miss.cost > least + SHOWN_MARGIN) continue;
    seen.add(key);
    out.push(miss);
    if (out.length === limit) break;
  }
  return out;
}
