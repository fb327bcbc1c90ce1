import { sanitize } from '../../model/sanitize.ts';
import { formatLocation } from '../../model/source.ts';
import { helpRows } from '../key-help.ts';
import type { Group } from '../keys.ts';
import type { Layout } from '../layout.ts';
import {
  fitLine,
  fitText,
  type Line,
  type Panel,
  positionNote,
  type Role,
  region,
  selectLine,
  span,
  wrap,
} from '../screen.ts';
import { foundHistory } from '../selectors.ts';
import type { Overlay, State } from '../state.ts';
import { cellWidth } from '../text-width.ts';
import { fieldView } from './bar.ts';
import { codeLines } from './marked.ts';
import { pickView } from './pick-view.ts';

/** The number of lines in an overlay. */
export const panelRows = (state: State): number => Math.max(1, state.size.rows - 3);

/** An overlay of full height; the one-line editor is smaller. */
type Covering = Exclude<Overlay, { kind: 'line' }>;

/** An open overlay between the header and the footer. */
export function panelView(state: State, overlay: Covering, height: number): Panel {
  if (overlay.kind === 'history') return historyView(state, overlay, height);
  if (overlay.kind === 'pick') return pickView(state, overlay, height);
  const width = state.size.columns;
  const content = panelContent(state, overlay.kind);
  const rows = panelRows(state);
  const scroll = Math.min(overlay.scroll, Math.max(0, content.length - rows));
  const position = positionNote(scroll, rows, content.length);
  const title = overlay.kind === 'help' ? 'Keys' : 'Problems';
  const lines = region({
    title: [
      span(title, 'border-focus'),
      span(' ─ esc closes', 'dim'),
      span(overlay.kind === 'help' ? ', ctrl-p searches all actions' : '', 'dim'),
    ],
    note: position.length === 0 ? [] : [...position, span('  ↑↓', 'dim')],
    lines: content.slice(scroll, scroll + rows),
    width,
    height,
    focused: true,
  });
  return { lines, cursor: null };
}

/** All lines of the help or the problems, before scrolling. */
export function panelContent(state: State, kind: 'help' | 'problems'): readonly Line[] {
  return kind === 'help' ? helpLines(state.size.columns - 2) : problemLines(state, state.size.columns - 4);
}

/** The problems in place of the table. */
export function problemsView(state: State, layout: Layout): Panel {
  const content = problemLines(state, layout.tableWidth - 4);
  const rows = layout.tableHeight - 1;
  const position = positionNote(0, rows, content.length);
  const lines = region({
    title: [span('Problems', 'strong')],
    note: position.length === 0 ? [] : [...position, span('  '), span('F2', 'key')],
    lines: content.slice(0, rows),
    width: layout.tableWidth,
    height: layout.tableHeight,
    focused: state.focus === 'table' && state.overlay === null,
  });
  return { lines, cursor: null };
}

/** The groups of the two columns, of similar height. */
const LEFT: readonly Group[] = ['Request', 'Near misses', 'Routes'];
const RIGHT: readonly Group[] = ['What if', 'Everywhere'];

/** Every binding of the key table, by group; two columns where there is room. */
function helpLines(width: number): readonly Line[] {
  const columns = width >= 116 ? 2 : 1;
  const columnWidth = Math.floor((width - 1) / columns);
  const blocks = (groups: readonly Group[]) => groups.map((group) => helpBlock(group, columnWidth - 1));
  const editing = blocks(['Editing']);
  const stack = (some: readonly (readonly Line[])[]) => some.flatMap((block) => [...block, []]).slice(0, -1);
  if (columns === 1) return stack([...blocks(LEFT), legendBlock(), ...blocks(RIGHT), ...editing]);
  const left = stack([...blocks(LEFT), legendBlock(), ...editing]);
  const right = stack(blocks(RIGHT));
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [
    ...fitLine(left[i] ?? [], columnWidth),
    ...(right[i] ?? []),
  ]);
}

function helpBlock(group: Group, width: number): Line[] {
  const rows = helpRows(group).map((row) => ({ ...row, keys: row.keys.join(' ') }));
  const keyWidth = Math.max(...rows.map(({ keys }) => cellWidth(keys)));
  return [
    [span(' '), span(group, 'title')],
    ...rows.flatMap(({ keys, description, where }) =>
      wrap(`${description}${where}`, Math.max(10, width - keyWidth - 5)).map((line, part) => [
        span(`   ${fitText(part === 0 ? keys : '', keyWidth)}  `, 'key'),
        span(line),
      ]),
    ),
  ];
}

function legendBlock(): Line[] {
  const signs: readonly (readonly [string, string])[] = [
    ['✓', 'answers the request'],
    ['●', 'matches, then rejects the request'],
    ['○', 'also matches, but is registered later'],
    ['◐', 'matches the path, not the method'],
    ['↪', 'answers after the redirect'],
    ['┊', 'inside the mount or host that handles the request'],
    ['≈1', 'near miss, best first'],
    ['!', 'lint finding: see the details'],
    ['×', 'switched off'],
    ['◆', 'pinned'],
  ];
  return [
    [span(' '), span('Signs beside the routes', 'title')],
    ...signs.map(([sign, words]) => [span(`   ${sign.padEnd(4)}`, 'strong'), span(words)]),
  ];
}

function problemLines(state: State, width: number): readonly Line[] {
  const lines: Line[] = [];
  const add = (words: string, room: number, indent: string, role: Role, code: Role = 'strong') => {
    for (const line of codeLines(wrap(words, room), role, code)) lines.push([span(indent), ...line]);
  };
  const blind = state.compiled?.tree.blindSpots ?? [];
  for (const problem of state.problems) {
    const at = problem.at ? `${formatLocation(problem.at)}: ` : '';
    const role = problem.severity === 'error' ? 'client-error' : 'warning';
    add(`${problem.severity}: ${sanitize(at)}${sanitize(problem.message)}`, width, ' ', role);
    if (problem.lineText !== null) lines.push(...excerpt(problem.lineText, problem.span, width));
    if (problem.expected !== null) add(`expected ${sanitize(problem.expected)}`, width - 2, '   ', 'text');
    if (problem.hint !== null) add(sanitize(problem.hint), width - 2, '   ', 'strong', 'key');
    lines.push([]);
  }
  if (blind.length > 0) {
    lines.push([span(' '), span('Not in this source:', 'title')]);
    for (const item of blind) lines.push(...wrap(`· ${sanitize(item)}`, width - 2).map((line) => [span(`   ${line}`)]));
  }
  if (lines.length === 0) lines.push([span(' No problems: the whole source was read.', 'ok')]);
  return lines;
}

/** The source line with the fault underlined. */
function excerpt(lineText: string, at: { start: number; length: number } | null, width: number): readonly Line[] {
  const text = sanitize(lineText.replaceAll('\t', ' '), width - 4);
  const line: Line = [span('   │ ', 'dim'), span(text)];
  if (!at) return [line];
  const indent = cellWidth(sanitize(lineText.slice(0, at.start - 1).replaceAll('\t', ' '), width));
  const carets = '^'.repeat(Math.max(1, Math.min(at.length, width - 4 - indent)));
  return indent < width - 4
    ? [line, [span('   │ ', 'dim'), span(`${' '.repeat(indent)}${carets}`, 'client-error')]]
    : [line];
}

function historyView(state: State, overlay: Overlay & { kind: 'history' }, height: number): Panel {
  const width = state.size.columns;
  const found = foundHistory(state);
  const rows = height - 2;
  const top = Math.max(0, overlay.chosen - rows + 1);
  const field = fieldView(overlay.query, width - 14, () => 'hit');
  const entries = found.slice(top, top + rows).map((entry, i): Line => {
    const line = [span('  '), span(sanitize(entry))];
    return top + i === overlay.chosen ? selectLine(fitLine([span('› ', 'key'), ...line.slice(1)], width)) : line;
  });
  const empty = state.history.length === 0 ? 'No requests yet: Enter in the request bar keeps one.' : 'No match.';
  const lines = region({
    title: [span('History', 'border-focus')],
    note: [span(`${found.length} of ${state.history.length}`, 'dim')],
    lines: [
      [span(' search: ', 'dim'), ...field.line],
      ...(entries.length > 0 ? entries : [[span(`  ${empty}`, 'dim')]]),
    ],
    width,
    height,
    focused: true,
  });
  return { lines, cursor: { x: 9 + field.caretX, y: 1 } };
}
