/**
 * Remembers which texts it has seen. Many small sets in place of one: a set of half a million texts makes room for more in one go,
 * which takes longer than a key can wait.
 */
export function seenKeys(): { isNew(key: string): boolean } {
  const sets = Array.from({ length: SETS }, () => new Set<string>());
  return {
    isNew(key) {
      const set = sets[mixed(key)] as Set<string>;
      const before = set.size;
      return set.add(key).size > before;
    },
  };
}

/** A power of two. */
const SETS = 256;

/** Of a few characters from the end on, where requests differ. */
function mixed(key: string): number {
  let sum = key.length;
  for (let i = key.length - 1, left = 24; i >= 0 && left > 0; i--, left--) sum = (sum * 31 + key.charCodeAt(i)) | 0;
  return (sum ^ (sum >> 8) ^ (sum >> 16)) & (SETS - 1);
}
