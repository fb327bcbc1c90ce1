import { sanitize } from '../../model/sanitize.ts';
import type { Choice } from '../experiment/edit-choices.ts';
import { changeCount } from '../experiment/experiment.ts';
import { choicesOf } from '../experiment/pick-list.ts';
import { impactCount } from '../experiment/shown-impact.ts';
import { cutLine, fitLine, type Line, lineWidth, type Panel, region, selectLine, span } from '../screen.ts';
import { currentRow } from '../selectors.ts';
import type { Overlay, PickList, State } from '../state.ts';
import { count, takeCells } from '../text-width.ts';
import { fieldView } from './bar.ts';

/** A list to pick from: its query, and its lines with the selected one visible. */
export function pickView(state: State, overlay: Overlay & { kind: 'pick' }, height: number): Panel {
  const width = state.size.columns;
  const choices = choicesOf(state, overlay);
  const rows = height - 2;
  const chosen = Math.min(overlay.chosen, choices.length - 1);
  const several = new Set(choices.map(({ group }) => group)).size > 1;
  const grouped = several && overlay.query.text.trim() === '';
  const lines = choices.flatMap((choice, i): Line[] => {
    const line = choiceLine(choice, width, i === chosen, several && !grouped);
    const shown = i === chosen ? selectLine(fitLine(line, width)) : line;
    const isFirst = grouped && choice.group !== choices[i - 1]?.group;
    return isFirst ? [[span(' '), span(sanitize(choice.group ?? ''), 'title')], shown] : [shown];
  });
  const at = lines.findIndex((line) => line[0]?.selected);
  const top = Math.max(0, Math.min(at - Math.floor(rows / 2), lines.length - rows));
  const field = fieldView(overlay.query, width - 10, () => 'hit');
  const empty: readonly Line[] = [[span('   no match', 'dim')]];
  const panel = region({
    title: [span(titleOf(state, overlay.list), 'border-focus'), span(' ─ esc closes', 'dim')],
    note: noteOf(state, overlay.list, choices.length),
    lines: [[span(' find: ', 'dim'), ...field.line], ...(lines.length > 0 ? lines.slice(top, top + rows) : empty)],
    width,
    height,
    focused: true,
  });
  return { lines: panel, cursor: { x: 7 + field.caretX, y: 1 } };
}

function choiceLine({ title, note, group = '' }: Choice, width: number, chosen: boolean, named: boolean): Line {
  const name = named ? takeCells(sanitize(group), Math.floor(width * 0.45)) : '';
  const left: Line = [span(chosen ? ' › ' : '   ', 'key'), span(sanitize(title))];
  const right: Line = [...(name === '' ? [] : [span(`${name}  `, 'dim')]), span(sanitize(note), 'key'), span(' ')];
  const short: Line = [span(sanitize(note), 'key'), span(' ')];
  for (const beside of [right, short]) {
    const gap = width - lineWidth(left) - lineWidth(beside);
    if (gap >= 2) return [...left, span(' '.repeat(gap)), ...beside];
  }
  const room = width - lineWidth(short) - 2;
  return room > 20 ? [...fitLine(left, room), span('  '), ...short] : cutLine(left, width);
}

/** The impact for settings, else the length of the list. */
function noteOf(state: State, list: PickList, length: number): Line {
  const changes = changeCount(state.experiment);
  if (list !== 'settings' || changes === 0) return [span(count(length, 'item'), 'dim')];
  const answers = impactCount(state);
  const words = answers === null ? 'comparing…' : `${count(answers, 'answer')} changed`;
  return [span(`± ${count(changes, 'change')}, ${words}`, 'near')];
}

const TITLES: Readonly<Record<PickList, string>> = {
  palette: 'Actions',
  row: 'What if',
  prefixes: 'Change the prefix',
  routers: 'Include a router',
  unregistered: 'Unused routers and empty mounts',
  settings: 'Settings',
  save: 'Save or copy',
};

function titleOf(state: State, list: PickList): string {
  const row = list === 'row' ? currentRow(state) : null;
  return row ? `${TITLES.row} ─ ${sanitize(`${row.method} ${row.registration.path}`, 60)}` : TITLES[list];
}
