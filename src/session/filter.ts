import { go, type SnapshotKey, single, snapshot } from 'fuzzysort';
import type { CompiledApp } from '../dialects/dialect.ts';
import type { RouteRow } from '../model/registration.ts';
import { infoOf } from './route-facts.ts';

interface Target {
  readonly index: number;
  readonly text: string;
}

/** Below this score the letters are scattered over the text. */
const THRESHOLD = 0.3;
/** Rows per step: about 1 ms when they have to be prepared first, 0.1 ms later. */
const STEP_ROWS = 250;

/** The rows of an application, prepared for fuzzysort in pieces as they are needed. */
type Pieces = (SnapshotKey<Target> | undefined)[];

const pieces = new WeakMap<CompiledApp, Pieces>();
const last = new WeakMap<CompiledApp, { readonly query: string; readonly rows: readonly number[] }>();

/** A running filter. */
export interface FilterRun {
  /** Filters some more rows; true when done. */
  step(): boolean;
  /** Indexes of the matching rows, in registration order. */
  result(): readonly number[];
}

/** Filters rows by method, path, name and tags. fuzzysort caches the last result of each piece, so one more letter is fast. */
export function createFilter(app: CompiledApp, query: string): FilterRun {
  const known = pieces.get(app) ?? [];
  pieces.set(app, known);
  const count = Math.ceil(app.rows.length / STEP_ROWS);
  const rows: number[] = [];
  let at = 0;
  return {
    step: () => {
      if (at < count) {
        const piece = known[at] ?? prepare(app, at);
        known[at++] = piece;
        // Both defaults would drop results (limit 10, threshold 0.5).
        const found = go(query, piece, { limit: 0, threshold: THRESHOLD });
        const indexes = found.map((result) => result.obj.index).sort((a, b) => a - b);
        for (const index of indexes) rows.push(index);
      }
      if (at === count) last.set(app, { query, rows });
      return at === count;
    },
    result: () => rows,
  };
}

function prepare(app: CompiledApp, at: number): SnapshotKey<Target> {
  const rows = app.rows.slice(at * STEP_ROWS, (at + 1) * STEP_ROWS);
  return snapshot(
    rows.map((row): Target => ({ index: row.index, text: filterText(row) })),
    { key: 'text' },
  );
}

/** The rows that match a query. */
export function filterRows(app: CompiledApp, query: string): readonly number[] {
  const known = lastFilter(app, query);
  if (known) return known;
  const run = createFilter(app, query);
  while (!run.step());
  return run.result();
}

/** The cached result of the last query; null for another query. */
export function lastFilter(app: CompiledApp, query: string): readonly number[] | null {
  const known = last.get(app);
  return known?.query === query ? known.rows : null;
}

/** Offsets of the matched characters of a path. */
export function filterHits(path: string, query: string): readonly number[] {
  return single(query, path)?.indexes ?? [];
}

function filterText(row: RouteRow): string {
  const { path, name, node } = row.registration;
  return `${row.method} ${path} ${name} ${infoOf(node)?.tags.join(' ') ?? ''}`;
}
