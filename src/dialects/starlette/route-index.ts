import type { InSlices } from '../in-slices.ts';
import { findChild } from '../segment-children.ts';
import { MAX_INT_DIGITS } from './convertors.ts';
import { capture, type Entry, takesMethod } from './entry.ts';
import { hostMatches } from './host-route.ts';
import { indexBuilder } from './index-builder.ts';
import { type IndexNode, newIndexNode } from './index-node.ts';
import { methodBit } from './method-set.ts';
import { type Found, matchEntry, needsSlash, scan } from './scan.ts';
import { fitsSegment } from './segment-matcher.ts';

/** An index of a list of routes. It finds what trying one route after the other finds. */
export interface RouteIndex {
  find(path: string, start: number, method: string | null, host: string): Found;
  /** Every entry whose pattern takes the path, in registration order. */
  all(path: string, start: number, host: string): readonly Entry[];
}

/**
 * Builds a tree of segments over the routes of one list.
 *
 *     /users          #4       literal segments by their text
 *     /users/{id}     #2  ->   (root) -- users #4 -- {id} #2
 *     /users/me       #7                        \-- me #7
 *
 * In Starlette the order decides, not the more concrete path, so every branch that matches is followed: for `/users/me` both
 * `me` and `{id}`. Each node knows the lowest order below it; a branch that can't beat the best match is skipped.
 * The result is the first full match and the first partial match, as in a plain scan.
 *
 * A `{x:path}` in the last segment matches the rest of the path; mounts work like that too. Elsewhere it is tried as a
 * whole at the node where it starts. The plain scan handles paths with line ends, very long paths (where an `int` raises) and
 * paths without a leading slash.
 */
export function* buildRouteIndex(entries: readonly Entry[], barrier = Infinity): InSlices<RouteIndex> {
  const { root, hosts, relative } = yield* layOut(entries);
  const look = (search: Search, host: string) => {
    const { path, start } = search;
    for (const entry of hosts) if (hostMatches(entry, host) !== 'none') consider(entry, search);
    for (const entry of relative) if (capture(entry, path, start)) consider(entry, search);
    visit(root, start, search);
  };
  return {
    find(path, start, method, host) {
      if (isOdd(path, start, host)) return scan(entries, path, start, method, host, barrier);
      const bit = method === null ? 0 : methodBit(method);
      const slashed = relative.length > 0;
      // Written out: copying fields from another object made a request take 15 times as long.
      const search: Search = {
        path,
        start,
        method,
        bit,
        slashed,
        full: null,
        below: Infinity,
        partial: null,
        all: null,
      };
      look(search, host);
      // A match counts only before the barrier.
      if (barrier !== Infinity && search.below >= barrier) return RAISED;
      return { full: search.full, partial: search.partial, raised: false, slashed: search.slashed };
    },
    all(path, start, host) {
      if (isOdd(path, start, host)) return entries.filter((entry) => matchEntry(entry, path, start, host) === 'path');
      const all: Entry[] = [];
      look(
        { path, start, method: null, bit: 0, slashed: false, full: null, below: Infinity, partial: null, all },
        host,
      );
      return all.sort((a, b) => a.order - b.order);
    },
  };
}

/** The tree of a list, and the entries that can't be in it. */
interface LaidOut {
  readonly root: IndexNode;
  readonly hosts: readonly Entry[];
  /** Paths without a slash in front. */
  readonly relative: readonly Entry[];
}

/** Entries per slice. */
const PAUSE = 50;

function* layOut(entries: readonly Entry[]): InSlices<LaidOut> {
  const root = newIndexNode();
  const hosts: Entry[] = [];
  const relative: Entry[] = [];
  const place = indexBuilder(root);
  for (let i = 0; i < entries.length; i++) {
    if (i % PAUSE === PAUSE - 1) yield;
    const entry = entries[i] as Entry;
    const { kind } = entry.registration;
    if (kind === 'websocket' || kind === 'frontend') continue;
    if (kind === 'host') hosts.push(entry);
    else if (entry.path !== '' && entry.path.charCodeAt(0) !== SLASH) {
      if (!needsSlash(entry)) relative.push(entry);
    } else if (entry.path !== '' || !needsSlash(entry)) place(entry);
  }
  return { root, hosts, relative };
}

const RAISED: Found = { full: null, partial: null, raised: true, slashed: true };
const SLASH = 47;
/** In characters and in segments. It bounds the recursion; an `int` in a shorter path has too few digits to raise. */
const LONGEST = 2000;

function isOdd(path: string, start: number, host: string): boolean {
  if ((path.length > LONGEST && isOverlong(path)) || host.length > LONGEST || path.includes('\n')) return true;
  return start < path.length && path.charCodeAt(start) !== SLASH;
}

function isOverlong(path: string): boolean {
  let [segments, digits] = [0, 0];
  for (let i = 0; i < path.length; i++) {
    const code = path.charCodeAt(i);
    digits = code >= 48 && code <= 57 ? digits + 1 : 0;
    if (code === SLASH) segments++;
    if (segments > LONGEST || digits > MAX_INT_DIGITS) return true;
  }
  return false;
}

interface Search {
  readonly path: string;
  readonly start: number;
  readonly method: string | null;
  readonly bit: number;
  full: Entry | null;
  /** Order of `full`: later entries are skipped. */
  below: number;
  partial: Entry | null;
  /** Whether something may match with a trailing slash; see `Found`. */
  slashed: boolean;
  /** All matches, where all are wanted. */
  readonly all: Entry[] | null;
}

/** Follows every branch that matches, from `node` on. `at` is the end of the path or the slash of the next segment. */
function visit(node: IndexNode, at: number, search: Search): void {
  if (node.min >= search.below) return;
  const { path } = search;
  if (at === path.length) {
    if (node.ends) considerAll(node.ends, search);
    search.slashed ||= node.rest !== null || node.tails !== null || findChild(node, path, at, at) !== null;
    return;
  }
  if (node.rest) considerAll(node.rest, search);
  if (node.tails) {
    search.slashed = true;
    for (const entry of node.tails) {
      if (entry.order >= search.below) break;
      if (capture(entry, path, search.start)) consider(entry, search);
    }
  }
  const from = at + 1;
  const slash = path.indexOf('/', from);
  const end = slash < 0 ? path.length : slash;
  const literal = findChild(node, path, from, end);
  const any = end > from ? node.any : null;
  // The branch with the earlier route first, because the other one can often be skipped then.
  if (literal && any && any.min < literal.min) {
    visit(any, end, search);
    visit(literal, end, search);
  } else {
    if (literal) visit(literal, end, search);
    if (any) visit(any, end, search);
  }
  if (node.others) {
    for (const { matcher, node: next } of node.others.list) {
      if (next.min < search.below && fitsSegment(matcher, path, from, end)) visit(next, end, search);
    }
  }
}

function considerAll(entries: readonly Entry[], search: Search): void {
  for (const entry of entries) {
    if (entry.order >= search.below) return;
    consider(entry, search);
  }
}

function consider(entry: Entry, search: Search): void {
  if (search.all) search.all.push(entry);
  else if (entry.order >= search.below) return;
  else if (takesMethod(entry, search.method, search.bit)) {
    search.full = entry;
    search.below = entry.order;
  } else if (!search.partial || entry.order < search.partial.order) search.partial = entry;
}
