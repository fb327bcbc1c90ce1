/**
 * Remembers which texts it has seen. It uses many small sets, because a set of half a million texts grows in one
 * step that takes longer than a key can wait.
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

/** Hashes the last characters only, because that is where requests differ. */
function mixed(key: string): number {
  let sum = key.length;
  for (let i = key.length - 1, left = 24; i >= 0 && left > 0; i--, left--) sum = (sum * 31 + key.charCodeAt(i)) | 0;
  return (sum ^ (sum >> 8) ^ (sum >> 16)) & (SETS - 1);
}
