import type { AppMatcher, Building, Single } from '../dialect.ts';
import type { Entry } from './entry.ts';
import { type LaidOut, layingOut, layOut, type RouteIndex, routeIndexOver } from './route-index.ts';

/** The index of a list of routes, made when it is first asked for, or piece by piece before. */
export interface LazyIndex {
  get(): RouteIndex;
  /** The applications behind its mounts and hosts that have an index of their own. */
  inside(): readonly AppMatcher[];
  /** Whether making it takes longer than a key can wait. */
  isCold(): boolean;
  prepare(): Building<void>;
  /** The index of the list without some of its entries and with others: what is laid out already stays so. */
  after(gone: ReadonlySet<Single>, came: readonly Entry[], entries: readonly Entry[]): LazyIndex;
}

/** Up to so many entries are laid out in some ms. */
const MOST_AT_ONCE = 5000;
/** With more changes than that a list is laid out anew. */
const MOST_CHANGES = 3000;

/** What came and went since a list was laid out. */
interface Changes {
  readonly gone: ReadonlySet<Entry>;
  readonly came: readonly Entry[];
}

const NONE: Changes = { gone: new Set(), came: [] };

export function lazyIndex(entries: readonly Entry[], barrier = Infinity): LazyIndex {
  return lazy(entries, barrier, null, NONE);
}

function lazy(
  entries: readonly Entry[],
  barrier: number,
  given: LaidOut | null,
  { gone, came }: Changes,
  known: readonly AppMatcher[] | null = null,
): LazyIndex {
  let doors = known;
  let base = given;
  let index: RouteIndex | null = null;
  return {
    inside() {
      doors ??= doorsIn(entries);
      return doors;
    },
    get() {
      base ??= layOut(entries);
      index ??= routeIndexOver(entries, barrier, base, gone, came.length > 0 ? layOut(came) : null);
      return index;
    },
    isCold: () => base === null && entries.length > MOST_AT_ONCE,
    *prepare() {
      base ??= yield* layingOut(entries);
    },
    after(newlyGone, newlyCame, left) {
      const kept = newlyCame.some(({ app }) => app) || [...newlyGone].some(({ app }) => app) ? null : doors;
      if (base === null) return lazy(left, barrier, null, NONE, kept);
      const stays = came.filter((entry) => !newlyGone.has(entry));
      const wentBefore = new Set(came);
      const changes: Changes = {
        gone: new Set([...gone, ...([...newlyGone] as Entry[]).filter((entry) => !wentBefore.has(entry))]),
        came: [...stays, ...newlyCame].sort((a, b) => a.order - b.order),
      };
      const count = changes.gone.size + changes.came.length;
      return count > MOST_CHANGES ? lazy(left, barrier, null, NONE, kept) : lazy(left, barrier, base, changes, kept);
    },
  };
}

function doorsIn(entries: readonly Entry[]): readonly AppMatcher[] {
  const doors: AppMatcher[] = [];
  for (const { app } of entries) if (app?.isCold) doors.push(app);
  return doors;
}
