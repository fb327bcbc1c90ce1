/** The index of the first element whose key isn't below `key`, in a list sorted by key. */
export function lowerBound<T>(list: readonly T[], keyOf: (one: T) => number, key: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(list[middle] as T) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
