/** Work that pauses every few dozen steps, so that whoever runs it can handle a key in between. */
export type InSlices<T> = Generator<void, T>;

/** Runs work to its end without a pause. */
export function finish<T>(building: InSlices<T>): T {
  for (;;) {
    const next = building.next();
    if (next.done) return next.value;
  }
}
