import { describe, expect, test } from 'vitest';
import type { RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { lineText } from '../../src/session/screen.ts';
import { missesOf } from '../../src/session/selectors.ts';
import { cellWidth } from '../../src/session/text-width.ts';
import { fieldView } from '../../src/session/view/bar.ts';
import { answerText, press, SHOP, SIZES, screenText, session } from './support.ts';

const LONG: RoutesFile = {
  framework: 'fastapi',
  routers: { billing: { prefix: '/billing', routes: ['GET /invoices'] } },
  routes: [
    {
      path: '/api/v2/customers/{customer_id}/orders/{order_id}',
      methods: ['GET', 'DELETE'],
      params: { customer_id: 'int', order_id: 'uuid' },
    },
    'GET /api/v2/customers/{customer_id}/orders/latest-delivered-of-this-year',
    'GET /things/green',
    'GET /things/greet',
    'GET /things/greek',
    'GET /things/greed',
    'GET /things/grees',
    { mount: '/admin', app: { kind: 'fastapi', routes: ['GET /users'] } },
    { host: '{tenant}.shop.example', app: { kind: 'starlette', routes: ['GET /dashboard'] } },
  ],
};

describe('the answer', () => {
  test.each([
    'GET /api/v2/customers/5/orders/latest-delivered-of-this-year',
    'GET /api/v2/billing/invoices',
    'GET /admin/user',
    'GET /dashboard',
    'GET /api/v2/customers/5/orders/abc',
  ])('%s: near miss and cause are on every screen', (typed) => {
    for (const size of SIZES) {
      const state = press(session(size, LONG), typed);
      const text = answerText(state);
      const [best] = missesOf(state);
      expect(text).toContain(`${best?.method} ${best?.path.slice(0, 18)}`);
      expect(text.replaceAll('\n', ' ')).toContain(best?.causes[0]?.detail.slice(0, 24));
      for (const line of text.split('\n')) expect(cellWidth(line)).toBeLessThan(size.columns);
    }
  });

  test.each(SIZES)('names the route that answers in full at $columns×$rows', (size) => {
    for (const order of ['3fa85f64-5717-4562-b3fc-2c963f66afa6', 'abc']) {
      const text = answerText(press(session(size, LONG), `DELETE /api/v2/customers/5/orders/${order}`));
      expect(text).toContain('DELETE /api/v2/customers/{customer_id}/orders/{order_id}');
    }
  });

  test('what is cut has a sign', () => {
    const text = answerText(
      press(session({ columns: 60, rows: 16 }, LONG), 'GET /api/v2/customers/5/orders/latest-delivered-of-this-year'),
    );
    expect(text.split('\n').at(-1)).toMatch(/…$/);
  });

  test('a note that is cut has a sign', () => {
    const text = answerText(press(session({ columns: 60, rows: 16 }, SHOP), 'OPTIONS /api/users'));
    expect(text.split('\n').at(-1)).toMatch(/^browsers send .*…$/);
  });

  test('says how many near misses there are: not all of them may be in sight', () => {
    const state = press(session({ columns: 60, rows: 16 }, LONG), 'GET /things/grem[down]');
    const count = missesOf(state).length;
    expect(count).toBeGreaterThan(2);
    expect(screenText(state)).toContain(`↑↓ select 2/${count}`);
  });

  test.each(SIZES)('names the near miss in full at $columns×$rows', (size) => {
    const state = press(session(size, LONG), 'GET /api/v2/customers/5/orders/latest-delivered-of-ths-year');
    const [best] = missesOf(state);
    expect(best?.path.length).toBeGreaterThan(48);
    expect(answerText(state).replaceAll('\n', '')).toContain(`GET ${best?.path}`);
  });

  test('names a near miss as it is typed, whatever the methods of the others', () => {
    const lines = answerText(press(session(), 'DELETE /api/users')).split('\n').slice(1);
    expect(lines[0]).toMatch(/^›≈1 GET \/api\/users {5,}\S/);
    expect(lines[1]).toMatch(/^≈2 DELETE \/api\/users\/1 {2}\S/);
  });

  test('shows the host of a near miss where it is another one', () => {
    expect(answerText(press(session(undefined, LONG), 'GET /dashboard'))).toContain('GET /dashboard @ tenant.shop');
  });
});

describe('a line that is longer than its field', () => {
  const text = '/api/v2/customers/漢字/orders/0123456789/items/abcdefghijklmnop';
  const view = (caret: number) => {
    const { line, caretX } = fieldView({ text, caret }, 20, () => 'text');
    return { shown: lineText(line), caretX };
  };
  test.each([
    [0, '/api/v2/customers/…', 0],
    [text.length, '…lmnop', 19],
  ])('caret at %i', (caret, part, caretX) => {
    expect(view(caret).shown).toContain(part === '…lmnop' ? 'lmnop' : part);
    expect(view(caret).caretX).toBe(caretX);
  });

  test('has a sign at every end that is cut, never where the caret is', () => {
    for (let caret = 0; caret <= text.length; caret++) {
      const { shown, caretX } = view(caret);
      expect(cellWidth(shown)).toBeLessThanOrEqual(20);
      expect(caretX).toBeLessThan(20);
      const bare = shown.replaceAll('…', '').trim();
      expect(text).toContain(bare);
      expect(shown.startsWith('…')).toBe(!text.startsWith(bare));
      expect(shown.endsWith('…')).toBe(!text.endsWith(bare));
      let at = 0;
      const under = [...shown].find((letter) => {
        at += cellWidth(letter);
        return at > caretX;
      });
      expect(under ?? '').toBe(text[caret] ?? '');
    }
  });
});
