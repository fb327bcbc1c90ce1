import type { CompiledApp } from '../../dialects/dialect.ts';
import { isBehind } from '../experiment/background-compile.ts';
import { registeredCount } from '../experiment/shown-app.ts';
import { unregisteredOf } from '../experiment/unregistered.ts';
import { findingMark } from '../findings.ts';
import type { Layout } from '../layout.ts';
import { fitLine, type Line, type Panel, positionNote, region, selectLine, span } from '../screen.ts';
import {
  enteredMark,
  filteredRows,
  isBrowsing,
  listedCount,
  listedRows,
  marksOf,
  placeIn,
  queryOf,
} from '../selectors.ts';
import type { State } from '../state.ts';
import { topOf } from '../table-motion.ts';
import { cellWidth, count } from '../text-width.ts';
import { fieldView } from './bar.ts';
import { fitColumns, headLine } from './columns.ts';
import { rowLine } from './row.ts';

/** The table of registered routes, and the caret of the filter. */
export function tableView(state: State, layout: Layout): Panel {
  const width = layout.tableWidth;
  const app = state.compiled;
  const focused = (state.focus === 'table' || state.focus === 'filter') && state.overlay === null;
  const total = app ? registeredCount(app) : 0;
  const off = (app?.rows.length ?? 0) - total;
  const filtered = filteredRows(state);
  const hits = filtered?.current ? (filtered.rows?.length ?? 0) : '…';
  const title: Line = [
    span('Registered Routes', focused ? 'border-focus' : 'strong'),
    span(!app ? '' : !filtered ? ` ─ ${total}` : ` ─ ${hits} of ${total + off}`, 'dim'),
    ...(isBehind(state) ? [span(' ─ applying the change…', 'warning')] : []),
    ...(off > 0 && !filtered ? [span(`, ${off} off`, 'warning')] : []),
    ...unregisteredWords(state, width),
  ];
  const filter = filterField(state, width);
  const lines = app ? tableLines(state, app, width, layout.tableRows) : [];
  const note = filter ? filter.line : positionNote(topOf(state), layout.tableRows, listedCount(state));
  return {
    lines: region({ title, note, lines, width, height: layout.tableHeight, focused }),
    cursor: filter && state.focus === 'filter' ? { x: width - 3 - filter.fromEnd, y: 0 } : null,
  };
}

/** `, 1 router unused I`: unused routers and empty mounts, and the key that lists them. */
function unregisteredWords(state: State, width: number): Line {
  const tree = state.compiled && queryOf(state) === '' && width >= 56 ? state.compiled.tree : null;
  if (!tree) return [];
  const { routers, empty } = unregisteredOf(tree);
  const routerWords = routers.length > 0 ? `, ${count(routers.length, 'router')} unused` : '';
  const words = empty.length > 0 ? `${routerWords}, ${empty.length} empty` : routerWords;
  return words === '' ? [] : [span(`${words} `, 'warning'), span('I', 'key')];
}

/** The filter at the right end of the title line: `/user▏`. */
function filterField(state: State, width: number): { line: Line; fromEnd: number } | null {
  if (state.focus !== 'filter' && state.filter.input.text === '') return null;
  const { input, mode } = state.filter;
  // One more cell for the caret.
  const room = Math.min(Math.max(8, Math.min(40, width - 46)), cellWidth(input.text) + 1);
  const field = fieldView(input, room, () => 'hit');
  const words = mode === 'dim' ? '(dim)' : '';
  const line: Line = [span('/', 'key'), ...fitLine(field.line, room), span(words, 'dim')];
  return { line, fromEnd: room + words.length - field.caretX };
}

function tableLines(state: State, app: CompiledApp, width: number, rows: number): readonly Line[] {
  const columns = fitColumns(app, width);
  const listed = listedRows(state);
  const top = topOf(state);
  const marks = marksOf(state);
  const query = queryOf(state);
  const bright = state.filter.mode === 'dim' ? (filteredRows(state)?.rows ?? null) : null;
  const lines: Line[] = [headLine(columns)];
  for (let place = top; place < top + rows; place++) {
    const index = listed ? listed[place] : place;
    const row = index === undefined ? undefined : app.rows[index];
    if (!row) break;
    const line = rowLine(
      row,
      columns,
      marks.get(row.index) ?? enteredMark(state, row) ?? findingMark(state, row.registration.order),
      bright !== null && bright[placeIn(bright, row.index)] !== row.index,
      query,
    );
    const current = isBrowsing(state) && row.index === state.table.cursor && state.overlay === null;
    lines.push(current ? selectLine(fitLine(line, width)) : line);
  }
  if (lines.length === 1) {
    const nothing = app.rows.length === 0 ? 'No routes are registered.' : 'No route matches the filter; esc clears it.';
    lines.push([span(`   ${nothing}`, 'dim')]);
  }
  return lines;
}
