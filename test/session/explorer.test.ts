import { describe, expect, test } from 'vitest';
import { contextOf } from '../../src/session/state.ts';
import { update } from '../../src/session/update.ts';
import { answerText, play, press, SHOP, screenText, session } from './support.ts';

describe('typing a request', () => {
  test.each([
    ['GET /api/users', '200 OK', 'GET /api/users'],
    ['/api/users', '200 OK', 'GET /api/users'],
    ['GET /api/users/42', '200 OK', 'user_id = 42'],
    ['GET /api/user', '404 Not Found', '≈1 GET /api/users'],
    ['GET /api/users/', '307 Temporary Redirect', '→ /api/users'],
    ['PUT /api/users', '405 Method Not Allowed', 'Allow: GET'],
    ['GET /api/users/abc', '422 Unprocessable Entity', 'user_id: "abc" is not an int'],
    ['GET /billing/invoices', '404 Not Found', 'billing'],
    ['GET /static/none.js', '404 Not Found', '/static'],
    ['curl -X DELETE http://localhost:8000/api/users/7', '200 OK', 'DELETE /api/users/{user_id}'],
    ['GET', 'GET needs a path', 'type one after it: GET /…'],
  ])('%s shows %s', (typed, ...shown) => {
    const text = answerText(press(session(), typed));
    for (const part of shown) expect(text).toContain(part);
  });

  test('answers every keystroke', () => {
    let state = session();
    const verdicts = [...'GET /api/users'].map((key) => {
      state = press(state, key);
      return answerText(state).split('\n')[0]?.slice(0, 13) ?? '';
    });
    expect(verdicts.at(-2)).toBe('404 Not Found');
    expect(verdicts.at(-1)).toMatch(/^200 OK/);
  });
});

describe('the way from a miss to its cure', () => {
  test('Enter takes the best near miss', () => {
    const state = press(session(), 'GET /api/user[enter]');
    expect(state.bar.text).toBe('GET /api/users');
    expect(answerText(state)).toContain('200 OK');
  });

  test('↓ and Enter take another one', () => {
    const misses = press(session(), 'GET /api/usrs/3[down]');
    expect(answerText(misses)).toMatch(/^›≈2/m);
    expect(press(misses, '[enter]').bar.text).toBe('GET /api/users');
  });

  test('Tab goes to the near misses, Enter there takes the chosen one', () => {
    const focused = press(session(), 'GET /api/user[tab]');
    expect(contextOf(focused)).toBe('misses');
    const taken = press(focused, '[enter]');
    expect([taken.bar.text, taken.focus]).toEqual(['GET /api/users', 'bar']);
  });

  test('Enter follows a redirect', () => {
    expect(press(session(), 'GET /api/users/?page=2[enter]').bar.text).toBe('GET /api/users?page=2');
  });

  test('a near miss that needs a change of the application makes it and leaves the request', () => {
    const state = press(session(), 'GET /billing/invoices[enter]');
    expect(state.bar.text).toBe('GET /billing/invoices');
    expect(answerText(state)).toContain('200 OK');
    expect(screenText(state)).toContain('± 1 change*');
    expect(answerText(press(state, '[ctrl-z]'))).toContain('404 Not Found');
  });

  test('alt-m goes through the methods', () => {
    const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'GET'];
    let state = press(session(), 'GET /api/users');
    for (const method of methods) {
      state = press(state, '[alt-m]');
      expect(state.bar).toEqual({ text: `${method} /api/users`, caret: `${method} /api/users`.length });
    }
    expect(press(session(), '/x[alt-m]').bar.text).toBe('POST /x');
    expect(press(session(), '[alt-m]/x').bar.text).toBe('GET /x');
  });
});

describe('the gutter', () => {
  const gutter = (typed: string) =>
    screenText(press(session({ columns: 80, rows: 40 }), typed))
      .split('\n')
      .flatMap((line) => {
        const match = /^ (✓|●|○|◐|↪|≈\d)\s+\d+\s+(\S+)\s+(\S+)/.exec(line);
        return match ? [`${match[1]} ${match[2]} ${match[3]}`] : [];
      });

  test('marks what answers and what it shadows', () => {
    expect(gutter('GET /api/users/me')).toContain('○ GET /api/users/me');
  });
  test('marks near misses in their order', () => {
    expect(gutter('GET /api/user')).toContain('≈1 GET /api/users');
  });
  test('marks paths that lack the method', () => {
    const rows = gutter('PATCH /api/users');
    expect(rows.some((row) => row.startsWith('≈1')) || rows.some((row) => row.startsWith('◐'))).toBe(true);
  });
  test('marks the one that answers', () => {
    expect(gutter('GET /api/users/1')).toEqual(['✓ GET /api/users/{user_id}']);
  });
  test('tells one that takes a request only to refuse it from one that answers', () => {
    expect(gutter('GET /api/users/me')).toContain('● GET /api/users/{user_id}');
  });
});

describe('pasting', () => {
  const paste = (text: string, before = '') => update(press(session(), before), { kind: 'paste', text })[0];

  test.each([
    ['GET /api/users', '', 'GET /api/users'],
    ['/users', 'GET /api', 'GET /api/users'],
    ["curl -X POST \\\n  'http://localhost:8000/api/users' \\\n  -d '{}'\n", 'GET /old', 'POST /api/users'],
    ['    resp = client.get("/api/users")\n', 'GET /old', 'GET /api/users'],
    ['{"method": "POST",\n "path": "/api/users"}', 'GET /old', 'POST /api/users'],
    ['https://shop.example.org/api/users?x=1', 'GET /old', 'GET /api/users?x=1'],
    ['127.0.0.1 - - [10/Oct/2025:13:55:36] "GET /api/user HTTP/1.1" 404 22', '', 'GET /api/user'],
    ['q\u0003\u001b[31m/x\r\n', 'GET /', 'GET /q[31m/x'],
  ])('%j into %j gives %j', (text, before, after) => {
    expect(paste(text, before).bar.text).toBe(after);
  });

  test('is text wherever the keyboard is, never a command', () => {
    const inTable = press(session(), '[tab]');
    const [state, effects] = update(inTable, { kind: 'paste', text: 'q' });
    expect([state.bar.text, state.focus, effects]).toEqual(['q', 'bar', []]);
  });

  test('keeps the host where the application looks at it', () => {
    const hosts = session(undefined, {
      framework: 'starlette',
      routes: [{ host: 'a.example.org', app: { framework: 'starlette', routes: ['GET /x'] } }],
    });
    const [state] = update(hosts, { kind: 'paste', text: 'curl http://a.example.org/x' });
    expect(state.bar.text).toBe('GET http://a.example.org/x');
    expect(answerText(state)).toContain('200 OK');
  });
});

describe('history', () => {
  const used = press(session(), 'GET /api/users[enter][ctrl-u]GET /api/health[enter][ctrl-u]');

  test('↑ in an empty bar brings back the last request, ↓ leads back', () => {
    expect(press(used, '[up]').bar.text).toBe('GET /api/health');
    expect(press(used, '[up][up]').bar.text).toBe('GET /api/users');
    expect(press(used, '[up][up][up]').bar.text).toBe('GET /api/users');
    expect(press(used, '[up][up][down][down]').bar.text).toBe('');
  });

  test('ctrl-r finds a request by its words', () => {
    const found = press(used, '[ctrl-r]users');
    expect(screenText(found)).toContain('1 of 2');
    expect(press(found, '[enter]').bar.text).toBe('GET /api/users');
    expect(press(found, '[esc]').overlay).toBe(null);
  });

  test('what is kept is asked to be saved', () => {
    expect(play(session(), 'GET /api/health[enter]')[1]).toEqual([{ kind: 'keep', request: 'GET /api/health' }]);
  });
});

describe('the table', () => {
  test('Tab reaches it, arrows move, Enter opens the details, esc leads back step by step', () => {
    let state = press(session(), 'GET /api/health[tab]');
    expect(contextOf(state)).toBe('table');
    state = press(state, '[down][enter]');
    expect(contextOf(state)).toBe('details');
    expect(screenText(state)).toContain('app/users.py:12');
    state = press(state, '[esc]');
    expect(contextOf(state)).toBe('table');
    state = press(state, '[esc]');
    expect(contextOf(state)).toBe('bar');
    expect(play(state, '[esc][esc][esc]')[1]).toEqual([]);
  });

  test('the details say everything about a route', () => {
    const text = screenText(press(session(), 'GET /api/users/1[tab][enter]'));
    for (const part of [
      'GET /api/users/{user_id}',
      'One user',
      'user_id: int',
      'bearer',
      'app/users.py:31',
      'DELETE',
      'router users, included under /api',
      'GET /api/users/1',
      '200 OK',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('the details say where a route above takes the example', () => {
    const me = press(session(), 'x[tab]/read_me[enter][enter]');
    expect(screenText(me)).toMatch(/answered\s+422 Unprocessable Entity, by \/api\/users\/\{user_id\}/);
  });

  test('t puts an example request into the bar', () => {
    const state = press(session(), '[tab]/get_order[enter]t');
    expect(state.bar.text).toBe('GET /api/orders/3fa85f64-5717-4562-b3fc-2c963f66afa6');
    expect([state.focus, answerText(state).slice(0, 6)]).toEqual(['bar', '200 OK']);
  });

  test('c copies a curl line, o opens the declaration', () => {
    const state = press(session(), '[tab]/delete[enter]');
    expect(play(state, 'c')[1]).toEqual([
      { kind: 'copy', text: 'curl -X DELETE http://localhost:8000/api/users/1', what: 'curl command' },
    ]);
    expect(play(state, 'o')[1]).toEqual([{ kind: 'open', at: { file: 'app/users.py', line: 31 } }]);
  });

  test('the filter narrows, or only dims, and esc clears it', () => {
    const narrowed = press(session(), '[tab]/orders');
    expect(screenText(narrowed)).toContain('1 of 10');
    expect(screenText(narrowed)).not.toMatch(/\d +GET +\/api\/health/);
    const dimmed = press(narrowed, '[ctrl-o]');
    expect(screenText(dimmed)).toContain('/api/health');
    const cleared = press(narrowed, '[esc]');
    expect([cleared.filter.input.text, contextOf(cleared)]).toEqual(['', 'table']);
  });

  test('keeps registration order under the filter', () => {
    const rows = screenText(press(session(), '[tab]/user'))
      .split('\n')
      .flatMap((line) => /^ .{2}\s+(\d+) {2}/.exec(line)?.[1] ?? []);
    expect(rows).toEqual([...rows].sort((a, b) => Number(a) - Number(b)));
    expect(rows.length).toBeGreaterThan(3);
  });

  test('a burst of typing leads from a key into the text that it opens', () => {
    expect(press(session(), '[tab]/orders').filter.input.text).toBe('orders');
  });

  test('the best row scrolls into view', () => {
    const many = { ...SHOP, routes: Array.from({ length: 300 }, (_, i) => `GET /r${i}/x`) };
    expect(screenText(press(session(undefined, many), 'GET /r250/x'))).toMatch(/✓\s+251\s+GET\s+\/r250\/x/);
  });

  test.each([2, 15])('and the chosen near miss with it, %i rows further down', (between) => {
    const routes = [
      ...Array.from({ length: 40 }, (_, i) => `GET /first${i}`),
      { path: '/users/{user_id}', methods: ['GET'], params: { user_id: 'int' } },
      ...Array.from({ length: between }, (_, i) => `GET /between${i}`),
      'GET /users/me',
      ...Array.from({ length: 40 }, (_, i) => `GET /last${i}`),
    ];
    const shown = screenText(press(session({ columns: 80, rows: 30 }, { ...SHOP, routes }), 'GET /users/me'));
    expect(shown).toMatch(/●\s+\d+\s+GET\s+\/users\/\{user_id\}/);
    expect(shown).toMatch(/○\s+\d+\s+GET\s+\/users\/me/);
  });
});

test.each([60, 80, 120])('what a document can’t show is listed before anything is typed, at %i columns', (columns) => {
  const state = session({ columns, rows: 24 });
  if (!state.compiled) throw new Error('no application');
  const blindSpots = ['order inside a path', 'convertors', 'mounts', 'hidden routes'];
  const app = { ...state.compiled, tree: { ...state.compiled.tree, blindSpots } };
  const text = screenText({ ...state, compiled: app }).replace(/\s+/g, ' ');
  expect(text).toContain(`Not in this document: ${blindSpots.join(', ')}.`);
});

describe('esc and a character in quick succession', () => {
  test('are what alt with that character would be, where that means nothing', () => {
    expect(press(session(), 'GET[alt-/]x').bar.text).toBe('GET/x');
    expect(play(session(), '[f1][alt-q]')).toEqual([expect.objectContaining({ overlay: null }), []]);
    expect(play(session(), '[tab][alt-q]')[1]).toEqual([]);
  });
});

describe('leaving', () => {
  test('ctrl-c quits from anywhere', () => {
    for (const where of ['', 'GET /x', '[tab]', '[f1]', '[ctrl-r]', '[tab]/', '[f2]']) {
      expect(play(session(), `${where}[ctrl-c]`)[1].at(-1), where).toEqual({ kind: 'quit' });
    }
  });
  test('q quits outside of text fields only', () => {
    expect(play(session(), 'q')[1]).toEqual([]);
    expect(play(session(), '[tab]q')[1]).toEqual([{ kind: 'quit' }]);
    expect(play(session(), '[tab]/q')[1]).toEqual([]);
    expect(play(session(), '[f1]q')[1]).toEqual([]);
  });
  test('help opens by F1 anywhere and by ? outside of text fields', () => {
    expect(press(session(), '[f1]').overlay?.kind).toBe('help');
    expect(press(session(), '?').overlay).toBe(null);
    expect(press(session(), '[tab]?').overlay?.kind).toBe('help');
    expect(press(session(), '[f1][f1]').overlay).toBe(null);
    expect(press(session(), '[f1][esc]').overlay).toBe(null);
  });
});

describe('loading again', () => {
  const filled = press(session(), 'GET /api/user[tab][tab][down]');

  test('keeps request, focus and selection, and answers by the new routes', () => {
    const app = session(undefined, { framework: 'fastapi', routes: ['GET /api/user', 'GET /b', 'GET /c'] }).compiled;
    const [state] = update(filled, { kind: 'loaded', app, problems: [], watching: true });
    expect([state.bar.text, state.focus]).toEqual(['GET /api/user', 'table']);
    expect(answerText(state)).toContain('200 OK');
    expect(screenText(state)).toContain('● watching');
  });

  test('keeps the last good routes while the source is broken, and says so', () => {
    const [state] = update(filled, { kind: 'loaded', app: null, problems: [] });
    expect(state.compiled).toBe(filled.compiled);
    expect(screenText(state)).toContain('last good version');
  });
});
