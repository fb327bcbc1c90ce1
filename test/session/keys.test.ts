import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/session/commands.ts';
import { actionFor, BINDINGS, boundIn, CONTEXTS, showKey, TEXT_CONTEXTS } from '../../src/session/keys.ts';
import { lineText } from '../../src/session/screen.ts';
import { initialState } from '../../src/session/state.ts';
import { panelContent } from '../../src/session/view/panels.ts';

describe('the key table', () => {
  test.each(CONTEXTS)('claims no key twice in %s', (context) => {
    const claimed = BINDINGS.filter((binding) => boundIn(binding, context)).flatMap((binding) => binding.keys);
    expect(claimed.filter((key, i) => claimed.indexOf(key) !== i)).toEqual([]);
  });

  test.each(TEXT_CONTEXTS)('claims no printable character in %s', (context) => {
    const claimed = BINDINGS.filter((binding) => boundIn(binding, context)).flatMap((binding) => binding.keys);
    expect(claimed.filter((key) => Array.from(key).length === 1 || key === 'space')).toEqual([]);
  });

  test('has a command for each action, and no other', () => {
    expect(new Set(Object.keys(COMMANDS))).toEqual(new Set(BINDINGS.map((binding) => binding.id)));
  });

  test('reaches every binding by every one of its keys', () => {
    for (const binding of BINDINGS) {
      for (const context of CONTEXTS.filter((one) => boundIn(binding, one))) {
        for (const key of binding.keys) expect(actionFor(context, key), `${key} in ${context}`).toBe(binding.id);
      }
    }
  });

  test('ends the program with ctrl-c, helps with F1 and goes back with esc everywhere', () => {
    for (const context of CONTEXTS) {
      expect(actionFor(context, 'ctrl-c')).toBe('quit');
      expect(actionFor(context, 'f1')).toBe('help');
      expect(actionFor(context, 'esc')).toBe('back');
    }
  });

  test.each([60, 80, 160])('is shown completely in the help, %i columns wide', (columns) => {
    const help = panelContent(initialState('x', { columns, rows: 24 }), 'help');
    const words = help.map(lineText).join(' ').replaceAll('│', ' ').replace(/\s+/g, ' ');
    for (const binding of BINDINGS) {
      expect(words, binding.id).toContain(binding.keys.map(showKey).join(' '));
      // Two columns interleave wrapped descriptions, so only the beginning is sure to stand together.
      expect(words, binding.id).toContain(binding.description.slice(0, 12).trim());
    }
  });
});
