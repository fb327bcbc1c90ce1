import type { Building } from '../dialect.ts';
import type { Operation } from './captured.ts';
import { withSlash } from './path-syntax.ts';
import { addOperation, copied, newNode, type PathNode, removeOperation } from './path-tree.ts';

/** The tree of a document's paths, made when it is first asked for, or piece by piece before. */
export interface LazyPaths {
  get(): PathNode;
  /** Whether making it takes longer than a key can wait. */
  isCold(): boolean;
  prepare(): Building<void>;
  /** The tree without some operations and with others; it shares what doesn't change. */
  after(gone: readonly Operation[], came: readonly Operation[], all: () => readonly Operation[]): LazyPaths;
}

/** Up to so many operations a tree is made in some ms. */
const MOST_AT_ONCE = 5000;
/** With more changes than that a tree is made anew. */
const MOST_CHANGES = 3000;
/** Operations between two pauses. */
const PAUSE = 50;

/**
 * @param all in declared order.
 * @param prefix mount paths in front of everything.
 */
export function lazyPaths(all: () => readonly Operation[], prefix: string, given: PathNode | null = null): LazyPaths {
  let root = given;
  /** Asked for again and again while a key waits, so it's counted once. */
  let isLarge: boolean | null = null;
  const making = function* (): Building<PathNode> {
    const made = newNode();
    const operations = all();
    for (let i = 0; i < operations.length; i++) {
      if (i % PAUSE === PAUSE - 1) yield;
      const operation = operations[i] as Operation;
      for (const key of keysOf(operation, prefix)) addOperation(made, key, operation, null);
    }
    return made;
  };
  return {
    get() {
      if (root) return root;
      const building = making();
      for (;;) {
        const next = building.next();
        if (!next.done) continue;
        root = next.value;
        return root;
      }
    },
    isCold() {
      isLarge ??= root === null && all().length > MOST_AT_ONCE;
      return root === null && isLarge;
    },
    *prepare() {
      root ??= yield* making();
    },
    after(gone, came, left) {
      if (root === null || gone.length + came.length > MOST_CHANGES) return lazyPaths(left, prefix);
      const own = new Set<PathNode>();
      const copy = copied(root, own);
      for (const operation of gone) {
        for (const key of keysOf(operation, prefix)) removeOperation(copy, key, operation, own);
      }
      for (const operation of came)
        for (const key of keysOf(operation, prefix)) addOperation(copy, key, operation, own);
      return lazyPaths(left, prefix, copy);
    },
  };
}

/** The keys of `paths` that an operation stands under, base path in front: its registration has the first of them. */
function keysOf({ registration: { node, path } }: Operation, prefix: string): readonly string[] {
  const first = path.slice(prefix.length);
  const bases = node?.kind === 'route' ? node.basePaths : undefined;
  if (!bases || bases.length < 2) return [first];
  return [first, ...bases.slice(1).map((base) => base + withSlash(node?.kind === 'route' ? node.path : ''))];
}
