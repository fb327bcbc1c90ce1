import { describe, expect, test } from 'vitest';
import { lint } from '../../src/diagnosis/lint/run-rules.ts';
import { update } from '../../src/session/update.ts';
import { play, press, SHOP, screenText, session } from './support.ts';

const SHADOWED = {
  ...SHOP,
  routes: [
    { path: '/users/{user_id}', methods: ['GET'], params: { user_id: 'int' } },
    'GET /users/me',
    'GET /users/{user_id}/orders',
  ],
};

/** As after the work beside the keyboard. */
function linted(state = session({ columns: 120, rows: 30 }, SHADOWED)) {
  if (!state.compiled) throw new Error('no application');
  return update(state, { kind: 'linted', app: state.compiled, findings: lint(state.compiled) })[0];
}

describe('findings of lint in the table', () => {
  test('mark the row that they are about, and no other', () => {
    const text = screenText(linted());
    expect(text).toMatch(/^ ! +\d+ +GET +\/users\/me/m);
    expect(text.match(/^ ! /gm)).toHaveLength(1);
  });

  test('give way to what is said of the request', () => {
    expect(screenText(press(linted(), 'GET /users/me'))).toMatch(/^ ○ +\d+ +GET +\/users\/me/m);
  });

  test('stand in the details with their fix and rule', () => {
    const text = screenText(press(linted(), '[tab]/me[enter]')).replace(/\s+/g, ' ');
    expect(text).toContain('never reached');
    expect(text).toContain('shadowed-route');
  });

  test('of another application count no more', () => {
    const state = linted();
    const other = session({ columns: 120, rows: 30 }, SHOP);
    expect(screenText({ ...state, compiled: other.compiled })).not.toMatch(/^ ! /m);
  });

  test('are asked for when routes arrive, and again when an edit has changed them', () => {
    const asks = (steps: string) => play(linted(), steps)[1].filter(({ kind }) => kind === 'lint');
    expect(asks('GET /users/me')).toEqual([]);
    expect(asks('GET /users/me[enter]')).toHaveLength(1);
  });
});
