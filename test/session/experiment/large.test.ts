import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/dialects/in-slices.ts';
import { compile } from '../../../src/dialects/index.ts';
import type { RoutesFile } from '../../../src/formats/routes-file/build-tree.ts';
import { isBehind, preparing } from '../../../src/session/experiment/background-compile.ts';
import { impactOf, impactSoFar } from '../../../src/session/experiment/shown-impact.ts';
import { answerOf } from '../../../src/session/selectors.ts';
import type { Action, Effect, State, Step } from '../../../src/session/state.ts';
import { update } from '../../../src/session/update.ts';
import { createImpact } from '../../../src/whatif/impact.ts';
import { type Scenario, treeOf } from '../../../src/whatif/scenario.ts';
import { press, screenText, session } from '../support.ts';
import { rows } from './support.ts';

const COUNT = 6500;
const numbers = Array.from({ length: COUNT }, (_, i) => i);
const LISTS: Readonly<Record<string, RoutesFile>> = {
  'one list': { framework: 'fastapi', routes: numbers.map((i) => `GET /things${i}/{id}`) },
  'a document': { framework: 'openapi', routes: numbers.map((i) => `GET /things${i}/{id}`) },
  'a router': {
    framework: 'fastapi',
    routers: { all: { prefix: '/all', routes: numbers.map((i) => `GET /things${i}/{id}`) } },
    routes: ['GET /first', { include: 'all', prefix: '/api' }, 'GET /last'],
  },
  'a mount': {
    framework: 'fastapi',
    routes: [{ mount: '/sub', app: { framework: 'fastapi', routes: numbers.map((i) => `GET /things${i}/{id}`) } }],
  },
};

/** Does what was asked for beside the keyboard, as far as it is about making applications ready. */
function performed([state, effects]: Step): State {
  let now = state;
  for (const effect of effects) {
    if (effect.kind !== 'prepare') continue;
    now = performed(update(now, { kind: 'prepared', app: finish(preparing(effect.tree)) }));
  }
  return now;
}

/** A session that has got the application of its changes. */
const compiled = (state: State): State =>
  performed([state, [{ kind: 'prepare', tree: treeOf(state.experiment.scenario as Scenario) }]]);

/** A session whose application is ready, its cursor in the middle of the routes. */
function ready(file: RoutesFile): State {
  const first = session({ columns: 100, rows: 30 }, file);
  const state = performed([first, [{ kind: 'prepare', tree: first.compiled?.tree } as Effect]]);
  const table = press(state, '[tab]');
  return { ...table, table: { cursor: COUNT / 2, top: COUNT / 2 - 3 } };
}

const typed = (state: State, text: string): Step => update(state, { kind: 'text', text });
const text = screenText;

describe.each(Object.entries(LISTS))('a large application: %s', (_name, file) => {
  it('says that it is made ready for the first request, and answers once it is', () => {
    const [state, effects] = typed(session({ columns: 100, rows: 30 }, file), 'GET /nothing');
    expect(answerOf(state)).toMatchObject({ diagnosis: null, fault: null, working: true });
    expect(text(state)).toContain('indexing the routes');
    expect(effects.map(({ kind }) => kind)).not.toContain('search');
    const after = performed([state, [{ kind: 'prepare', tree: state.compiled?.tree } as Effect]]);
    expect(answerOf(after).diagnosis?.resolution.status).toBe(404);
    expect(text(after)).toContain('404 Not Found');
  });

  it.each([
    [' '],
    ['K'],
    ['J'],
    ['<'],
    ['>'],
    ['d'],
    ['x'],
    ['e[ctrl-u]/brand/new[enter]'],
    ['m[ctrl-u]PATCH[enter]'],
    ['nGET /brand/new[enter]'],
  ])('shows a change of one route once it is compiled beside the keyboard: %s', (keys) => {
    const before = ready(file);
    const behind = press(before, keys);
    expect(behind.notice).toContain('ctrl-z: undo');
    expect(isBehind(behind)).toBe(true);
    const after = compiled(behind);
    const anew = compile(structuredClone(treeOf(after.experiment.scenario as Scenario)));
    expect(rows(after)).toEqual(anew.rows.map(({ method, registration }) => `${method} ${registration.path}`));
    expect(after.compiled?.rows.map(({ index }) => index)).toEqual(after.compiled?.rows.map((_, i) => i));
    expect(answerOf(press(after, '[esc]GET /brand/new')).working).toBe(false);
    expect(rows(press(after, '[ctrl-z]'))).toEqual(rows(before));
  });
});

describe('a change of more routes than a key can wait for', () => {
  const asked = () => {
    const state = press(ready(LISTS['one list'] as RoutesFile), '[esc]GET /things7/1[tab]');
    return update(state, { kind: 'text', text: 'f' });
  };

  it('is made beside the keyboard, and nothing old is shown as current meanwhile', () => {
    const [behind, effects] = asked();
    expect(isBehind(behind)).toBe(true);
    expect(effects.map(({ kind }) => kind)).toContain('prepare');
    expect(answerOf(behind)).toMatchObject({ diagnosis: null, working: true });
    expect(text(behind)).toContain('applying the change');
    expect([impactOf(behind), impactSoFar(behind)]).toEqual([null, null]);
    const there = performed([behind, effects]);
    expect(isBehind(there)).toBe(false);
    expect(there.compiled?.tree.app.kind).toBe('starlette');
    expect(answerOf(there).diagnosis?.resolution.route).toBe('/things7/{id}');
    expect(text(there)).not.toContain('applying the change');
  });

  it('is followed by the comparison once it is there', () => {
    const [behind, effects] = asked();
    expect(effects.map(({ kind }) => kind)).not.toContain('compare');
    const effect = effects.find(({ kind }) => kind === 'prepare') as Effect & { kind: 'prepare' };
    const [there, then] = update(behind, { kind: 'prepared', app: finish(preparing(effect.tree)) });
    const compare = then.find(({ kind }) => kind === 'compare') as Effect & { kind: 'compare' };
    const run = createImpact(compare.before, compare.after);
    while (!run.step(1000));
    const done: Action = { kind: 'impact', before: compare.before, after: compare.after, impact: run.result() };
    expect(impactOf(update(there, done)[0])?.done).toBe(true);
  });

  it('that was undone before it was there is never shown', () => {
    const [behind, effects] = asked();
    const effect = effects.find(({ kind }) => kind === 'prepare') as Effect & { kind: 'prepare' };
    const back = press(behind, '[ctrl-z]');
    expect(isBehind(back)).toBe(false);
    expect(answerOf(back).diagnosis?.resolution.status).toBe(200);
    const late = update(back, { kind: 'prepared', app: finish(preparing(effect.tree)) })[0];
    expect(late.compiled).toBe(back.compiled);
  });

  it('can be followed by another one', () => {
    const [behind] = asked();
    const step = update(behind, { kind: 'text', text: 'f' });
    expect(isBehind(step[0])).toBe(true);
    expect(performed(step).compiled?.tree.app.kind).toBe('openapi');
  });
});
