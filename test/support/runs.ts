/**
 * How many random cases a property tries: as many as are usual, times `NEARMISS_RUNS`. The usual number is the smallest that has found
 * faults; `npm run check:slow` tries more.
 */
export const runs = (usual: number): number => Math.max(1, Math.round(usual * Number(process.env.NEARMISS_RUNS ?? 1)));
