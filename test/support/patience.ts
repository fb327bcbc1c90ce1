/** How long to wait for something before it counts as lost, in ms: longer by the factor `NEARMISS_PATIENCE`, for a slow or busy machine. */
export const patience = (ms: number): number => ms * Number(process.env.NEARMISS_PATIENCE ?? 1);
