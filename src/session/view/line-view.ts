import { sanitize } from '../../model/sanitize.ts';
import { askedOf, validateLine } from '../experiment/questions.ts';
import { cutLine, type Line, type Panel, region, span } from '../screen.ts';
import type { Overlay, State } from '../state.ts';
import { fieldView } from './bar.ts';
import { codeLines } from './marked.ts';

/** The one-line editor: the question, the line, and what the line would do or what's wrong with it. */
export function lineView(state: State, overlay: Overlay & { kind: 'line' }): Panel {
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
  const result = validateLine(state, question, input.text);
  const { columns } = state.size;
  const isEmpty = input.text.trim() === '';
  switch (result.kind) {
    case 'edit':
      return cutLine([span('   '), span('✓ ', 'ok'), ...codeLines([sanitize(result.words)], 'text').flat()], columns);
    case 'fault':
      if (isEmpty) return cutLine([span(`   ${hint}`, 'dim')], columns);
      return cutLine(
        [span('   '), span('✗ ', 'client-error'), ...codeLines([sanitize(result.fault)], 'client-error').flat()],
        columns,
      );
    case 'same':
    case 'text':
      return cutLine([span(`   ${hint}`, 'dim')], columns);
  }
}
