import { looksLikePrefix } from './habitual-words.ts';
import type { Target } from './target.ts';
import type { Word } from './word.ts';

/** In a table of one or two routes everything is shared. */
const FEWEST = 3;

/**
 * How many leading segments of each target are its prefix: segments that look like one, that half of all routes share,
 * or that a mount or an inclusion put there. What a router's own routes share isn't one: `/users` in
 * `/users/{id}` is a resource.
 */
export function* prefixLengths(
  targets: readonly Target[],
  codes: Int32Array,
  starts: Int32Array,
  words: readonly Word[],
): Generator<number, Uint8Array> {
  const looks = words.map((word) => looksLikePrefix(word.text));
  // Counted as a tree of leading literals; only its thick trunk matters.
  interface Trunk {
    count: number;
    readonly next: Map<number, Trunk>;
  }
  const root: Trunk = { count: 0, next: new Map() };
  for (let t = 0; t < targets.length; t++) {
    const weight = (targets[t] as Target).methods.length;
    root.count += weight;
    let at = root;
    for (let i = starts[t] as number; i < (starts[t + 1] as number); i++) {
      const code = codes[i] as number;
      if (code < 0) break;
      let next = at.next.get(code);
      if (!next) {
        next = { count: 0, next: new Map() };
        at.next.set(code, next);
      }
      next.count += weight;
      at = next;
    }
    yield 5;
  }
  const out = new Uint8Array(targets.length);
  for (let t = 0; t < targets.length; t++) {
    const target = targets[t] as Target;
    const given = givenPrefix(target);
    let at: Trunk | undefined = root;
    let length = 0;
    for (let i = starts[t] as number; i < (starts[t + 1] as number); i++) {
      const code = codes[i] as number;
      if (code < 0) break;
      at = at?.next.get(code);
      const shared = at !== undefined && at.count >= 0.5 * root.count && at.count >= FEWEST;
      if (!shared && !looks[code] && length >= given) break;
      length++;
    }
    out[t] = Math.min(255, length);
    yield 5;
  }
  return out;
}

/** Segments that mounts and inclusions put in front. */
function givenPrefix(target: Target): number {
  let length = 0;
  for (const node of target.entries[0].mountContext.via) {
    const path = node.kind === 'include' ? node.prefix : node.kind === 'mount' ? node.path : '';
    length += path.split('/').filter(Boolean).length;
    // Behind a router's own prefix comes a resource, not another prefix.
    if (node.kind === 'include') break;
  }
  return Math.max(length, target.mounted);
}
