import { GAP, layoutOf } from '../layout.ts';
import { cutLine, fitLine, type Line, type Screen, span, wrap } from '../screen.ts';
import { MINIMUM, type State } from '../state.ts';
import { answerView } from './answer.ts';
import { barView } from './bar.ts';
import { detailsView } from './details.ts';
import { footerLine } from './footer.ts';
import { headerLine } from './header.ts';
import { lineView } from './line-view.ts';
import { panelView, problemsView } from './panels.ts';
import { tableView } from './table.ts';
import { whatIfView } from './what-if-view.ts';

/** The whole frame for a state: `size.rows` lines, none wider than `size.columns`. */
export function viewModel(state: State): Screen {
  const { columns: width, rows: height } = state.size;
  const layout = layoutOf(state);
  if (!layout.fits) return tooSmall(width, height);

  const header = headerLine(state);
  const footer = footerLine(state);
  if (state.overlay && state.overlay.kind !== 'line') {
    const panel = panelView(state, state.overlay, height - 2);
    const cursor = panel.cursor && { x: panel.cursor.x, y: panel.cursor.y + 1 };
    return { width, height, lines: [header, ...panel.lines, footer], cursor };
  }

  const bar = barView(state, layout.barHeight);
  const answer = answerView(state, layout.answerHeight);
  const table =
    layout.tableWidth === 0 ? null : isUseless(state) ? problemsView(state, layout) : tableView(state, layout);
  const details = layout.detailsWidth > 0 ? detailsView(state, layout) : null;
  const line = state.overlay ? lineView(state, state.overlay) : null;
  const answerPadding = Array.from({ length: layout.answerHeight - answer.length }, (): Line => []);
  const tableTop = 1 + layout.barHeight + layout.answerHeight;
  const lines = [
    header,
    ...bar.lines,
    ...answer,
    ...answerPadding,
    ...beside(table?.lines, details, layout.tableWidth),
    ...(layout.whatIfHeight > 0 ? whatIfView(state, layout) : []),
    ...(line?.lines ?? []),
    footer,
  ];
  if (line?.cursor)
    return { width, height, lines, cursor: { x: line.cursor.x, y: height - 1 - layout.lineHeight + line.cursor.y } };
  const cursor =
    state.focus === 'bar'
      ? { x: Math.min(bar.cursor.x, width - 1), y: bar.cursor.y + 1 }
      : table?.cursor
        ? { x: table.cursor.x, y: table.cursor.y + tableTop }
        : null;
  return { width, height, lines, cursor };
}

/** Whether problems are shown in place of the routes. */
const isUseless = (state: State) => !state.compiled && state.loading === null && state.problems.length > 0;

function beside(left: readonly Line[] | undefined, right: readonly Line[] | null, width: number): readonly Line[] {
  if (!left) return right ?? [];
  if (!right) return left;
  return left.map((line, i) => {
    const other = right[i] ?? [];
    return other.length === 0 ? line : [...fitLine(line, width), span(' '.repeat(GAP)), ...other];
  });
}

function tooSmall(width: number, height: number): Screen {
  const words = [
    `nearmiss needs ${MINIMUM.columns}×${MINIMUM.rows},`,
    `this terminal is ${width}×${height}.`,
    'ctrl-c quits.',
  ];
  const wrapped = words.flatMap((text) => wrap(text, width));
  // If these words don't fit, only the needed size is shown.
  const shown = wrapped.length <= height ? wrapped : wrap(`${MINIMUM.columns}×${MINIMUM.rows}!`, width);
  const lines = shown.map((text) => cutLine([span(text, 'warning')], width));
  const padding = Array.from({ length: Math.max(0, height - lines.length) }, (): Line => []);
  return { width, height, lines: [...lines, ...padding].slice(0, height), cursor: null };
}
