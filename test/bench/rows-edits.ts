import { compile } from '../../src/dialects/index.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import type { RouteShape, RoutesFile } from '../../src/formats/routes-file/shape.ts';
import { impactOf } from '../../src/session/lab/impact.ts';
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
  ['redirect_slashes', '[f4]redirect[enter][esc]'],
  ['root_path', '[f4]root_path[enter][ctrl-u]/root[enter][esc]'],
  ['docs off', '[f4]docs_url[enter][ctrl-u][enter][esc]'],
  ['another framework', 'f'],
  ['reset', 'R'],
];

/** One session with everything that runs beside its keyboard, and how long each piece of that took. */
function drive(shape: Shape, count: number) {
  let longest = { ms: 0, what: '' };
  const noted = <T>(what: string, work: () => T): T => {
    const began = performance.now();
    const result = work();
    const ms = performance.now() - began;
    if (ms > longest.ms) longest = { ms, what };
    return result;
  };
  const dispatch = (action: Action) => {
    store.dispatch(action);
    noted('view', () => viewModel(store.state()));
  };
  const background = createBackground(dispatch, (work, step) => () => noted(work, step));
  const perform = (effect: Effect) => {
    if (effect.kind === 'prepare' || effect.kind === 'filter' || effect.kind === 'search' || effect.kind === 'compare')
      background.run(effect);
  };
  const first = initialState('bench', { columns: 100, rows: 30 });
  const store = createStore(first, perform, (state, action) => noted('update', () => update(state, action)));
  const app = compile(buildTree(fileOf(shape, count)));
  dispatch({ kind: 'loaded', app, problems: [] });
  return {
    state: store.state,
    stop: background.stop,
    /** The cursor to a row somewhere in the table. */
    goTo: (part: number) => {
      dispatch({ kind: 'key', key: 'esc' });
      for (let i = 0; i < 4 && store.state().focus !== 'table'; i++) dispatch({ kind: 'key', key: 'tab' });
      dispatch({ kind: 'key', key: part < 0.5 ? 'home' : 'end' });
      const rows = (store.state().app?.rows.length ?? 0) * Math.min(part, 1 - part);
      for (let i = 0; i < Math.min(rows / 14, 300); i++)
        dispatch({ kind: 'key', key: part < 0.5 ? 'pagedown' : 'pageup' });
    },
    /** Presses keys and waits until nothing is left to do; the ms that their longest piece took, and all of it. */
    press: async (keys: string, until: (state: State) => boolean) => {
      longest = { ms: 0, what: '' };
      const began = performance.now();
      for (const [, named, typed] of keys.matchAll(/\[([^\]]+)\]|([^[]+)/g)) {
        if (named) dispatch({ kind: 'key', key: named });
        for (const text of typed ?? '') dispatch({ kind: 'text', text });
      }
      const shown = longest.ms;
      while (!until(store.state()) && background.isBusy()) await turn();
      const whole = performance.now() - began;
      while (background.isBusy()) await turn();
      return { shown, longest, whole };
    },
  };
}

const turn = () => new Promise((done) => setImmediate(done));

/** What each change of the application costs: until it is on screen, its longest piece, until its impact is known. */
export const edits: Bench = async ({ short }) => {
  const rows: Row[] = [];
  for (const shape of ['flat', 'document', 'routers', 'mounts'] as const) {
    for (const count of short ? [1000, 10_000] : [1000, 10_000, 100_000]) rows.push(...(await ofShape(shape, count)));
  }
  return rows;
};

/** Rows at these parts of the table are changed, one after the other. */
const PLACES = [0.5, 0.3, 0.8];

async function ofShape(shape: Shape, count: number): Promise<readonly Row[]> {
  const session = drive(shape, count);
  await session.press('GET /x', () => true);
  await session.press('[tab]', () => true);
  const samples = new Map<string, { shown: number[]; longest: number[]; whole: number[]; what: string }>();
  for (const place of PLACES) {
    for (const [name, keys] of GESTURES) {
      const before = session.state().app;
      if (!GOES_ON.has(name)) session.goTo(place);
      const { shown, longest, whole } = await session.press(
        keys,
        (now) => now.app !== before && impactOf(now) !== null,
      );
      // Not every shape has something to change there.
      if (session.state().app === before) continue;
      const sample = samples.get(name) ?? { shown: [], longest: [], whole: [], what: '' };
      samples.set(name, sample);
      if (longest.ms >= Math.max(0, ...sample.longest)) sample.what = longest.what;
      sample.shown.push(shown);
      sample.longest.push(longest.ms);
      sample.whole.push(whole);
    }
  }
  session.stop();
  const kinds = [...samples].map(([name, sample]) => ({
    name,
    ...sample,
    median: figureOf(sample.longest).median,
    complete: figureOf(sample.whole).median,
  }));
  const worst = kinds.reduce((one, other) => (other.median > one.median ? other : one));
  const slowest = kinds.reduce((one, other) => (other.complete > one.complete ? other : one));
  return [
    rowOf({
      what: `${kinds.length} kinds of change, ${shape}, ${count} routes: longest piece`,
      unit: 'ms',
      ours: figureOf(kinds.flatMap(({ longest }) => longest)),
      against: null,
      goal: { atMost: count > 10_000 ? 30 : 16, of: 'ours' },
      note: [
        `the worst of them: ${worst.name}, ${worst.median.toFixed(0)} ms (${worst.what})`,
        `on screen after ${ms(kinds.flatMap(({ shown }) => shown))}`,
        `impact complete after ${ms(kinds.flatMap(({ whole }) => whole))}, at most (${slowest.name}) ${slowest.complete.toFixed(0)} ms`,
      ].join('; '),
    }),
  ];
}

/** What is done to the route that the gesture before was about. */
const GOES_ON: ReadonlySet<string> = new Set(['switch it on', 'undo', 'redo']);

const ms = (samples: readonly number[]) => `${figureOf(samples).median.toFixed(1)} ms`;
