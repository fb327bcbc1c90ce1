import { expect, test } from 'vitest';
import { createSearch } from '../../src/diagnosis/diagnose.ts';
import { makeRequest } from '../../src/model/request.ts';
import type { Action } from '../../src/session/state.ts';
import { type Background, createBackground, type Step, type Work } from '../../src/tui/background.ts';
import { session } from '../session/support.ts';

const { compiled: app } = session();
if (app === null) throw new Error('the sample can’t be compiled');
const { tree } = app;
const searchFor = (text: string) =>
  ({ kind: 'search', app, text, search: createSearch(app, makeRequest('GET', text)) }) as const;

/** A background with the actions that it dispatches, and every step that it takes. */
function observed() {
  const actions: Action[] = [];
  const steps: Work[] = [];
  const note = (work: Work, step: Step) => () => {
    steps.push(work);
    return step();
  };
  return { actions, steps, background: createBackground((action) => void actions.push(action), note) };
}

async function finish(background: Background): Promise<void> {
  while (background.isBusy()) await new Promise<void>((resolve) => setImmediate(resolve));
}

test('every kind of work ends with its action, the most urgent first', async () => {
  const { actions, background } = observed();
  background.warm(app);
  background.run({ kind: 'lint', app });
  background.run({ kind: 'compare', before: app, after: app });
  background.run(searchFor('/api/user'));
  background.run({ kind: 'filter', app, query: 'user' });
  background.run({ kind: 'prepare', tree });
  expect(actions).toEqual([]);
  await finish(background);
  expect(actions.map(({ kind }) => kind)).toEqual(['prepared', 'filtered', 'diagnosed', 'impact', 'linted']);
  expect(actions[2]).toMatchObject({ text: '/api/user', diagnosis: { resolution: { status: 404 } } });
});

test('new work takes the place of the old of its kind, even where the old one’s end begins it', async () => {
  const found: string[] = [];
  const background = createBackground((action) => {
    if (action.kind !== 'diagnosed') return;
    found.push(action.text);
    if (action.text === '/second') background.run(searchFor('/third'));
  });
  background.run(searchFor('/first'));
  background.run(searchFor('/second'));
  await finish(background);
  expect(found).toEqual(['/second', '/third']);
});

test('stops at once', async () => {
  const { actions, steps, background } = observed();
  background.run({ kind: 'lint', app });
  background.stop();
  await finish(background);
  expect([actions, steps]).toEqual([[], []]);
});

test('whatever there is to do, events are handled in between', async () => {
  let steps = 0;
  const background = createBackground(
    () => {},
    () => () => ++steps < 0,
  );
  background.run({ kind: 'lint', app });
  await new Promise<void>((resolve) => setTimeout(resolve));
  expect(background.isBusy()).toBe(true);
  background.stop();
});
