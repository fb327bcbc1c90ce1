import { sanitize } from '../../model/sanitize.ts';
import type { Choice } from '../lab/choice.ts';
import { choicesOf, type Perform } from '../lab/pick.ts';
import { cutLine, fitLine, type Line, lineWidth, region, selectLine, span } from '../screen.ts';
import { currentRow } from '../selectors.ts';
import type { Overlay, PickList, State } from '../state.ts';
import { cellWidth, takeCells } from '../text-width.ts';
import { fieldView } from './bar.ts';
import { count } from './header.ts';
import type { PanelView } from './panels.ts';

/** Nothing is performed while it's only drawn. */
const LOOK_ONLY: Perform = (state) => [state, []];

/** A list to pick from: a field for words that narrow it, and its lines with the chosen one in sight. */
export function pickView(state: State, overlay: Overlay & { kind: 'pick' }, height: number): PanelView {
  const width = state.size.columns;
  const choices = choicesOf(state, overlay, LOOK_ONLY);
  const rows = height - 2;
  const chosen = Math.min(overlay.chosen, choices.length - 1);
  const top = Math.max(0, Math.min(chosen - Math.floor(rows / 2), choices.length - rows));
  const field = fieldView(overlay.query, width - 10, () => 'hit');
  const groupWidth = overlay.query.text === '' ? 0 : Math.min(16, widestGroup(choices));
  const lines = choices.slice(top, top + rows).map((choice, i): Line => {
    const before = choices[top + i - 1];
    const line = choiceLine(choice, {
      width,
      chosen: top + i === chosen,
      isFirst: i === 0 || before?.group !== choice.group,
      groupWidth,
    });
    return top + i === chosen ? selectLine(fitLine(line, width)) : line;
  });
  const panel = region({
    title: [span(titleOf(state, overlay.list), 'border-focus'), span(' ─ esc closes', 'dim')],
    note: [span(count(choices.length, 'line'), 'dim')],
    lines: [
      [span(' find: ', 'dim'), ...field.line],
      ...(lines.length > 0 ? lines : [[span('   nothing is called like that', 'dim')]]),
    ],
    width,
    height,
    focused: true,
  });
  return { lines: panel, cursor: { x: 7 + field.caretX, y: 1 } };
}

const widestGroup = (choices: readonly Choice[]) =>
  Math.max(0, ...choices.map(({ group }) => cellWidth(sanitize(group ?? ''))));

interface ChoiceStyle {
  readonly width: number;
  readonly chosen: boolean;
  readonly isFirst: boolean;
  /** 0: groups are named where they begin, at the right of the first of their lines. */
  readonly groupWidth: number;
}

function choiceLine({ title, note, group = '' }: Choice, { width, chosen, isFirst }: ChoiceStyle): Line {
  const name = takeCells(sanitize(group), Math.floor(width * 0.45));
  const left: Line = [span(chosen ? ' › ' : '   ', 'key'), span(sanitize(title))];
  const beside: Line = [
    ...(isFirst && name !== '' ? [span(`${name}  `, 'dim')] : []),
    span(sanitize(note), 'key'),
    span(' '),
  ];
  const gap = width - lineWidth(left) - lineWidth(beside);
  if (gap >= 2) return [...left, span(' '.repeat(gap)), ...beside];
  const room = width - lineWidth(left) - 2;
  return room > 4 ? [...left, span('  '), ...cutLine([span(sanitize(note), 'key')], room)] : cutLine(left, width);
}

function titleOf(state: State, list: PickList): string {
  switch (list) {
    case 'palette':
      return 'Actions';
    case 'row': {
      const row = currentRow(state);
      return row ? `What if ─ ${sanitize(`${row.method} ${row.registration.path}`, 60)}` : 'What if';
    }
    case 'fronts':
      return 'Change what stands in front of the path';
    case 'routers':
      return 'Include a router';
    case 'settings':
      return 'Settings';
    case 'save':
      return 'Save or copy';
  }
}
