import { compile } from '../../src/dialects/index.ts';
import type { RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { lineText } from '../../src/session/screen.ts';
import { type Effect, initialState, type Size, type State } from '../../src/session/state.ts';
import { update } from '../../src/session/update.ts';
import { viewModel } from '../../src/session/view/view-model.ts';

/** A small application with one of everything that the explorer treats in its own way. */
export const SHOP: RoutesFile = {
  framework: 'fastapi',
  docs_url: null,
  redoc_url: null,
  openapi_url: null,
  routers: {
    users: {
      prefix: '/users',
      routes: [
        { path: '', methods: ['GET'], name: 'list_users', tags: ['users'], source: 'app/users.py:12' },
        { path: '', methods: ['POST'], name: 'create_user', tags: ['users'], source: 'app/users.py:20' },
        {
          path: '/{user_id}',
          methods: ['GET', 'DELETE'],
          params: { user_id: 'int' },
          name: 'get_user',
          summary: 'One user',
          tags: ['users'],
          security: ['bearer'],
          source: 'app/users.py:31',
        },
        { path: '/me', methods: ['GET'], name: 'read_me', tags: ['users'], source: 'app/users.py:44' },
      ],
    },
    billing: { prefix: '/billing', routes: ['GET /invoices'] },
  },
  routes: [
    'GET /api/health',
    { include: 'users', prefix: '/api' },
    { path: '/api/orders/{order_id}', methods: ['GET'], params: { order_id: 'uuid' }, name: 'get_order' },
    { mount: '/static', app: { kind: 'static', files: ['app.js'] } },
    { mount: '/legacy', app: { kind: 'asgi' } },
    { websocket: '/ws/{room}' },
  ],
};

export const SIZES: readonly Size[] = [
  { columns: 60, rows: 16 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 30 },
  { columns: 200, rows: 50 },
];

/** A session with the application loaded. */
export function session(size: Size = { columns: 80, rows: 24 }, file: RoutesFile = SHOP): State {
  const app = compile(buildTree(file));
  return update(initialState('shop.yaml', size), { kind: 'loaded', app, problems: [] })[0];
}

/** Keys by name in brackets, everything else as typing: `GET /x[enter][tab]`. A `[` is typed as `[[]`. A search that they begin is finished. */
export function press(state: State, script: string): State {
  const [next, effects] = play(state, script);
  const begun = effects.findLast((effect) => effect.kind === 'search');
  if (!begun) return next;
  while (!begun.search.step(Number.POSITIVE_INFINITY));
  const diagnosis = begun.search.result();
  return diagnosis ? update(next, { ...begun, kind: 'diagnosed', diagnosis })[0] : next;
}

export function play(state: State, script: string): [State, readonly Effect[]] {
  const effects: Effect[] = [];
  let current = state;
  for (const [, key, text] of script.matchAll(/\[([^\]]+)\]|([^[]+)/g)) {
    const action = text === undefined ? { kind: 'key' as const, key: key ?? '' } : { kind: 'text' as const, text };
    const [next, asked] = update(current, action);
    current = next;
    effects.push(...asked);
  }
  return [current, effects];
}

export const screenText = (state: State): string =>
  viewModel(state)
    .lines.map((line) => lineText(line).trimEnd())
    .join('\n');

/** The lines between the request bar and the table, joined. */
export const answerText = (state: State): string => {
  const lines = screenText(state).split('\n');
  const bar = lines.findIndex((line) => line.startsWith('╰') || line.startsWith(' Request'));
  const table = lines.findIndex((line, i) => i > bar && /^(?:──|━━)/.test(line));
  return lines
    .slice(bar + 1, table)
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
};
