import { expect, test } from 'vitest';
import { copyText, fitsClipboard } from '../../src/tui/copy.ts';
import { notMeant } from '../hostile/escapes.ts';
import { HOSTILE_STRINGS } from '../hostile/strings.ts';
import { unsafeIn } from '../hostile/unsafe.ts';

/** What reaches the terminal, and what it puts into the clipboard. */
function copied(text: string) {
  let raw = '';
  copyText({ write: (more: string) => (raw += more) } as unknown as NodeJS.WriteStream, text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is a sequence
  const [, encoded = ''] = /^\u001b\]52;c;([^\u0007]*)\u0007$/.exec(raw) ?? [];
  return { raw, text: Buffer.from(encoded, 'base64').toString('utf8') };
}

test.each(Object.entries(HOSTILE_STRINGS))('%s goes into no clipboard', (_, text) => {
  const { raw, text: got } = copied(`GET /a${text}b`);
  expect(notMeant(raw)).toEqual([]);
  // A tab or a line break is what a copied file has; a terminal asks before it pastes several lines.
  expect(unsafeIn(got.replaceAll('\t', ' '))).toBeNull();
  expect(got).toMatch(/^GET \/a.*b$/s);
});

test('what people write stays as it is, and what is too long is not sent in part', () => {
  const text = 'GET /größe/漢字/👩\u200d👩\u200d👧/é\u0323\n- move: x\n';
  expect(copied(text).text).toBe(text);
  const long = 'x'.repeat(60_000);
  expect([fitsClipboard(text), fitsClipboard(long), copied(long).raw]).toEqual([true, false, '']);
});
