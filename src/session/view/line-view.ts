import { sanitize } from '../../model/sanitize.ts';
import { askedOf, judge } from '../experiment/questions.ts';
import { cutLine, type Line, region, span } from '../screen.ts';
import type { Overlay, State } from '../state.ts';
import { fieldView } from './bar.ts';
import { codeLines } from './marked.ts';
import type { PanelView } from './panel-view.ts';

/** The one-line editor: what is asked, the line, and what the line would do or what is wrong with it. */
export function lineView(state: State, overlay: Overlay & { kind: 'line' }): PanelView {
  const { columns } = state.size;
  const { title, hint } = askedOf(state, overlay.question);
  const field = fieldView(overlay.input, columns - 5, () => 'strong');
  const lines = region({
    title: [span(sanitize(title), 'border-focus')],
    note: [span('⏎', 'key'), span(' apply  ', 'dim'), span('esc', 'key'), span(' cancel', 'dim')],
    lines: [[span(' ❯ ', 'key'), ...field.line], verdictOf(state, overlay, hint)],
    width: columns,
    height: 3,
    focused: true,
  });
  return { lines, cursor: { x: 3 + field.caretX, y: 1 } };
}

function verdictOf(state: State, { question, input }: Overlay & { kind: 'line' }, hint: string): Line {
  const judgement = judge(state, question, input);
  const { columns } = state.size;
  const isEmpty = input.text.trim() === '';
  switch (judgement.kind) {
    case 'edit':
      return cutLine(
        [span('   '), span('✓ ', 'ok'), ...codeLines([sanitize(judgement.words)], 'text').flat()],
        columns,
      );
    case 'fault':
      if (isEmpty) return cutLine([span(`   ${hint}`, 'dim')], columns);
      return cutLine(
        [span('   '), span('✗ ', 'client-error'), ...codeLines([sanitize(judgement.fault)], 'client-error').flat()],
        columns,
      );
    case 'same':
    case 'text':
      return cutLine([span(`   ${hint}`, 'dim')], columns);
  }
}
