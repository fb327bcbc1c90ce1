import { sanitize } from '../../model/sanitize.ts';
import { askedOf, validateLine } from '../experiment/questions.ts';
import { type Line, type Panel, region, span } from '../screen.ts';
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

/** What the line would do, or what's wrong with it; a hint while it's empty or unchanged. */
function verdictOf(state: State, { question, input }: Overlay & { kind: 'line' }, hint: string): Line {
  const result = validateLine(state, question, input.text);
  if (result.kind === 'edit')
    return [span('   '), span('✓ ', 'ok'), ...codeLines([sanitize(result.words)], 'text').flat()];
  if (result.kind !== 'fault' || input.text.trim() === '') return [span(`   ${hint}`, 'dim')];
  return [span('   '), span('✗ ', 'client-error'), ...codeLines([sanitize(result.fault)], 'client-error').flat()];
}
