import { createSearch, diagnose, type Search } from '../diagnosis/diagnose.ts';
import type { Diagnosis, NearMiss } from '../diagnosis/near-miss.ts';
import type { CompiledApp } from '../dialects/dialect.ts';
import { formatRequest, isRequestFault, parseRequest, type RequestFault } from '../model/parse-request.ts';
import type { Registration, RouteRow } from '../model/registration.ts';
import type { Request } from '../model/request.ts';
import type { Outcome, TraceStep } from '../model/resolution.ts';
import { isWorking } from './experiment/background-compile.ts';
import { filterRows, lastFilter } from './filter.ts';
import { firstRowFrom, lowerBound, rowsOf } from './rows-of.ts';
import type { State } from './state.ts';

/** The answer to the text in the bar. `fault` or `diagnosis` is set once an application is loaded. */
export interface Answer {
  readonly text: string;
  readonly fault: RequestFault | null;
  readonly diagnosis: Diagnosis | null;
  /** The running search for near misses; the verdict is known already. */
  readonly searching: Search | null;
  /** The verdict isn't known yet, because the application is being compiled. */
  readonly working: boolean;
}

/** Work for near misses while the key is handled: about 1 ms, since the screen waits for it. Longer searches continue in the background. */
const AT_ONCE = 15_000;

const lastAnswers = new WeakMap<CompiledApp, Answer>();

/** The answer to the text in the bar, cached until the text or the application changes. */
export function answerOf(state: State): Answer {
  const { compiled: app, found } = state;
  const text = state.bar.text;
  if (!app) return { text, fault: null, diagnosis: null, searching: null, working: false };
  if (isWorking(state)) return unanswered(text);
  const known = found?.app === app && found.text === text ? found.diagnosis : null;
  const last = lastAnswers.get(app);
  if (last?.text === text && (known === null || last.diagnosis === known)) return last;
  const answer = known ? { text, fault: null, diagnosis: known, searching: null, working: false } : ask(app, text);
  lastAnswers.set(app, answer);
  return answer;
}

function ask(app: CompiledApp, text: string): Answer {
  const parsed = parseRequest(text);
  if (isRequestFault(parsed)) return unanswered(text);
  const search = createSearch(app, parsed);
  const searching = search.step(AT_ONCE) ? null : search;
  const diagnosis = search.result() ?? diagnose(app, parsed, { misses: false });
  return { text, fault: null, diagnosis, searching, working: false };
}

/** The answer while the application can't be asked. */
function unanswered(text: string): Answer {
  const parsed = parseRequest(text);
  const fault = isRequestFault(parsed) ? parsed : null;
  return { text, fault, diagnosis: null, searching: null, working: fault === null };
}

export function missesOf(state: State): readonly NearMiss[] {
  return answerOf(state).diagnosis?.misses ?? [];
}

/** The near miss that Enter takes; null where there is none. */
export function chosenMiss(state: State): NearMiss | null {
  const misses = missesOf(state);
  return misses[Math.min(state.miss, misses.length - 1)] ?? null;
}

/** Whether the request is correct, and only a change of the application makes it reach the route. */
export function needsChangeOnly(request: Request, miss: NearMiss): boolean {
  return miss.edit !== null && formatRequest(miss.request) === formatRequest(request);
}

/** The mark of a row. */
export type Mark =
  | { readonly kind: 'answers' | 'refuses' | 'shadowed' | 'partial' | 'redirect' | 'entered' }
  | { readonly kind: 'near'; readonly place: number; readonly miss: NearMiss }
  | { readonly kind: 'finding' };

const markCache = new WeakMap<Diagnosis, ReadonlyMap<number, Mark>>();

/** Marks of the match trace and the near misses, by row index. The trace wins over near misses. */
export function marksOf(state: State): ReadonlyMap<number, Mark> {
  const { compiled: app } = state;
  const diagnosis = answerOf(state).diagnosis;
  if (!app || !diagnosis) return NO_MARKS;
  const known = markCache.get(diagnosis);
  if (known) return known;
  const marks = new Map<number, Mark>();
  const { method } = diagnosis.request;
  diagnosis.misses.forEach((miss, place) => {
    for (const row of rowsFor(app, miss.registration, miss.method)) {
      if (!marks.has(row.index)) marks.set(row.index, { kind: 'near', place: place + 1, miss });
    }
  });
  const traced = new Map<number, Mark>();
  for (const step of diagnosis.trace) {
    if (step.role === 'entered') continue;
    const kind = markKind(step.role, diagnosis.resolution.outcome);
    const found = kind === 'partial' ? rowsOf(app, step.registration) : rowsFor(app, step.registration, method);
    for (const row of found) {
      if (!traced.has(row.index)) traced.set(row.index, { kind });
    }
  }
  for (const [index, mark] of traced) {
    // The near miss with the right method fixes a 405, so its mark wins over the partial match.
    if (mark.kind !== 'partial' || !marks.has(index)) marks.set(index, mark);
  }
  markCache.set(diagnosis, marks);
  return marks;
}

function markKind(
  role: Exclude<TraceStep['role'], 'entered'>,
  outcome: Outcome,
): Exclude<Mark['kind'], 'near' | 'finding'> {
  if (role === 'redirect-target') return 'redirect';
  return role === 'answers' && outcome !== 'matched' ? 'refuses' : role;
}

/** The mark of a row inside a mount or host that handles the request. Only for visible rows: a mount can hold thousands. */
export function enteredMark(state: State, row: RouteRow): Mark | undefined {
  const trace = answerOf(state).diagnosis?.trace ?? [];
  const { via } = row.registration.mountContext;
  if (via.length === 0) return undefined;
  const inside = trace.some(
    ({ role, registration: { node } }) => role === 'entered' && via.some(({ id }) => id === node?.id),
  );
  return inside ? { kind: 'entered' } : undefined;
}

const NO_MARKS: ReadonlyMap<number, Mark> = new Map();

/** The row of a registration for a method; the first one for an automatic method. */
function rowsFor(app: CompiledApp, registration: Registration, method: string): readonly RouteRow[] {
  const all = rowsOf(app, registration);
  const exact = all.filter((row) => row.method === method);
  return exact.length > 0 ? exact : all.slice(0, 1);
}

/** The query of the filter; `''` for none. */
export const queryOf = (state: State): string => state.filter.input.text.trim();

/** Up to this many rows, a filter runs while the key is handled; beyond, in the background. */
const FILTERED_AT_ONCE = 2_000;

/** Rows of a filter, in registration order. */
export interface FilteredRows {
  /** Null for all of them. */
  readonly rows: readonly number[] | null;
  /** False while the filter is running; the rows are those of the last query. */
  readonly current: boolean;
}

/** The rows that match the filter; null without a filter. */
export function filteredRows(state: State): FilteredRows | null {
  const { compiled: app } = state;
  const query = queryOf(state);
  if (!app || query === '') return null;
  if (app.rows.length <= FILTERED_AT_ONCE) return { rows: filterRows(app, query), current: true };
  const found = state.filter.found?.app === app ? state.filter.found : null;
  const rows = found?.query === query ? found.rows : lastFilter(app, query);
  return rows ? { rows, current: true } : { rows: found?.rows ?? null, current: false };
}

/** Indexes of the listed rows, in registration order; null for all. */
export function listedRows(state: State): readonly number[] | null {
  return state.filter.mode === 'dim' ? null : (filteredRows(state)?.rows ?? null);
}

export function listedCount(state: State): number {
  return listedRows(state)?.length ?? state.compiled?.rows.length ?? 0;
}

/** The row index at a place of the list; null beyond its end. */
export function rowAt(state: State, place: number): number | null {
  const listed = listedRows(state);
  if (listed) return listed[place] ?? null;
  return place >= 0 && place < (state.compiled?.rows.length ?? 0) ? place : null;
}

/** The place of a row in the list, or of the next listed one. */
export function placeOf(state: State, row: number): number {
  const listed = listedRows(state);
  return listed ? placeIn(listed, row) : row;
}

/** The place of a row among sorted rows, or of the next one. */
export const placeIn = (rows: readonly number[], row: number): number => lowerBound(rows, (one) => one, row);

/** The row that the answer is about: the one that answers, else the selected near miss, else the first mark. */
export function bestRow(state: State): number | null {
  const marks = marksOf(state);
  let first: number | null = null;
  let near: number | null = null;
  for (const [index, mark] of marks) {
    if (mark.kind === 'answers' || mark.kind === 'refuses') return index;
    if (mark.kind === 'near' && mark.place === state.miss + 1 && near === null) near = index;
    if (first === null || index < first) first = index;
  }
  return near ?? first ?? firstEntered(state);
}

/** The row of the selected near miss, whatever its mark; null for none. */
export function chosenRow(state: State): number | null {
  const miss = chosenMiss(state);
  if (!state.compiled || !miss) return null;
  return rowsFor(state.compiled, miss.registration, miss.method)[0]?.index ?? null;
}

/** The first row inside the innermost mount or host that handles the request. */
function firstEntered(state: State): number | null {
  const { compiled: app } = state;
  const entered = answerOf(state).diagnosis?.trace.findLast((step) => step.role === 'entered')?.registration;
  if (!app || !entered) return null;
  // Its rows follow it directly, unless it's empty.
  for (let i = firstRowFrom(app, entered.order + 1); i < app.rows.length; i++) {
    const row = app.rows[i] as RouteRow;
    if (!row.registration.disabled) return row.index;
  }
  return null;
}

/** Whether the user moves the table's cursor; otherwise the table follows the answer. */
export const isBrowsing = (state: State): boolean =>
  state.focus === 'table' || state.focus === 'details' || state.focus === 'filter';

/** The selected row: the one under the cursor, else the one that the answer is about. */
export function currentRow(state: State): RouteRow | null {
  const browsing = isBrowsing(state);
  if (browsing && listedCount(state) === 0) return null;
  const index = browsing ? state.table.cursor : (bestRow(state) ?? state.table.cursor);
  return state.compiled?.rows[index] ?? null;
}

/** Earlier requests that contain every typed word, the latest first. */
export function foundHistory(state: State): readonly string[] {
  if (state.overlay?.kind !== 'history') return [];
  const words = state.overlay.query.text.toLowerCase().split(/\s+/).filter(Boolean);
  return state.history.filter((entry) => words.every((word) => entry.toLowerCase().includes(word))).reverse();
}
