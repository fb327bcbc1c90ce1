import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { BINDINGS } from '../../src/session/keys.ts';
import { lineText, lineWidth } from '../../src/session/screen.ts';
import { type Action, initialState, type Size, type State } from '../../src/session/state.ts';
import { update } from '../../src/session/update.ts';
import { viewModel } from '../../src/session/view/view-model.ts';
import { runs } from '../support/runs.ts';
import { press, SHOP, SIZES, session } from './support.ts';

const HOSTILE: RoutesFile = {
  framework: 'fastapi',
  routes: [
    {
      path: '/\u001b[31mred/\u202etxt/{a}',
      methods: ['GET'],
      name: '\u001b]0;title\u0007',
      tags: ['\r\n', '漢字漢字漢字'],
    },
    { path: `/${'long/'.repeat(80)}{x}`, methods: ['GET', 'POST'], params: { x: 'int' }, summary: '👩‍👩‍👧'.repeat(60) },
    { path: '/cafe\u0301/{e\u0301}', methods: ['VERYLONGMETHODNAME'] },
    { mount: '/m', app: { kind: 'asgi' } },
  ],
};

/** Exactly the size asked for, and nothing that a terminal would obey. */
function expectSound(state: State): void {
  const screen = viewModel(state);
  expect(screen.lines.length).toBe(state.size.rows);
  for (const line of screen.lines) {
    expect(lineWidth(line), lineText(line)).toBeLessThanOrEqual(state.size.columns);
    expect(lineText(line)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  }
  if (screen.cursor) {
    expect(screen.cursor.x).toBeLessThan(Math.max(1, state.size.columns));
    expect(screen.cursor.y).toBeLessThan(Math.max(1, state.size.rows));
  }
}

const keys = fc.constantFrom(...new Set(BINDINGS.flatMap((binding) => binding.keys)), 'unknown');
const typing = fc.oneof(
  fc.constantFrom(
    'GET /api/user',
    '/',
    'GET /api/users/',
    '/\u001b[31m',
    'q',
    'users',
    'PATCH ',
    '42',
    '漢',
    'e\u0301',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const size: fc.Arbitrary<Size> = fc.oneof(
  fc.constantFrom(...SIZES),
  fc.record({ columns: fc.integer({ min: 1, max: 210 }), rows: fc.integer({ min: 1, max: 60 }) }),
);
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: keys.map((key): Action => ({ kind: 'key', key })) },
  { weight: 4, arbitrary: typing.map((text): Action => ({ kind: 'text', text })) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text): Action => ({ kind: 'paste', text })) },
  { weight: 1, arbitrary: size.map((to): Action => ({ kind: 'resize', size: to })) },
);

describe('whatever is done', () => {
  test.each([
    ['an ordinary application', SHOP],
    ['a hostile one', HOSTILE],
    ['an empty one', { framework: 'starlette' } satisfies RoutesFile],
  ])('%s is drawn soundly', (_, file) => {
    fc.assert(
      fc.property(size, fc.array(action, { maxLength: 25 }), (first, actions) => {
        let state = session(first, file);
        expectSound(state);
        for (const one of actions) {
          [state] = update(state, one);
          expectSound(state);
        }
      }),
      { numRuns: runs(25) },
    );
  });

  test('and before anything is loaded', () => {
    fc.assert(
      fc.property(size, fc.array(action, { maxLength: 15 }), (first, actions) => {
        let state = initialState('\u001b[31mx.yaml', first);
        for (const one of actions) {
          [state] = update(state, one);
          expectSound(state);
        }
      }),
      { numRuns: runs(25) },
    );
  });
});

describe('the screen', () => {
  test.each(SIZES)('shows a verdict and the table at %j', (given) => {
    const text = viewModel(press(session(given), 'GET /api/user'))
      .lines.map(lineText)
      .join('\n');
    for (const part of ['Registered Routes', '404 Not Found', '≈1 GET', '/api/users', 'F1 help', 'nearmiss']) {
      expect(text).toContain(part);
    }
  });

  test('says so where the terminal is too small', () => {
    const text = viewModel(session({ columns: 50, rows: 12 }))
      .lines.map(lineText)
      .join('\n');
    expect(text).toContain('60×16');
  });

  test('keeps the answer and the selection over a resize there and back', () => {
    const before = press(session(), 'GET /api/user[tab][tab][down]');
    let after = before;
    for (const one of [SIZES[0], SIZES[3], SIZES[1]]) if (one) [after] = update(after, { kind: 'resize', size: one });
    expect(viewModel(after)).toEqual(viewModel(before));
  });
});
