import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { cellWidth, graphemes, takeCells } from '../../src/session/text-width.ts';

test('every text is as wide as Ink takes it to be', () => {
  const all = Array.from({ length: 0x3000 - 0x20 }, (_, i) => String.fromCharCode(i + 0x20)).filter(
    (c) => !/\p{Cc}/u.test(c),
  );
  for (const character of all) expect(cellWidth(character), character).toBe(stringWidth(character));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(cellWidth(text)).toBe(stringWidth(text));
    }),
  );
});

test('graphemes join to the text again, and what is taken fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, cells) => {
      expect(graphemes(text).join('')).toBe(text);
      expect(text.startsWith(takeCells(text, cells))).toBe(true);
      expect(cellWidth(takeCells(text, cells))).toBeLessThanOrEqual(cells);
    }),
  );
});
