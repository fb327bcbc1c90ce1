import { expect, test } from 'vitest';
import { practise } from '../../src/tui/practice.ts';
import { press, screenText, session } from '../session/support.ts';

test('practising ends, and leaves the session and its answers as they are', () => {
  for (const state of [session(), press(session(), 'GET /api/user'), session(undefined, { routes: [] })]) {
    const before = screenText(state);
    const step = practise(state);
    let steps = 0;
    while (!step()) expect(++steps).toBeLessThan(1000);
    expect(screenText(state)).toBe(before);
  }
});
