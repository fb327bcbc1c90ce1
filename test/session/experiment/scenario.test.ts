import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../src/dialects/index.ts';
import { readSource } from '../../../src/formats/read-source.ts';
import { buildTree } from '../../../src/formats/routes-file/build-tree.ts';
import { openScenario } from '../../../src/formats/scenario-file/read-scenario-file.ts';
import { appOf, baseApp } from '../../../src/session/experiment/experiment.ts';
import { exportText } from '../../../src/session/experiment/export-text.ts';
import { impactOf } from '../../../src/session/experiment/shown-impact.ts';
import { BINDINGS } from '../../../src/session/keys.ts';
import { contextOf, type State } from '../../../src/session/state.ts';
import { update } from '../../../src/session/update.ts';
import { compareAnswers } from '../../../src/whatif/impact.ts';
import { jumpTo, treeOf } from '../../../src/whatif/scenario.ts';
import { runs } from '../../support/runs.ts';
import { allProbes } from '../../whatif/all-probes.ts';
import { play, press, SHOP, screenText, session } from '../support.ts';
import { changes, onRow, rows } from './support.ts';

const two = press(onRow('read_me'), 'Kd');

describe('undo and redo', () => {
  test('go back to the base itself, and forward again', () => {
    const base = session();
    expect(changes(two)).toHaveLength(2);
    const back = press(two, 'uu');
    expect(back.compiled).toBe(baseApp(back.experiment));
    expect(rows(back)).toEqual(rows(base));
    expect(changes(press(back, 'UU'))).toEqual(changes(two));
    expect(changes(press(back, '[ctrl-y][ctrl-y][ctrl-z]'))).toHaveLength(1);
  });

  test('say so at the ends', () => {
    expect(screenText(press(session(), '[ctrl-z]'))).toContain('nothing to undo');
    expect(screenText(press(session(), '[ctrl-y]'))).toContain('nothing to redo');
  });

  test('work from the bar, where the typed request stays', () => {
    const state = press(session(), 'GET /api/users/me[enter][ctrl-z]');
    expect([state.bar.text, changes(state)]).toEqual(['GET /api/users/me', []]);
  });
});

describe('the list of changes', () => {
  const list = press(two, '[ctrl-t][right][right]');

  test('says them in words, counts them in the header, and marks the present point', () => {
    const text = screenText(list);
    expect(text).toContain('± 2 changes*');
    expect(text).toContain('[Changes 2]');
    expect(text).toMatch(/^ › {2}2 {2}duplicate GET \/api\/users\/me/m);
  });

  test('goes to any point', () => {
    expect(changes(press(list, '[home][enter]'))).toEqual([]);
    const first = press(list, '[home][down][enter]');
    expect(changes(first)).toEqual(['move `GET /api/users/me` above `GET,DELETE /api/users/{user_id}`']);
    expect(screenText(first)).toContain('undone: duplicate');
    expect(changes(press(first, '[end][enter]'))).toHaveLength(2);
  });

  test('R resets, N names', () => {
    expect(changes(press(list, 'R'))).toEqual([]);
    expect(screenText(press(list, 'Nme first[enter]'))).toContain('“me first”');
  });
});

describe('the impact', () => {
  test('lists every answer that changes, the count with it', () => {
    const text = screenText(press(onRow('read_me', session({ columns: 120, rows: 30 })), 'K'));
    expect(text).toContain('[Impact 3]');
    expect(text).toMatch(/GET \/api\/users\/me +422 \/api\/users\/\{user_id\} .*→ 200 \/api\/users\/me/);
    expect(text).toContain('422 → 200 ×1');
  });

  test('Enter puts a request into the bar', () => {
    const state = press(onRow('read_me'), 'K[ctrl-t][enter]');
    expect([state.bar.text, state.focus]).toEqual(['GET /api/users/me', 'bar']);
  });

  test('pinned requests come first, then those asked earlier', () => {
    const asked = press(session(), 'DELETE /api/users/me[alt-p][ctrl-u]GET /api/users/me?x=1[enter][enter]');
    const lines = screenText(asked).split('\n');
    const at = lines.findIndex((line) => line.includes('What if'));
    expect(lines[at + 1]).toContain('GET /api/users/me?x=1');
    expect(screenText(press(asked, '[ctrl-u]GET /api/users/me[alt-p]'))).toMatch(/◆ GET \/api\/users\/me /);
  });

  test('of a large application is asked for, and a stale one is never shown', () => {
    const routes = Array.from({ length: 2_000 }, (_, i) => `GET /r${i}`);
    const large = session(undefined, { framework: 'fastapi', routes });
    const [state, effects] = play(large, '[tab][down][down][down][down][down][down]x');
    const asked = effects.find((effect) => effect.kind === 'compare');
    expect(asked).toMatchObject({ before: large.compiled, after: state.compiled });
    expect(screenText(state)).toContain('comparing…');
    const impact = { done: true, compared: 1, changed: 7, changes: [], tally: new Map([['200 → 404', 7]]) };
    if (!large.compiled || !state.compiled) throw new Error('no application');
    const found = { kind: 'impact', before: large.compiled, after: state.compiled, impact } as const;
    const [known] = update(state, found);
    expect(screenText(known)).toContain('[Impact 7]');
    expect(screenText(press(known, 'x'))).toContain('comparing…');
    expect(screenText(update(press(state, 'x'), found)[0])).toContain('comparing…');
  });
});

describe('the panel', () => {
  test('opens with the first change, and a closed one stays closed', () => {
    const opened = press(onRow('read_me'), 'K');
    expect(opened.experiment.open).toBe(true);
    const closed = press(opened, '[ctrl-t][ctrl-t]');
    expect([closed.experiment.open, closed.focus]).toEqual([false, 'table']);
    expect(press(closed, 'K').experiment.open).toBe(false);
  });

  test('esc leads back to where the keyboard was, and from the bar closes it', () => {
    const inPanel = press(onRow('read_me'), 'K[ctrl-t]');
    const back = press(inPanel, '[esc]');
    expect([back.focus, back.table.cursor]).toEqual(['table', inPanel.table.cursor]);
    expect(press(back, '[esc][esc]').experiment.open).toBe(false);
  });

  test('is where tab comes to', () => {
    expect(contextOf(press(session(), '[ctrl-t][esc][tab][tab]'))).toBe('impact');
  });
});

describe('pins', () => {
  const pinned = press(session(), 'GET /api/health[alt-p][ctrl-u]GET /api/users/me[alt-p][tab]');

  test('are kept, shown before and after, those that change first', () => {
    const moved = press(pinned, '[tab][enter]');
    const text = screenText(press({ ...moved, focus: 'bar' }, 'x[ctrl-u]GET /api/users/me[enter][ctrl-t][right]'));
    expect(text).toContain('[Pins 1/2]');
    expect(text).toMatch(/± GET \/api\/users\/me .*\n +GET \/api\/health/);
  });

  test('ask to be saved, and let go by the same key or by x', () => {
    const [state, effects] = play(session(), 'GET /a[alt-p]');
    expect(effects).toContainEqual({ kind: 'keep-pins', pins: ['GET /a'] });
    expect(press(state, '[alt-p]').experiment.pins).toEqual([]);
    expect(press(state, '[ctrl-t][right]x').experiment.pins).toEqual([]);
  });

  test('p pins an example of the chosen route', () => {
    expect(press(onRow('read_me'), 'p').experiment.pins).toEqual(['GET /api/users/me']);
  });

  test('of earlier sessions come in front; what is no request is dropped', () => {
    const [state] = update(press(session(), 'GET /b[alt-p]'), { kind: 'pins-loaded', pins: ['GET /a', '', 'GET /b'] });
    expect(state.experiment.pins).toEqual(['GET /a', 'GET /b']);
  });
});

describe('saving', () => {
  test('asks for a file name beside the source, and writes what was asked for', () => {
    const [asking, effects] = play(two, '[ctrl-s][enter][enter]');
    expect(effects.at(-1)).toMatchObject({
      kind: 'write',
      what: 'scenario',
      path: 'shop.scenario.yaml',
      overwrite: false,
    });
    const [exists] = update(asking, {
      kind: 'written',
      what: 'scenario',
      path: 'shop.scenario.yaml',
      fault: null,
      exists: true,
    });
    expect(screenText(exists)).toContain('exists  ─ ⏎ again to overwrite');
    expect(play(exists, '[enter]')[1].at(-1)).toMatchObject({ overwrite: true });
    const [saved, after] = update(exists, { kind: 'written', what: 'scenario', path: 'x', fault: null, exists: false });
    expect(saved.overlay).toBeNull();
    expect(screenText(saved)).toMatch(/± 2 changes(?!\*)/);
    expect(after).toEqual([{ kind: 'keep-changes', text: null, settled: true }]);
    expect(
      screenText(update(asking, { kind: 'written', what: 'scenario', path: 'x', fault: 'no room', exists: false })[0]),
    ).toContain('no room');
  });

  test('a saved scenario reopens as it was', async () => {
    const tree = baseApp(two.experiment)?.tree;
    if (!tree) throw new Error('no application');
    const { scenario, problems } = await openScenario(exportText(two, 'scenario'), 'x', tree);
    expect(problems).toEqual([]);
    if (!scenario) throw new Error('no scenario');
    const [state] = update(session(), { kind: 'loaded', app: compile(tree), problems: [], scenario });
    expect(
      changes(
        update(
          { ...state, experiment: { ...state.experiment, scenario: null } },
          { kind: 'loaded', app: compile(tree), problems: [], scenario },
        )[0],
      ),
    ).toEqual(changes(two));
  });

  test('a saved routes file gives the same table', async () => {
    const { tree } = await readSource(exportText(two, 'routes'), { name: 'changed.yaml', framework: null });
    expect(tree && compile(tree).rows.map((row) => `${row.method} ${row.registration.path}`)).toEqual(rows(two));
  });

  test('the list of changes is fit for a pull request, and any of them can be copied', () => {
    expect(exportText(two, 'changes')).toBe(
      '- move `GET /api/users/me` above `GET,DELETE /api/users/{user_id}`\n- duplicate `GET /api/users/me`\n',
    );
    const [, effects] = play(two, '[ctrl-s]copy list[enter]');
    expect(effects.at(-1)).toEqual({ kind: 'copy', text: exportText(two, 'changes'), what: 'list of changes' });
  });

  test('every change is kept for the next time until a file has it', () => {
    const [, effects] = play(onRow('read_me'), 'Ku');
    expect(effects).toMatchObject([
      { kind: 'keep-changes', text: expect.stringContaining('move:') },
      { kind: 'keep-changes', text: null },
    ]);
  });
});

describe('a source that changes under the changes', () => {
  const changed = (file: typeof SHOP) => compile(buildTree(file));

  test('gets them made again where they fit; the others are listed and come back with their place', () => {
    const without = { ...SHOP, routers: { users: { prefix: '/users', routes: ['GET /'] } } };
    const [state] = update(two, { kind: 'loaded', app: changed(without), problems: [] });
    expect(screenText(state)).toContain('2 of 2 changes can’t be applied  ─ ctrl-t: list');
    expect(screenText(press(state, '[ctrl-t][right][right]'))).toContain('can’t be applied: ');
    expect(screenText(press(state, '[ctrl-s]'))).toContain('2 changes; for --scenario');
    const [again] = update(state, { kind: 'loaded', app: changed(SHOP), problems: [] });
    expect(changes(again)).toEqual(changes(two));
  });

  test('gets nothing taken away where it can’t be read', () => {
    expect(changes(update(two, { kind: 'loaded', app: null, problems: [] })[0])).toEqual(changes(two));
  });
});

describe('changes left from an earlier session', () => {
  const left = { name: '', edits: two.experiment.scenario?.steps ?? [] };
  const [offered] = update(session(), { kind: 'changes-left', left });

  test('are offered, not made', () => {
    expect(changes(offered)).toEqual([]);
    expect(screenText(offered)).toContain('ctrl-y restores');
    expect(screenText(offered)).toContain('2 changes from last time');
  });
  test('come back with ctrl-y, go with R', () => {
    expect(changes(press(offered, '[ctrl-y]'))).toEqual(changes(two));
    const [gone, effects] = play(offered, '[tab]R');
    expect([gone.experiment.left, effects.at(-1)]).toEqual([null, { kind: 'keep-changes', text: null, settled: true }]);
  });
  test('are not lost by changes of this session', () => {
    const [state, effects] = play(offered, '[tab]J');
    expect(effects.findLast(({ kind }) => kind === 'keep-changes')).toMatchObject({ settled: false });
    expect(changes(press(state, '[ctrl-y]'))).toHaveLength(3);
  });
});

describe('the tour', () => {
  test('leads through request, near miss, move and undo with the real keys, and ends by itself', () => {
    const [start, effects] = update(session(), { kind: 'tour' });
    expect(effects).toEqual([{ kind: 'remember-tour' }]);
    const at = (state: State) => /tour (\d)\/5/.exec(screenText(state))?.[1] ?? null;
    expect(at(start)).toBe('1');
    const typed = press(start, 'GET /api/healt');
    expect(at(typed)).toBe('2');
    const taken = press(typed, '[enter]');
    expect(at(taken)).toBe('3');
    const moved = press(taken, '[tab]J');
    expect(at(moved)).toBe('4');
    const undone = press(moved, 'u');
    expect(at(undone)).toBe('5');
    expect(at(press(undone, '[down]'))).toBeNull();
  });
  test('one that nobody asked for goes where nobody follows it, and takes no key away', () => {
    const [start] = update(session(), { kind: 'tour' });
    expect(press(start, '[ctrl-p]').tour).toBeNull();
    expect(press(start, '[tab][down][down][down][down][down][down]').tour).toBeNull();
    const back = press(start, '[tab][esc]');
    expect([back.tour, back.focus]).toEqual([null, 'bar']);
    expect(press(session(), '[f3][ctrl-p][esc]').tour).not.toBeNull();
  });
  test('esc skips it at any step; F3 starts it again', () => {
    expect(press(session(), '[f3][esc]').tour).toBeNull();
    expect(press(session(), '[f3]GET /api/healt[esc]').tour).toBeNull();
    expect(press(session(), '[tab][f3]').focus).toBe('bar');
  });
});

describe('whatever is pressed', () => {
  const keys = fc.constantFrom(
    ...new Set(BINDINGS.flatMap((binding) => binding.keys)),
    ...'KKKJJJxduUei',
    'space',
    'space',
    'enter',
    'enter',
    'tab',
  );
  const words = fc.constantFrom('/x', 'GET /n', 'int', 'GET /api/users/me', '', '/api', 'off');
  const script = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: keys.map((key) => ({ kind: 'key', key }) as const) },
      { weight: 1, arbitrary: words.map((text) => ({ kind: 'text', text }) as const) },
    ),
    { maxLength: 40 },
  );

  test('what is on screen is the scenario, its start is the base, and the impact is what asking everything twice finds', () => {
    let most = 0;
    fc.assert(
      fc.property(script, (actions) => {
        const first = press(session(), 'GET /api/users/me[tab][tab]');
        const state = actions.reduce((now, action) => update(now, action)[0], first);
        const { scenario } = state.experiment;
        if (!scenario || !state.compiled || !first.compiled) throw new Error('no scenario');
        most = Math.max(most, changes(state).length);
        expect(state.compiled).toBe(appOf(treeOf(scenario)));
        expect(appOf(treeOf(jumpTo(scenario, 0)))).toBe(first.compiled);
        const impact = impactOf(state);
        const probes = new Map(
          [...allProbes(first.compiled), ...allProbes(state.compiled)].map((probe) => [
            JSON.stringify(probe.request),
            probe.request,
          ]),
        );
        const brute = [...probes.values()].filter((request) =>
          compareAnswers(first.compiled as never, state.compiled as never, request),
        );
        expect(impact?.changed).toBe(brute.length);
      }),
      { numRuns: runs(40) },
    );
    expect(most).toBeGreaterThan(2);
  });
});
