import { describe, expect, test } from 'vitest';
import { compile } from '../../src/dialects/index.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import type { State } from '../../src/session/state.ts';
import { update } from '../../src/session/update.ts';
import { press, SHOP, screenText, session } from './support.ts';

const footer = (state: State) => screenText(state).split('\n').at(-1) ?? '';
const small = { columns: 60, rows: 16 };

describe('the footer offers only keys that do something', () => {
  test.each([
    ['an empty impact', '[ctrl-t]', /⏎/],
    ['no pins', '[ctrl-t][right]', /⏎|x unpin/],
    ['no changes', '[ctrl-t][right][right]', /⏎/],
    ['an empty history', '[ctrl-r]', /⏎|older/],
  ])('for %s', (_, script, unwanted) => {
    expect(footer(press(session(), script))).not.toMatch(unwanted);
  });

  test.each([
    ['a change', '[tab]jjx[ctrl-t]', '⏎ use it'],
    ['a pin', 'GET /api/users[alt-p][ctrl-t][right]', 'x unpin'],
    ['a list of changes', '[tab]jjx[ctrl-t][right][right]', '⏎ go here'],
    ['a history', 'GET /api/users[enter][ctrl-r]', '⏎ use it'],
  ])('for %s', (_, script, wanted) => {
    expect(footer(press(session(), script))).toContain(wanted);
  });
});

describe('on the smallest screen, a notice shows the key to press', () => {
  const edits = press(session(), '[tab]jjxx').experiment.scenario?.steps ?? [];
  test('for changes from last time', () => {
    const [state] = update(session(small), { kind: 'changes-left', left: { name: '', edits } });
    expect(footer(state)).toBe(' 2 changes from last time: ctrl-y restores, tab R discards');
    expect(press(state, '[tab]R').experiment.left).toBeNull();
  });

  test('for changes that don’t fit the source', () => {
    const app = compile(buildTree({ ...SHOP, routers: {}, routes: [] }));
    const [state] = update(press(session(small), '[tab]jjxx'), { kind: 'loaded', app, problems: [] });
    expect(footer(state)).toMatch(/changes can’t be applied {2}─ ctrl-t: list$/);
  });

  test('for a file that exists', () => {
    const path = `${'deeply/nested/'.repeat(4)}shop.scenario.yaml`;
    const open = press(session(small), `[tab]jjx[ctrl-s]save the scenario[enter][ctrl-u]${path}`);
    const [state] = update(open, { kind: 'written', what: 'scenario', path, fault: null, exists: true });
    expect(footer(state)).toMatch(/^ deeply.*… {2}─ ⏎ again to overwrite$/);
  });

  test('for a route that can’t move within its router', () => {
    expect(footer(press(session(small), '[tab]jK'))).toMatch(/ {2}─ w: move its router$/);
  });
});

test.each(['c', 't', 'o', 'p', '[enter]', 'e', 'r', 'w'])(
  'without a selected route, %s shows that none is selected',
  (key) => {
    expect(press(session(), `[tab]/zzzz[enter]${key}`).notice).toBe('no route is selected');
  },
);
