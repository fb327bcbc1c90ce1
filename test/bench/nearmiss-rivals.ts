import fuzzysort from 'fuzzysort';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { CompiledApp } from '../../src/dialects/dialect.ts';
import { makeRequest } from '../../src/model/request.ts';

export interface Answer {
  readonly method: string;
  readonly path: string;
  readonly kinds: readonly string[];
}

/** Ranks the routes of an application by nearness to a request. */
export interface Matcher {
  readonly name: string;
  prepare(app: CompiledApp): (method: string, path: string) => readonly Answer[];
}

const rowsOf = (app: CompiledApp) =>
  app.rows
    .filter(({ registration }) => registration.kind === 'route')
    .map(({ method, registration }) => ({ method, path: registration.path, kinds: [] }));

export const MATCHERS: readonly Matcher[] = [
  {
    name: 'nearmiss',
    prepare: (app) => (method, path) =>
      diagnose(app, makeRequest(method, path)).misses.map(({ method, route, causes }) => ({
        method,
        path: route,
        kinds: causes.map(({ kind }) => kind),
      })),
  },
  {
    name: 'Levenshtein',
    prepare(app) {
      const rows = rowsOf(app);
      return (method, path) => {
        const asked = `${method} ${path}`;
        const ranked = rows.map((row) => ({ row, far: levenshtein(asked, `${row.method} ${row.path}`) }));
        return ranked
          .sort((a, b) => a.far - b.far)
          .slice(0, 5)
          .map(({ row }) => row);
      };
    },
  },
  {
    name: 'fuzzysort',
    prepare(app) {
      const rows = rowsOf(app).map((row) => ({ row, text: fuzzysort.prepare(`${row.method} ${row.path}`) }));
      return (method, path) =>
        fuzzysort.go(`${method} ${path}`, rows, { key: 'text', limit: 5, threshold: 0 }).map(({ obj }) => obj.row);
    },
  },
];

/** Plain edit distance, two rows. */
function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  let next = new Array<number>(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    next[0] = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (letter === b.charCodeAt(j - 1) ? 0 : 1);
      const dropped = (row[j] as number) + 1;
      const added = (next[j - 1] as number) + 1;
      const less = Math.min(dropped, added);
      next[j] = Math.min(replaced, less);
    }
    [row, next] = [next, row];
  }
  return row[b.length] as number;
}
