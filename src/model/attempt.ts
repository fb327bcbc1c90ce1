/** What a function returns; null where it throws: for what may well fail, and where the reason doesn't matter. */
export function attempt<Result>(act: () => Result): Result | null {
  try {
    return act();
  } catch {
    return null;
  }
}
