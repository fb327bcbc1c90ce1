import { Terminal } from '@xterm/headless';
import { describe, expect, test } from 'vitest';
import InkOutput from '../../node_modules/ink/build/output.js';
import PlainOutput from '../../scripts/plain-output.js';
import { viewModel } from '../../src/session/view/view-model.ts';
import { paint } from '../../src/tui/theme.ts';
import { press, SIZES, session } from '../session/support.ts';

interface Drawn {
  write(x: number, y: number, text: string, options: { transformers: readonly ((line: string) => string)[] }): void;
  clip(area: { x1?: number; x2?: number; y1?: number; y2?: number }): void;
  unclip(): void;
  get(): { output: string; height: number };
}
type Draw = (output: Drawn) => void;

/** The same drawn by Ink as it comes, and with whole lines taken as they are. */
function both(columns: number, rows: number, draw: Draw): readonly [InkOutput: Drawn, plain: Drawn] {
  const size = { width: columns, height: rows };
  const outputs = [new InkOutput(size), new PlainOutput(size)] as unknown as [Drawn, Drawn];
  for (const output of outputs) draw(output);
  return outputs;
}

/** What a terminal shows of a frame: each cell with its colours and attributes. */
async function shown(frame: string, cols: number, rows: number): Promise<readonly string[]> {
  const terminal = new Terminal({ cols, rows, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(frame.replaceAll('\n', '\r\n'), resolve));
  const buffer = terminal.buffer.active;
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: cols }, (_, x) => {
      const cell = buffer.getLine(y)?.getCell(x);
      const style = [cell?.isBold(), cell?.isDim(), cell?.isUnderline(), cell?.isInverse(), cell?.isStrikethrough()];
      return `${cell?.getChars() || ' '}${style.map(Number).join('')}${cell?.getFgColor()},${cell?.getBgColor()}`;
    }).join(' '),
  );
}

const SCRIPTS = [
  '',
  'GET /api/user',
  'GET /api/userz/4[tab][down]',
  'DELETE /日本/👍🏽e\u0301',
  '[f1]',
  '[tab][tab][space]w',
];

describe('a frame of whole lines', () => {
  test.each(SIZES.slice(1, 3).flatMap((size) => SCRIPTS.map((script) => [script, size] as const)))(
    'after %j is the same with and without Ink’s taking it apart, at %j',
    async (script, size) => {
      const { lines } = viewModel(press(session(size), script));
      for (const colors of ['ansi', 'none'] as const) {
        const [ink, plain] = both(size.columns, size.rows, (output) => {
          for (const [y, line] of lines.entries()) output.write(0, y, paint(line, colors) || ' ', { transformers: [] });
        });
        const [theirs, ours] = [ink.get(), plain.get()];
        expect(ours.height).toBe(theirs.height);
        expect(await shown(ours.output, size.columns, size.rows)).toEqual(
          await shown(theirs.output, size.columns, size.rows),
        );
      }
    },
  );
});

test.each<readonly [string, Draw]>([
  ['text that begins within a line', (output) => output.write(2, 0, 'b', { transformers: [] })],
  ['several lines in one text', (output) => output.write(0, 0, 'a\nb', { transformers: [] })],
  [
    'two texts in one line',
    (output) => {
      output.write(0, 1, 'aaa', { transformers: [] });
      output.write(0, 1, 'b', { transformers: [] });
    },
  ],
  [
    'a clipped text',
    (output) => {
      output.clip({ x1: 0, x2: 2 });
      output.write(0, 0, 'abc', { transformers: [] });
      output.unclip();
    },
  ],
  ['a text that is transformed', (output) => output.write(0, 0, 'abc', { transformers: [(line) => `[${line}]`] })],
  ['a text below the last line', (output) => output.write(0, 3, 'abc', { transformers: [] })],
])('anything else is left to Ink: %s', (_, draw) => {
  const [ink, plain] = both(8, 3, draw);
  expect(plain.get()).toEqual(ink.get());
});
