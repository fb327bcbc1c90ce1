import { describe, expect, test } from 'vitest';
import { isOffered } from '../../../src/session/experiment/pick-list.ts';
import { BINDINGS, boundIn } from '../../../src/session/keys.ts';
import { contextOf } from '../../../src/session/state.ts';
import { play, press, screenText, session } from '../support.ts';
import { changes } from './support.ts';

/** What works inside of open lists, editors and texts only; everything else the palette must have. */
const INSIDE = ['history', 'pick', 'line', 'help', 'problems'];

describe('the palette', () => {
  test.each(BINDINGS.filter(isOffered))('finds $id by its words and does it', ({ description, id }) => {
    const open = press(session(), `GET /api/users/1[ctrl-p]${description.replaceAll('[', '')}`);
    const chosen = screenText(open).split('\n')[3] ?? '';
    expect(chosen.startsWith(` › ${description}`.slice(0, 40)), chosen).toBe(true);
    const [state, effects] = play(open, '[enter]');
    expect(state.overlay?.kind === 'pick' && state.overlay.list === 'palette').toBe(false);
    if (id === 'quit' || id === 'quit-letter') expect(effects).toContainEqual({ kind: 'quit' });
  });

  test('leaves out only what works inside of something else', () => {
    const left = BINDINGS.filter((binding) => !isOffered(binding) && !binding.id.startsWith('palette'));
    for (const binding of left) {
      expect(binding.in !== 'any' && binding.in.every((context) => INSIDE.includes(context)), binding.id).toBe(true);
    }
  });

  test('performs an action of the table from the bar', () => {
    const state = press(session(), 'GET /api/users/1[ctrl-p]remove the route[enter]');
    expect(contextOf(state)).toBe('table');
    expect(changes(state)).toEqual(['remove `GET,DELETE /api/users/{user_id}`']);
  });

  test('has the settings and what can be saved', () => {
    expect(changes(press(session(), '[ctrl-p]redirect_slashes[enter]'))).toEqual(['switch off `redirect_slashes`']);
    expect(contextOf(press(session(), '[ctrl-p]save routes file[enter]'))).toBe('line');
  });

  test('goes with esc, or with its own key', () => {
    for (const key of ['esc', 'ctrl-p']) expect(press(session(), `[ctrl-p][${key}]`).overlay).toBeNull();
  });

  test('every context in which the program can be is one in which ctrl-p works', () => {
    const palette = BINDINGS.find(({ id }) => id === 'palette');
    expect(palette && boundIn(palette, 'line') && boundIn(palette, 'bar')).toBe(true);
  });
});
