import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitLine, fitMiddle, fitText, lineText, lineWidth, region, span, wrap } from '../../src/session/screen.ts';
import { cellWidth } from '../../src/session/text-width.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', ' ', '漢', '👍', 'e\u0301', '…') });
const width = fc.integer({ min: 1, max: 30 });

describe('fitting', () => {
  test.each([
    ['abc', 5, 'abc  '],
    ['abcdef', 4, 'abc…'],
    ['漢字', 4, '漢字'],
    ['漢字x', 4, '漢… '],
    ['👍👍', 3, '👍…'],
    ['', 2, '  '],
  ])('%j in %i cells is %j', (given, cells, fitted) => {
    expect(fitText(given, cells)).toBe(fitted);
  });

  test('keeps both ends of a long path', () => {
    expect(fitMiddle('/api/v1/customers/{customer_id}/orders', 20)).toBe('/api/v1/cu…d}/orders');
  });

  test('a fitted line is exactly as wide as asked, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(text), width, (parts, cells) => {
        expect(
          lineWidth(
            fitLine(
              parts.map((part) => span(part)),
              cells,
            ),
          ),
        ).toBe(cells);
        expect(cellWidth(fitMiddle(parts.join(''), cells))).toBe(cells);
      }),
    );
  });

  test('wrapping loses no letter and never runs over', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (given, cells) => {
        const lines = wrap(given, cells);
        expect(Math.max(...lines.map(cellWidth))).toBeLessThanOrEqual(cells);
        expect(lines.join('').replaceAll(' ', '')).toBe(given.replaceAll(' ', ''));
      }),
    );
  });

  test.each([
    [
      'GET /api/v1/namespaces/{namespace}/pods/{name}/log',
      30,
      ['GET /api/v1/namespaces', '/{namespace}/pods/{name}/log'],
    ],
    ['curl http://localhost:8000/api/v1/customers', 24, ['curl http://localhost:80', '00/api/v1/customers']],
    ['GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 20, ['GET /aaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaaaaaa', 'a']],
    ['many words that fit', 10, ['many words', 'that fit']],
  ])('%j in %i cells: paths break before a slash', (given, cells, lines) => {
    expect(wrap(given, cells).map((line) => line.trimEnd())).toEqual(lines);
  });

  test('a region is as high as asked and keeps its title', () => {
    const lines = region({
      title: [span('Title')],
      note: [span('1 of 2')],
      lines: [[span('hello')], [span('a line that is too long for it')], [span('below')]],
      width: 24,
      height: 3,
      focused: false,
    });
    expect(lines.map(lineText)).toEqual(['── Title ───── 1 of 2 ──', 'hello', 'a line that is too long…']);
  });
});
