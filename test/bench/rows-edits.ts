import { readFileSync } from 'node:fs';
import { compile } from '../../src/dialects/index.ts';
import { readSource } from '../../src/formats/read-source.ts';
import { type Action, initialState } from '../../src/session/state.ts';
import { update } from '../../src/session/update.ts';
import { viewModel } from '../../src/session/view/view-model.ts';
import { type BackgroundEffect, createBackground } from '../../src/tui/background.ts';
import { createStore } from '../../src/tui/store.ts';
import { figureOf, type Row } from './figure.ts';
import type { Bench } from './run.ts';

/**
 * An edit in a session without a terminal: its work until requests are answered again and its impact is known, the longest turn of the
 * event loop meanwhile, and how long it takes until the changed table is shown. Lint, which waits until all of that is done, is left out.
 */
export const edits: Bench = async ({ short, sources }) => {
  const rows: Row[] = [];
  for (const [count, longest, work, shown] of [
    [5000, 16, 30, null],
    [100_000, 50, null, 800],
  ] as const) {
    const session = await open(sources.routes(count).path);
    const samples = { shown: [] as number[], longest: [] as number[], work: [] as number[] };
    // The first rounds compile the code.
    for (let round = -3; round < (short ? 5 : 15); round++) {
      await session.press({ kind: 'key', key: 'pagedown' });
      for (const [key, routes] of [
        ['d', count + 1],
        ['u', count],
        ['x', count - 1],
        ['u', count],
      ] as const) {
        const measured = await session.press({ kind: 'text', text: key }, routes);
        if (round < 0) continue;
        for (const what of ['shown', 'longest', 'work'] as const) samples[what].push(measured[what]);
      }
    }
    session.stop();
    const what = `edit at ${count.toLocaleString('en')} routes`;
    const atMost = (most: number | null) => (most === null ? null : { atMost: most });
    rows.push(
      { what: `${what}, table shown`, unit: 'ms', ours: figureOf(samples.shown), goal: atMost(shown) },
      { what: `${what}, all work`, unit: 'ms', ours: figureOf(samples.work), goal: atMost(work) },
      { what: `${what}, longest piece`, unit: 'ms', ours: figureOf(samples.longest), goal: { atMost: longest } },
    );
  }
  return rows;
};

/** A session on a routes file, with the keyboard in the table. */
async function open(path: string) {
  const dispatch = (action: Action) => {
    store.dispatch(action);
    viewModel(store.state());
  };
  const background = createBackground(dispatch);
  const store = createStore(
    initialState('bench', { columns: 100, rows: 30 }),
    (effect) => {
      if (['search', 'filter', 'prepare', 'compare'].includes(effect.kind)) background.run(effect as BackgroundEffect);
    },
    update,
  );
  const { tree } = await readSource(readFileSync(path, 'utf8'), { name: path });
  if (tree === null) throw new Error(`${path} can't be read`);
  dispatch({ kind: 'loaded', app: compile(tree), problems: [] });
  while (store.state().focus !== 'table') dispatch({ kind: 'key', key: 'tab' });
  return {
    stop: background.stop,
    /** Handles a key and all that it begins; `routes` is how many the table shows in the end. */
    press: async (key: Action, routes = store.state().compiled?.rows.length) => {
      const began = performance.now();
      dispatch(key);
      let longest = performance.now() - began;
      let work = longest;
      let shown = Number.NaN;
      for (;;) {
        if (Number.isNaN(shown) && store.state().compiled?.rows.length === routes) shown = performance.now() - began;
        if (!background.isBusy()) break;
        const turn = performance.now();
        await new Promise((done) => setImmediate(done));
        const ms = performance.now() - turn;
        longest = Math.max(longest, ms);
        work += ms;
      }
      if (Number.isNaN(shown)) throw new Error(`the edit doesn't show ${routes} routes`);
      return { shown, longest, work };
    },
  };
}
