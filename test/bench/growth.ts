/** Curves. */
export async function growth(): Promise<number> {
  return 0;
}
