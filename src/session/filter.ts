import { go, type SnapshotKey, single, snapshot } from 'fuzzysort';
import type { CompiledApp } from '../dialects/dialect.ts';
import type { RouteRow } from '../model/registration.ts';
import { infoOf } from './route-facts.ts';

interface Target {
  readonly index: number;
  readonly text: string;
}

/** Below this fuzzysort's matches are letters strewn over the text, which nobody means. */
const THRESHOLD = 0.3;

const targets = new WeakMap<CompiledApp, SnapshotKey<Target>>();
const last = new WeakMap<CompiledApp, { readonly query: string; readonly rows: readonly number[] }>();

/** Indexes of the rows whose method, path, name or tags match, in registration order: it never reorders, order decides. */
export function filterRows(app: CompiledApp, query: string): readonly number[] {
  const known = last.get(app);
  if (known?.query === query) return known.rows;
  let index = targets.get(app);
  if (!index) {
    const texts = app.rows.map((row): Target => ({ index: row.index, text: filterText(row) }));
    index = snapshot(texts, { key: 'text' });
    targets.set(app, index);
  }
  // The defaults cut at 10 results and at half a match, so both are said.
  const found = go(query, index, { limit: 0, threshold: THRESHOLD });
  const rows = Uint32Array.from(found, (result) => result.obj.index).sort();
  const listed = Array.from(rows);
  last.set(app, { query, rows: listed });
  return listed;
}

/** Offsets in the path of a row that the query has hit, for highlighting. */
export function filterHits(path: string, query: string): readonly number[] {
  return single(query, path)?.indexes ?? [];
}

function filterText(row: RouteRow): string {
  const { path, name, node } = row.registration;
  return `${row.method} ${path} ${name} ${infoOf(node)?.tags.join(' ') ?? ''}`;
}
