import { expect, test } from 'vitest';
import { glyphsFor } from '../../src/tui/glyphs.ts';
import { press, screenText, session } from '../session/support.ts';

/** What is in code page 437 beyond ASCII and Latin 1, as far as it is drawn. */
const SURE = /^[\n -ÿ─│┌┐└┘═√•◘♦≈←↑→↓]*$/;

test.each([
  '',
  'GET /api/user',
  'GET /api/users/me',
  'GET /api/users/me[enter]',
  'GET /api/users/',
  'PATCH /api/users',
  'GET /api/user[tab]',
  'GET /api/user[tab][tab][enter]',
  '[f1]',
  '[f1]G',
  '[f2]',
  '[f4]',
  '[ctrl-p]',
  '[ctrl-t]',
  '[tab]w',
  '[tab]n',
  '[tab][space]',
])('%s: the Linux console has every character', (keys) => {
  const text = screenText(press(session({ columns: 120, rows: 40 }), keys));
  expect(glyphsFor('linux')(text)).toMatch(SURE);
  expect(glyphsFor('linux')(text)).toHaveLength(text.length);
  expect(glyphsFor('xterm-256color')(text)).toBe(text);
});
