import { PerformanceObserver } from 'node:perf_hooks';
import { compile } from '../../src/dialects/index.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import type { RouteShape, RoutesFile } from '../../src/formats/routes-file/shape.ts';
import { isWorking } from '../../src/session/lab/prepare.ts';
import { impactOf } from '../../src/session/lab/shown-impact.ts';
import { type Action, type Effect, initialState, type State } from '../../src/session/state.ts';
import { update } from '../../src/session/update.ts';
import { viewModel } from '../../src/session/view/view-model.ts';
import { createBackground } from '../../src/tui/background.ts';
import { createStore } from '../../src/tui/store.ts';
import { madeUpRoutes } from './documents.ts';
import { figureOf, type Row, rowOf } from './figure.ts';
import type { Bench } from './run.ts';

/** How many routes, and how they stand together. */
type Shape = 'flat' | 'document' | 'routers' | 'mounts';

/** The routes on one list, as operations of a document, or on ten lists behind routers or mounts. */
function fileOf(shape: Shape, count: number): RoutesFile {
  const routes = madeUpRoutes(count).map(({ method, path }): RouteShape => `${method} ${path}`);
  if (shape === 'flat') return { framework: 'fastapi', routes };
  if (shape === 'document') return { framework: 'openapi', routes };
  const lists = Array.from({ length: 10 }, (_, i) => routes.slice((i * count) / 10, ((i + 1) * count) / 10));
  if (shape === 'mounts')
    return {
      framework: 'fastapi',
      routes: lists.map((list, i) => ({ mount: `/m${i}`, app: { framework: 'fastapi' as const, routes: list } })),
    };
  return {
    framework: 'fastapi',
    routers: Object.fromEntries(lists.map((list, i) => [`r${i}`, { prefix: `/r${i}`, routes: list }])),
    routes: lists.map((_, i) => ({ include: `r${i}`, prefix: '/api' })),
  };
}

/** Keys as the session gets them: `[enter]` has a name, anything else is typed. */
const GESTURES: readonly (readonly [string, string])[] = [
  ['switch a route off', '[space]'],
  ['switch it on', '[space]'],
  ['move up', 'K'],
  ['move down', 'J'],
  ['move to the top', '<'],
  ['undo', '[ctrl-z]'],
  ['redo', '[ctrl-y]'],
  ['move to the bottom', '>'],
  ['change the path', 'e[ctrl-u]/changed/{thing}[enter]'],
  ['change the methods', 'm[ctrl-u]PATCH[enter]'],
  ['add a route', 'nGET /brand/new[enter]'],
  ['duplicate', 'd'],
  ['remove', 'x'],
  ['change what stands in front', 'r[enter][ctrl-u]/front[enter]'],
  ['redirect_slashes', '[f4]redirect[enter]'],
  ['root_path', '[f4]root_path[enter][ctrl-u]/root[enter]'],
  ['docs off', '[f4]docs_url[enter][ctrl-u][enter]'],
  ['another framework', 'f'],
  ['reset', 'R'],
];

/** How long a piece of work held up the keyboard, garbage collection aside. */
interface Piece {
  readonly what: string;
  readonly ms: number;
}

/** One session with everything that runs in the background, and how long each piece of that took. */
function drive(shape: Shape, count: number) {
  const collections: { readonly from: number; readonly to: number }[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      collections.push({ from: startTime, to: startTime + duration });
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  let spans: { readonly what: string; readonly from: number; readonly to: number }[] = [];
  let depth = 0;
  const noted = <T>(what: string, work: () => T): T => {
    const from = performance.now();
    depth++;
    const result = work();
    depth--;
    if (depth === 0) spans.push({ what, from, to: performance.now() });
    return result;
  };
  const dispatch = (action: Action) =>
    noted(action.kind, () => {
      store.dispatch(action);
      viewModel(store.state());
    });
  const background = createBackground(dispatch, (work, step) => () => noted(work, step));
  const perform = (effect: Effect) => {
    if (effect.kind === 'prepare' || effect.kind === 'filter' || effect.kind === 'search' || effect.kind === 'compare')
      background.run(effect);
  };
  const store = createStore(initialState('bench', { columns: 100, rows: 30 }), perform, update);
  const app = compile(buildTree(fileOf(shape, count)));
  dispatch({ kind: 'loaded', app, problems: [] });
  const pieceOf = ({ what, from, to }: (typeof spans)[number]): Piece => {
    const collected = collections.map((one) => Math.max(0, Math.min(to, one.to) - Math.max(from, one.from)));
    return { what, ms: to - from - collected.reduce((sum, ms) => sum + ms, 0) };
  };
  return {
    state: store.state,
    stop: () => {
      background.stop();
      observer.disconnect();
    },
    /** The cursor to a row somewhere in the table. */
    goTo: (part: number) => {
      dispatch({ kind: 'key', key: 'esc' });
      for (let i = 0; i < 4 && store.state().focus !== 'table'; i++) dispatch({ kind: 'key', key: 'tab' });
      dispatch({ kind: 'key', key: part < 0.5 ? 'home' : 'end' });
      const rows = (store.state().app?.rows.length ?? 0) * Math.min(part, 1 - part);
      for (let i = 0; i < Math.min(rows / 14, 300); i++)
        dispatch({ kind: 'key', key: part < 0.5 ? 'pagedown' : 'pageup' });
    },
    /** Presses keys and waits until nothing is left to do. */
    press: async (keys: string) => {
      const before = store.state().app;
      const presses = [...keys.matchAll(/\[([^\]]+)\]|([^[])/g)].map(
        ([, key, text]): Action => (key ? { kind: 'key', key } : { kind: 'text', text: text ?? '' }),
      );
      // What counts begins with the key that makes the change.
      for (const one of presses.slice(0, -1)) dispatch(one);
      spans = [];
      collections.length = 0;
      const began = performance.now();
      for (const one of presses.slice(-1)) dispatch(one);
      const when = async (is: (state: State) => boolean) => {
        while (!is(store.state()) && background.isBusy()) await turn();
        return performance.now() - began;
      };
      const shown = await when(({ app }) => app !== before);
      await when((state) => !isWorking(state));
      const answered = spans.length;
      const impact = await when((state) => impactOf(state) !== null);
      while (background.isBusy()) await turn();
      // The observer hears of collections a turn later.
      await turn();
      const pieces = spans.map(pieceOf);
      const work = pieces.slice(0, answered).reduce((sum, { ms }) => sum + ms, 0);
      const longest = pieces.reduce((one, other) => (other.ms > one.ms ? other : one), { what: '', ms: 0 });
      return { isChanged: store.state().app !== before, shown, work, impact, longest };
    },
  };
}

const turn = () => new Promise((done) => setImmediate(done));

/** What an edit may cost, by the number of routes: its longest piece, and all work until there is an answer or the time until it's on screen. */
const GOALS = { 5000: { piece: 16, work: 30 }, 100000: { piece: 50, shown: 800 } } as const;

/** What each kind of edit costs: its longest piece, all work until it's answered, and when it's on screen. */
export const edits: Bench = async ({ short }) => {
  const rows: Row[] = [];
  for (const shape of ['flat', 'document', 'routers', 'mounts'] as const) {
    for (const count of short ? ([5000] as const) : ([5000, 100_000] as const)) {
      rows.push(...(await ofShape(shape, count)));
    }
  }
  return rows;
};

/** Rows at these parts of the table are changed, one after the other. */
const PLACES = [0.5, 0.3, 0.8];

async function ofShape(shape: Shape, count: keyof typeof GOALS): Promise<readonly Row[]> {
  const session = drive(shape, count);
  await session.press('GET /x');
  await session.press('[tab]');
  const samples: { readonly name: string; readonly pressed: Awaited<ReturnType<typeof session.press>> }[] = [];
  for (const place of PLACES) {
    for (const [name, keys] of GESTURES) {
      if (!GOES_ON.has(name)) session.goTo(place);
      const pressed = await session.press(keys);
      // Not every shape has something to change there.
      if (pressed.isChanged) samples.push({ name, pressed });
    }
  }
  session.stop();
  const goal = GOALS[count];
  const row = (
    what: string,
    of: (pressed: (typeof samples)[number]['pressed']) => number,
    atMost: number,
    note = '',
  ) => {
    const slowest = samples.reduce((one, other) => (of(other.pressed) > of(one.pressed) ? other : one));
    return rowOf({
      what: `an edit, ${shape}, ${count} routes: ${what}`,
      unit: 'ms',
      ours: figureOf(samples.map(({ pressed }) => of(pressed))),
      against: null,
      goal: { atMost, of: 'ours' },
      note: `the slowest: ${slowest.name}, ${of(slowest.pressed).toFixed(0)} ms (${slowest.pressed.longest.what})${note}`,
    });
  };
  const impact = `; impact complete after ${figureOf(samples.map(({ pressed }) => pressed.impact)).median.toFixed(0)} ms`;
  return [
    row('longest piece', ({ longest }) => longest.ms, goal.piece),
    'work' in goal
      ? row('work until it is answered', ({ work }) => work, goal.work, impact)
      : row('on screen after', ({ shown }) => shown, goal.shown, impact),
  ];
}

/** What is done to the route that the gesture before was about. */
const GOES_ON: ReadonlySet<string> = new Set(['switch it on', 'undo', 'redo']);
