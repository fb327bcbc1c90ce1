import { type Action, type Effect, initialState, type State } from '../../src/session/state.ts';
import { update } from '../../src/session/update.ts';
import { viewModel } from '../../src/session/view/view-model.ts';
import { type Row, rowOf, single } from './figure.ts';
import { heap } from './heap.ts';
import { appOf } from './rows-library.ts';
import type { Bench } from './run.ts';

/** The session as the terminal runs it: each action drawn, each search carried to its end. */
function session() {
  let state: State = initialState('bench', { columns: 100, rows: 30 });
  const act = (action: Action) => {
    const [next, effects] = update(state, action);
    state = next;
    viewModel(state);
    for (const effect of effects) if (effect.kind === 'search') find(effect);
  };
  const find = ({ app, text, search }: Effect & { kind: 'search' }) => {
    while (!search.step(100_000));
    const diagnosis = search.result();
    if (diagnosis) act({ kind: 'diagnosed', app, text, diagnosis });
  };
  return { act, state: () => state };
}

/** A request typed, looked at from the table, filtered, and deleted again: one key after the other without end. */
function* keys(): Generator<Action> {
  const requests = ['GET /order/itms/42', 'POST /acount/badges', 'DELETE /users/x/y/z', '/journey/ledgers/7/'];
  for (let i = 0; ; i++) {
    const text = requests[i % requests.length] as string;
    for (const letter of text) yield { kind: 'text', text: letter };
    yield { kind: 'key', key: 'tab' };
    yield { kind: 'key', key: 'down' };
    yield { kind: 'key', key: 'shift-tab' };
    for (const _ of text) yield { kind: 'key', key: 'backspace' };
  }
}

export const memory: Bench = async ({ short, sources }) => {
  const count = short ? 20_000 : 100_000;
  const rows: Row[] = [];
  {
    const source = sources.document(count);
    const before = await heap();
    const app = await appOf(source);
    const { act } = session();
    act({ kind: 'loaded', app, problems: [] });
    const loaded = (await heap()) - before;
    act({ kind: 'text', text: 'GET /order/itms' });
    const searched = (await heap()) - before;
    const note = `${searched.toFixed(0)} MB with the index of the near-miss search`;
    const goal = { atMost: (150 * count) / 100_000, of: 'ours' } as const;
    rows.push(
      rowOf({
        what: `heap after loading ${count} operations`,
        unit: 'MB',
        ours: single(loaded),
        against: null,
        goal,
        note,
      }),
    );
    // Alive until here.
    act({ kind: 'resize', size: { columns: 80, rows: 24 } });
  }
  const source = sources.document(1000);
  const { act } = session();
  act({ kind: 'loaded', app: await appOf(source), problems: [] });
  const typing = keys();
  const type = (times: number) => {
    for (let i = 0; i < times; i++) act(typing.next().value as Action);
  };
  type(1000);
  const start = await heap();
  const presses = short ? 2000 : 10_000;
  type(presses);
  const typed = await heap();
  rows.push(growth(`heap after ${presses} more keystrokes`, typed, start, '1,000 keystrokes'));

  const reload = async (times: number) => {
    for (let i = 0; i < times; i++) {
      act({ kind: 'loaded', app: await appOf(source), problems: [] });
      type(3);
    }
  };
  await reload(20);
  const reloaded = await heap();
  const times = short ? 40 : 200;
  await reload(times);
  rows.push(growth(`heap after ${times} more reloads`, await heap(), reloaded, '20 reloads'));
  return rows;
};

const growth = (what: string, after: number, before: number, name: string): Row =>
  rowOf({
    what,
    unit: 'MB',
    ours: single(after),
    against: { what: `after ${name}`, ...single(before) },
    goal: { atMost: 1.05 },
  });
