import type { Range } from '../../diagnosis/near-miss.ts';
import type { CompiledApp } from '../../dialects/dialect.ts';
import type { RouteRow } from '../../model/registration.ts';
import { filterHits, filterRows } from '../filter.ts';
import type { Layout } from '../layout.ts';
import { cellsOf, type RowCells } from '../route-facts.ts';
import { fitLine, fitMiddle, fitText, type Line, type Role, region, selectLine, span } from '../screen.ts';
import { listedCount, listedRows, type Mark, marksOf } from '../selectors.ts';
import type { State } from '../state.ts';
import { isBrowsing, topOf } from '../table-motion.ts';
import { cellWidth } from '../text-width.ts';
import { fieldView } from './bar.ts';
import { markRanges } from './marked.ts';

type Column = keyof RowCells;

const HEADS: Readonly<Record<Column, string>> = {
  method: 'METHOD',
  path: 'PATH',
  name: 'NAME',
  params: 'PARAMS',
  declared: 'DECLARED',
  tags: 'TAGS',
};
/** Which columns come first when there is room for few, and how wide each may get. */
const EXTRA: readonly (readonly [Column, number])[] = [
  ['declared', 28],
  ['params', 26],
  ['name', 30],
  ['tags', 24],
];
const ORDER: readonly Column[] = ['name', 'params', 'declared', 'tags'];

/** The table of registered routes, and where the filter's caret stands while it is typed. */
export function tableView(
  state: State,
  layout: Layout,
): { lines: readonly Line[]; cursor: { x: number; y: number } | null } {
  const width = layout.tableWidth;
  const app = state.app;
  const focused = (state.focus === 'table' || state.focus === 'filter') && state.overlay === null;
  const total = app?.rows.length ?? 0;
  const query = state.filter.input.text.trim();
  const hits = app && query !== '' ? filterRows(app, query).length : total;
  const title: Line = [
    span('Registered Routes', focused ? 'border-focus' : 'strong'),
    span(query === '' ? ` ─ ${total}` : ` ─ ${hits} of ${total}`, 'dim'),
  ];
  const filter = filterField(state, width);
  const lines = app ? tableLines(state, app, width, layout.tableRows) : [];
  const note = filter ? filter.line : positionNote(state, layout);
  return {
    lines: region({ title, note, lines, width, height: layout.tableHeight, focused }),
    cursor: filter && state.focus === 'filter' ? { x: width - 3 - filter.fromEnd, y: 0 } : null,
  };
}

/** The filter, shown in the frame's upper edge at its right end: `/user▏`. */
function filterField(state: State, width: number): { line: Line; fromEnd: number } | null {
  if (state.focus !== 'filter' && state.filter.input.text === '') return null;
  const { input, mode } = state.filter;
  // One cell behind the text is the caret's.
  const room = Math.min(Math.max(8, Math.min(40, width - 46)), cellWidth(input.text) + 1);
  const field = fieldView(input, room, () => 'hit');
  const words = mode === 'dim' ? '(dims)' : '';
  const line: Line = [span('/', 'key'), ...fitLine(field.line, room), span(words, 'dim')];
  return { line, fromEnd: room + words.length - field.caretX };
}

/** `12–24 of 96`, where not everything is in sight. */
function positionNote(state: State, layout: Layout): Line {
  const listed = listedCount(state);
  if (listed <= layout.tableRows) return [];
  const top = topOf(state);
  return [span(`${top + 1}–${Math.min(listed, top + layout.tableRows)} of ${listed}`, 'dim')];
}

function tableLines(state: State, app: CompiledApp, width: number, rows: number): readonly Line[] {
  const columns = fitColumns(app, width);
  const listed = listedRows(state);
  const top = topOf(state);
  const marks = marksOf(state);
  const query = state.filter.input.text.trim();
  const dimmed = query !== '' && state.filter.mode === 'dim' ? new Set(filterRows(app, query)) : null;
  const lines: Line[] = [headLine(columns)];
  for (let place = top; place < top + rows; place++) {
    const index = listed ? listed[place] : place;
    const row = index === undefined ? undefined : app.rows[index];
    if (!row) break;
    const line = rowLine(row, columns, marks.get(row.index), dimmed ? !dimmed.has(row.index) : false, query);
    const current = isBrowsing(state) && row.index === state.table.cursor && state.overlay === null;
    lines.push(current ? selectLine(fitLine(line, width)) : line);
  }
  if (lines.length === 1) {
    const nothing = app.rows.length === 0 ? 'Nothing is registered.' : 'No route matches the filter; esc clears it.';
    lines.push([span(`   ${nothing}`, 'dim')]);
  }
  return lines;
}

interface Columns {
  readonly index: number;
  readonly method: number;
  readonly path: number;
  readonly extra: readonly (readonly [Column, number])[];
}

const widest = new WeakMap<CompiledApp, Readonly<Record<Column, number>>>();

/** The widest cell of each column over all rows, so that columns stand still while the table scrolls. */
function widestCells(app: CompiledApp): Readonly<Record<Column, number>> {
  const known = widest.get(app);
  if (known) return known;
  const widths: Record<Column, number> = { method: 0, path: 0, name: 0, params: 0, declared: 0, tags: 0 };
  for (const row of app.rows) {
    const cells = cellsOf(row);
    for (const column of Object.keys(widths) as Column[]) {
      widths[column] = Math.max(widths[column], cellWidth(cells[column]));
    }
  }
  widest.set(app, widths);
  return widths;
}

/** Optional columns come in as long as the path keeps what it needs, at most a good half of the width. */
function fitColumns(app: CompiledApp, width: number): Columns {
  const needs = widestCells(app);
  const index = String(app.rows.length).length;
  const method = Math.min(Math.max(needs.method, HEADS.method.length), 9);
  let left = width - (1 + 3 + index + 2 + method + 2) - 1;
  const path = Math.min(Math.max(needs.path, HEADS.path.length), Math.max(24, Math.floor(width * 0.55)));
  left -= path;
  const taken = new Map<Column, number>();
  for (const [column, most] of EXTRA) {
    const need = Math.min(Math.max(needs[column], HEADS[column].length), most);
    if (needs[column] === 0 || left < need + 2) continue;
    taken.set(column, need);
    left -= need + 2;
  }
  const grown = path + Math.max(0, Math.min(left, needs.path - path));
  const extra = ORDER.flatMap((column) => {
    const columnWidth = taken.get(column);
    return columnWidth === undefined ? [] : [[column, columnWidth] as const];
  });
  return { index, method, path: Math.min(grown, width - (1 + 3 + index + 2 + method + 2)), extra };
}

function headLine(columns: Columns): Line {
  const cells = [
    `${' '.repeat(4)}${'#'.padStart(columns.index)}`,
    fitText(HEADS.method, columns.method),
    fitText(HEADS.path, columns.path),
  ];
  for (const [column, width] of columns.extra) cells.push(fitText(HEADS[column], width));
  return [span(cells.join('  '), 'dim')];
}

const SIGNS: Readonly<Record<Exclude<Mark['kind'], 'near'>, readonly [string, Role]>> = {
  answers: ['✓ ', 'ok'],
  shadowed: ['○ ', 'shadowed'],
  partial: ['◐ ', 'client-error'],
  redirect: ['↪ ', 'redirect'],
};

function rowLine(row: RouteRow, columns: Columns, mark: Mark | undefined, dim: boolean, query: string): Line {
  const cells = cellsOf(row);
  const [sign, signRole] =
    mark === undefined
      ? (['  ', 'dim'] as const)
      : mark.kind === 'near'
        ? ([`≈${mark.place}`, 'near'] as const)
        : SIGNS[mark.kind];
  const quiet = dim || row.registration.kind === 'docs';
  const role: Role = mark && mark.kind !== 'shadowed' ? 'strong' : quiet ? 'dim' : 'text';
  return [
    span(' '),
    span(sign, signRole),
    span(` ${String(row.index + 1).padStart(columns.index)}  `, 'dim'),
    span(`${fitText(cells.method, columns.method)}  `, dim ? 'dim' : 'method'),
    ...pathCell(cells.path, columns.path, role, mark, dim ? '' : query),
    ...columns.extra.map(([column, width]) =>
      span(`  ${fitText(cells[column], width)}`, dim ? 'dim' : column === 'params' ? 'param' : 'dim'),
    ),
  ];
}

function pathCell(path: string, width: number, role: Role, mark: Mark | undefined, query: string): Line {
  const needed = cellWidth(path);
  if (needed > width) return [span(fitMiddle(path, width), role)];
  const padding = span(' '.repeat(width - needed));
  if (mark?.kind === 'near') return [...markRanges(path, templateMarks(path, mark), role, 'mark'), padding];
  if (query !== '') {
    const hits = filterHits(path, query).map((at): Range => [at, at + 1]);
    return [...markRanges(path, hits, role, 'hit'), padding];
  }
  return [span(path, role), padding];
}

/**
 * Marks of a corrected path on the template that it belongs to: segments that stand in both as they are keep their
 * marks, a marked value of a parameter marks the parameter.
 */
function templateMarks(template: string, mark: Mark & { kind: 'near' }): readonly Range[] {
  const fixed = mark.miss.causes.flatMap((cause) => cause.marks.fixed);
  const typed = mark.miss.path.split('/');
  const written = template.split('/');
  const ranges: Range[] = [];
  let typedAt = 0;
  let writtenAt = 0;
  written.forEach((segment, i) => {
    const value = typed[i] ?? '';
    for (const [start, end] of fixed) {
      const from = Math.max(start, typedAt);
      const to = Math.min(end, typedAt + value.length);
      if (from >= to) continue;
      if (segment === value) ranges.push([writtenAt + from - typedAt, writtenAt + to - typedAt]);
      else if (segment.includes('{')) ranges.push([writtenAt, writtenAt + segment.length]);
    }
    typedAt += value.length + 1;
    writtenAt += segment.length + 1;
  });
  return ranges;
}
