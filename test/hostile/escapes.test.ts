import { expect, it } from 'vitest';
import { notMeant, textOfStream, tokensOf } from './escapes.ts';
import { HOSTILE_STRINGS } from './strings.ts';
import { unsafeIn } from './unsafe.ts';

it('sequences are told apart', () => {
  const kinds = (raw: string) => tokensOf(raw).map(({ kind }) => kind);
  expect(kinds('a\u001b[31mb\u001b]0;t\u0007\u001bPx\u001b\\\u009b1m\u001bc\n')).toEqual([
    ...['text', 'csi', 'text', 'osc', 'string', 'control', 'text', 'escape', 'control'],
  ]);
  for (const [name, text] of Object.entries(HOSTILE_STRINGS)) {
    const found = [...notMeant(text), ...textOfStream(text).map((part) => unsafeIn(part))].filter(Boolean);
    const harmless =
      /^(?:colour|clear screen|main screen|cursor shown|clipboard|carriage return|line feed|very wide|a very long word|joined without end|joiners without anything to join|marks on nothing)$/;
    expect([name, found.length > 0]).toEqual([name, !harmless.test(name)]);
  }
});
