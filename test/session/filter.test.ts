import { go } from 'fuzzysort';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/dialects/index.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { createFilter, filterRows } from '../../src/session/filter.ts';
import { rowsOf } from '../../src/session/rows-of.ts';
import { filteredRows } from '../../src/session/selectors.ts';
import type { Effect, State } from '../../src/session/state.ts';
import { update } from '../../src/session/update.ts';
import { play, press, SHOP, screenText, session } from './support.ts';

const NAMES = ['account', 'album', 'badge', 'basket', 'coupon', 'device', 'grade', 'invoice', 'order', 'user'];
const routes = Array.from({ length: 1500 }, (_, i) => {
  const base = `/${NAMES[i % 10]}s/${NAMES[(i * 7 + 3) % 10]}-${i}`;
  return [`GET ${base}`, `POST ${base}`];
}).flat();
const MANY = { framework: 'starlette', routes } as const;
const large = () => session(undefined, MANY);
const app = compile(buildTree(MANY));

/** What the terminal does with the effect. */
function carryOut(state: State, effect: Effect | undefined): State {
  if (effect?.kind !== 'filter') throw new Error('no filter was asked for');
  const run = createFilter(effect.app, effect.query);
  while (!run.step());
  return update(state, {
    kind: 'filtered',
    found: { app: effect.app, query: effect.query, rows: run.result() },
  })[0];
}

describe('filtering', () => {
  const texts = app.rows.map(({ index, method, registration }) => ({
    index,
    text: `${method} ${registration.path} ${registration.name} `,
  }));
  // One letter more, letters fewer, another word: what was found before must not decide what is found now.
  test.each('u us use user use us u x post post-ord ord basket-12 get/acc a [ '.split(' ').filter(Boolean))(
    'in steps finds for %j what one pass finds, in registration order',
    (query) => {
      const found = go(query, texts, { key: 'text', limit: 0, threshold: 0.3 }).map(({ obj }) => obj.index);
      expect(filterRows(app, query)).toEqual(found.sort((a, b) => a - b));
    },
  );

  test('a query that another one overtook changes nothing', () => {
    const given = createFilter(app, 'user');
    given.step();
    expect(filterRows(app, 'users').length).toBeGreaterThan(0);
    while (!given.step());
    expect(given.result()).toEqual(filterRows(compile(buildTree(MANY)), 'user'));
  });
});

describe('the filter of a large table', () => {
  test('runs beside the typing, and says so until it is done', () => {
    const [typed, effects] = play(large(), '[tab]/user');
    expect(effects.map(({ kind }) => kind)).toEqual(['filter']);
    expect(screenText(typed)).toContain('… of 3000');
    const found = carryOut(typed, effects[0]);
    expect(screenText(found)).toContain(`${filterRows(app, 'user').length} of 3000`);
  });

  test('shows the last rows found as such, never as those of the new query', () => {
    const [typed, effects] = play(large(), '[tab]/user');
    const found = carryOut(typed, effects[0]);
    const [more, asked] = play(found, 's');
    expect(filteredRows(more)).toEqual({ rows: filteredRows(found)?.rows, current: false });
    expect(screenText(more)).toContain('… of 3000');
    expect(filteredRows(carryOut(more, asked.at(-1)))?.current).toBe(true);
  });

  test('ignores what comes too late', () => {
    const [typed, effects] = play(large(), '[tab]/user');
    const cleared = press(typed, '[esc]');
    expect(carryOut(cleared, effects[0])).toBe(cleared);
  });

  test('is done at once in a small one', () => {
    expect(play(session(), '[tab]/orders')[1]).toEqual([]);
  });
});

test('rows are found by their registration', () => {
  const shop = compile(buildTree(SHOP));
  for (const registration of shop.registrations) {
    expect(rowsOf(shop, registration)).toEqual(shop.rows.filter((row) => row.registration === registration));
    expect(rowsOf(app, registration)).toEqual([]);
  }
});
